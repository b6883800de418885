-- The rest of the loop: notes on days, guides that were read, and what a
-- person chose to have shown.

ALTER TABLE users ADD COLUMN hide_settled BOOLEAN NOT NULL DEFAULT FALSE;

-- A note on a day that belongs to no habit. A day without one has no row.
CREATE TABLE day_notes (
  user_id TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  day     TEXT NOT NULL,
  note    TEXT NOT NULL CHECK (note <> ''),
  PRIMARY KEY (user_id, day)
);

CREATE TABLE readings (
  user_id  TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  guide_id TEXT   NOT NULL REFERENCES guides (id) ON DELETE CASCADE,
  at       BIGINT NOT NULL,
  PRIMARY KEY (user_id, guide_id)
);
-- Taking a guide away finds its readers by this.
CREATE INDEX readings_guide ON readings (guide_id);

-- The journal of one day. Most pages of it ask for a habit or for nothing.
CREATE INDEX changes_day ON changes (user_id, day, seq) WHERE day IS NOT NULL;

-- History that comes along: what names an imported habit in the file it came
-- from, the reminder it had there, and the days that one change altered where
-- it altered many.

ALTER TABLE habits ADD COLUMN reminder TEXT NOT NULL DEFAULT '';

CREATE TABLE origins (
  user_id  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  key      TEXT NOT NULL CHECK (key <> ''),
  habit_id TEXT NOT NULL REFERENCES habits (id) ON DELETE CASCADE,
  PRIMARY KEY (user_id, key)
);
-- Taking a habit away finds its origins by this.
CREATE INDEX origins_habit ON origins (habit_id);

CREATE TABLE change_days (
  user_id   TEXT NOT NULL,
  change_id TEXT NOT NULL,
  days      TEXT NOT NULL,
  PRIMARY KEY (user_id, change_id),
  FOREIGN KEY (user_id, change_id) REFERENCES changes (user_id, id) ON DELETE CASCADE
);

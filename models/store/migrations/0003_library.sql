-- Any article: how a guide came, who may read it, how it is searched, what
-- people note in it and do not want of it.

ALTER TABLE guides ADD COLUMN shared BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE guides ADD COLUMN came TEXT NOT NULL DEFAULT '';
ALTER TABLE guides ADD COLUMN file TEXT NOT NULL DEFAULT '';
-- What search compares with: folded word stems of all that the guide says, each
-- once, a space before and after each.
ALTER TABLE guides ADD COLUMN words TEXT NOT NULL DEFAULT '';
-- The same text again is found by this.
CREATE INDEX guides_hash ON guides (hash);

-- What advice is about, and what it asks: equal in two guides that ask the same.
ALTER TABLE advice ADD COLUMN subject TEXT NOT NULL DEFAULT '';
ALTER TABLE advice ADD COLUMN alike TEXT NOT NULL DEFAULT '';
CREATE INDEX advice_subject ON advice (subject) WHERE subject <> '';

-- A reading is how one person keeps a guide: since when it is read (0: it is
-- not), since when it is archived, and their tags on it.
ALTER TABLE readings ADD COLUMN archived_at BIGINT NOT NULL DEFAULT 0;
ALTER TABLE readings ADD COLUMN tags TEXT NOT NULL DEFAULT '[]';

-- Advice that a person said is not for them.
CREATE TABLE dismissals (
  user_id TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  alike   TEXT   NOT NULL CHECK (alike <> ''),
  at      BIGINT NOT NULL,
  PRIMARY KEY (user_id, alike)
);

-- What a person marked in a guide, and their note on it, which may be empty.
CREATE TABLE marks (
  id         TEXT   NOT NULL PRIMARY KEY,
  user_id    TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  guide_id   TEXT   NOT NULL REFERENCES guides (id) ON DELETE CASCADE,
  passage    TEXT   NOT NULL,
  note       TEXT   NOT NULL,
  words      TEXT   NOT NULL,
  created_at BIGINT NOT NULL
);
CREATE INDEX marks_user ON marks (user_id, guide_id);
-- Taking a guide away finds its marks by this.
CREATE INDEX marks_guide ON marks (guide_id);

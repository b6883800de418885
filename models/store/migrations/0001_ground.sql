-- The ground: people, guides, habits, what is logged and the journal.
--
-- Portable between SQLite and PostgreSQL. Ids are UUIDv7 text made by the
-- server, but for changes. Instants are BIGINT milliseconds UTC, 0 where there
-- is none yet; days are TEXT YYYY-MM-DD and NULL where there is none; amounts
-- are BIGINT thousandths of their unit; JSON is TEXT.
--
-- A child that means nothing without its parent goes with it (CASCADE). Where
-- a row must outlive what it points to (a habit keeps the passage of a guide
-- that is gone), the id is plain text, and '' says none.

CREATE TABLE users (
  id          TEXT    NOT NULL PRIMARY KEY,
  name        TEXT    NOT NULL,
  name_key    TEXT    NOT NULL,
  email       TEXT    NOT NULL,
  password    TEXT    NOT NULL CHECK (password <> ''),
  owner       BOOLEAN NOT NULL,
  disabled    BOOLEAN NOT NULL,
  zone        TEXT    NOT NULL,
  day_start   BIGINT  NOT NULL CHECK (day_start BETWEEN 0 AND 6),
  week_start  BIGINT  NOT NULL CHECK (week_start BETWEEN 0 AND 6),
  created_at  BIGINT  NOT NULL,
  password_at BIGINT  NOT NULL
);
-- Two names that look the same are the same; sign-in looks up by this too.
CREATE UNIQUE INDEX users_name ON users (name_key);

CREATE TABLE sessions (
  digest     TEXT   NOT NULL PRIMARY KEY,
  user_id    TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  device     TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  seen_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
-- For the list of one's sessions and for ending them all.
CREATE INDEX sessions_user ON sessions (user_id);

CREATE TABLE sign_ins (
  user_id TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  address TEXT   NOT NULL,
  at      BIGINT NOT NULL,
  PRIMARY KEY (user_id, address)
);

CREATE TABLE tokens (
  id         TEXT   NOT NULL PRIMARY KEY,
  user_id    TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name       TEXT   NOT NULL,
  digest     TEXT   NOT NULL,
  scope      TEXT   NOT NULL CHECK (scope IN ('read', 'log', 'all')),
  created_at BIGINT NOT NULL,
  used_at    BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
-- Every request of a program looks up by this.
CREATE UNIQUE INDEX tokens_digest ON tokens (digest);
CREATE INDEX tokens_user ON tokens (user_id);

CREATE TABLE invitations (
  id         TEXT   NOT NULL PRIMARY KEY,
  digest     TEXT   NOT NULL,
  created_by TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  reset_for  TEXT   NOT NULL,
  created_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  used_at    BIGINT NOT NULL
);
CREATE UNIQUE INDEX invitations_digest ON invitations (digest);
CREATE INDEX invitations_by ON invitations (created_by);

CREATE TABLE guides (
  id          TEXT   NOT NULL PRIMARY KEY,
  owner_id    TEXT            REFERENCES users (id) ON DELETE CASCADE, -- NULL: the library, for all to read
  slug        TEXT   NOT NULL,
  title       TEXT   NOT NULL,
  author      TEXT   NOT NULL,
  publisher   TEXT   NOT NULL,
  published   TEXT,
  url         TEXT   NOT NULL,
  language    TEXT   NOT NULL,
  summary     TEXT   NOT NULL,
  after       TEXT   NOT NULL,
  text        TEXT   NOT NULL,
  blocks      TEXT   NOT NULL,
  refs        TEXT   NOT NULL,
  source      TEXT   NOT NULL,
  hash        TEXT   NOT NULL,
  minutes     BIGINT NOT NULL CHECK (minutes >= 0),
  supersedes  TEXT   NOT NULL,
  created_at  BIGINT NOT NULL,
  archived_at BIGINT NOT NULL,
  deleted_at  BIGINT NOT NULL
);
-- The library of one person is the library of all and their own.
CREATE INDEX guides_owner ON guides (owner_id);
-- A release is looked up by the one it came after.
CREATE INDEX guides_supersedes ON guides (supersedes);

CREATE TABLE advice (
  id         TEXT   NOT NULL PRIMARY KEY,
  guide_id   TEXT   NOT NULL REFERENCES guides (id) ON DELETE CASCADE,
  position   BIGINT NOT NULL,
  key        TEXT   NOT NULL,
  passages   TEXT   NOT NULL,
  offer      TEXT   NOT NULL,
  rule       TEXT   NOT NULL,
  confidence DOUBLE PRECISION NOT NULL,
  UNIQUE (guide_id, key)
);

CREATE TABLE habits (
  id          TEXT    NOT NULL PRIMARY KEY,
  user_id     TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name        TEXT    NOT NULL CHECK (name <> ''),
  guide_id    TEXT    NOT NULL,
  advice_id   TEXT    NOT NULL,
  passages    TEXT    NOT NULL,
  careful     BOOLEAN NOT NULL,
  reason      TEXT    NOT NULL,
  cue         TEXT    NOT NULL,
  hue         TEXT    NOT NULL,
  icon        TEXT    NOT NULL,
  position    BIGINT  NOT NULL,
  since       TEXT    NOT NULL,
  created_at  BIGINT  NOT NULL,
  archived_at BIGINT  NOT NULL,
  deleted_at  BIGINT  NOT NULL
);
-- Today lists one person's habits in their order.
CREATE INDEX habits_user ON habits (user_id, position);

CREATE TABLE tags (
  id       TEXT   NOT NULL PRIMARY KEY,
  user_id  TEXT   NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  name     TEXT   NOT NULL CHECK (name <> ''),
  position BIGINT NOT NULL,
  UNIQUE (user_id, name)
);

CREATE TABLE habit_tags (
  habit_id TEXT NOT NULL REFERENCES habits (id) ON DELETE CASCADE,
  tag_id   TEXT NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
  PRIMARY KEY (habit_id, tag_id)
);
-- Taking a tag away finds its habits by this.
CREATE INDEX habit_tags_tag ON habit_tags (tag_id);

-- The key is the rule that a habit has at most one plan a day.
CREATE TABLE plans (
  habit_id   TEXT   NOT NULL REFERENCES habits (id) ON DELETE CASCADE,
  from_day   TEXT   NOT NULL,
  anchor_day TEXT   NOT NULL,
  kind       TEXT   NOT NULL CHECK (kind IN ('tick', 'amount', 'variety')),
  period     TEXT   NOT NULL CHECK (period IN ('day', 'week', 'month', 'days')),
  days       BIGINT NOT NULL CHECK (days BETWEEN 0 AND 90),
  min        BIGINT CHECK (min > 0),
  max        BIGINT CHECK (max >= 0),
  unit       TEXT   NOT NULL,
  step       BIGINT NOT NULL CHECK (step >= 0),
  due        TEXT   NOT NULL,
  day_window TEXT   NOT NULL,
  reserve    BIGINT NOT NULL CHECK (reserve BETWEEN 0 AND 3),
  week_start BIGINT NOT NULL CHECK (week_start BETWEEN 0 AND 6),
  PRIMARY KEY (habit_id, from_day),
  CHECK (min IS NOT NULL OR max IS NOT NULL)
);

-- The key is the rule of one entry per habit and day, and the way days are
-- read: one habit, from a day on. amount NULL: nothing said; 0: said to be none.
CREATE TABLE entries (
  habit_id TEXT    NOT NULL REFERENCES habits (id) ON DELETE CASCADE,
  day      TEXT    NOT NULL,
  amount   BIGINT  CHECK (amount >= 0),
  skipped  BOOLEAN NOT NULL,
  note     TEXT    NOT NULL,
  PRIMARY KEY (habit_id, day),
  CHECK (NOT skipped OR amount IS NULL)
);

CREATE TABLE entry_items (
  habit_id TEXT   NOT NULL,
  day      TEXT   NOT NULL,
  item     TEXT   NOT NULL,
  name     TEXT   NOT NULL,
  position BIGINT NOT NULL,
  PRIMARY KEY (habit_id, day, item),
  FOREIGN KEY (habit_id, day) REFERENCES entries (habit_id, day) ON DELETE CASCADE
);
-- The first day a thing was ever eaten, without reading the years between.
CREATE INDEX entry_items_first ON entry_items (habit_id, item, day);

-- habit_id '' pauses all habits of the person; to_day NULL is until further notice.
CREATE TABLE pauses (
  id       TEXT NOT NULL PRIMARY KEY,
  user_id  TEXT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  habit_id TEXT NOT NULL,
  from_day TEXT NOT NULL,
  to_day   TEXT CHECK (to_day >= from_day)
);
CREATE INDEX pauses_user ON pauses (user_id);

-- Derived from plans, entries and pauses; may be emptied at any time.
CREATE TABLE progress (
  habit_id     TEXT    NOT NULL PRIMARY KEY REFERENCES habits (id) ON DELETE CASCADE,
  as_of        TEXT    NOT NULL,
  read_from    TEXT    NOT NULL,
  streak       BIGINT  NOT NULL,
  streak_unit  TEXT    NOT NULL,
  streak_from  TEXT,
  streak_to    TEXT,
  best         BIGINT  NOT NULL,
  best_unit    TEXT    NOT NULL,
  best_from    TEXT,
  best_to      TEXT,
  reserve_week TEXT,
  reserve_used BIGINT  NOT NULL,
  strength     DOUBLE PRECISION NOT NULL,
  known        BOOLEAN NOT NULL
);

-- The journal. The key is the rule that the same change has one effect: the id
-- may come from a client, and only has to differ within one person's changes.
CREATE TABLE changes (
  user_id    TEXT    NOT NULL REFERENCES users (id) ON DELETE CASCADE,
  id         TEXT    NOT NULL,
  seq        BIGINT  NOT NULL,
  subject    TEXT    NOT NULL,
  subject_id TEXT    NOT NULL,
  day        TEXT,
  act        TEXT    NOT NULL,
  before     TEXT    NOT NULL,
  after      TEXT    NOT NULL,
  digest     TEXT    NOT NULL,
  undoes     TEXT    NOT NULL,
  undone     BOOLEAN NOT NULL,
  at         BIGINT  NOT NULL,
  batch      TEXT    NOT NULL,
  PRIMARY KEY (user_id, id)
);
-- The journal page reads backwards by this, and a new change takes the next number.
CREATE UNIQUE INDEX changes_order ON changes (user_id, seq);
-- A habit's own journal, and what came after a change that is to be undone.
CREATE INDEX changes_subject ON changes (user_id, subject_id, seq);
-- A batch is found by its id; most changes belong to none.
CREATE INDEX changes_batch ON changes (user_id, batch) WHERE batch <> '';
-- Whether an undo was already made, and which.
CREATE INDEX changes_undoes ON changes (user_id, undoes) WHERE undoes <> '';

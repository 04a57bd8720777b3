-- Times are Unix milliseconds. The payload is the last column, so that reading
-- the others never touches its overflow pages.
CREATE TABLE inbox (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    guid         TEXT    NOT NULL UNIQUE,
    key          TEXT    NOT NULL,
    event        TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    installation INTEGER NOT NULL,
    edge         INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'pending'
                 CHECK (state IN ('pending', 'done', 'superseded', 'failed')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    finished_at  INTEGER,
    last_error   TEXT,
    payload      BLOB
);

CREATE INDEX inbox_pending ON inbox (key, id, received_at) WHERE state = 'pending';
CREATE INDEX inbox_finished ON inbox (state, finished_at) WHERE state <> 'pending';

-- generation counts what was accepted for the key, taken is the generation the
-- latest run saw when it began, fence is the number of that run.
CREATE TABLE entity (
    key        TEXT    PRIMARY KEY,
    generation INTEGER NOT NULL DEFAULT 0,
    taken      INTEGER NOT NULL DEFAULT 0,
    fence      INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

-- An installation that was asked to wait: no run of its keys starts before.
CREATE TABLE pause (
    installation INTEGER PRIMARY KEY,
    until        INTEGER NOT NULL
);

CREATE TABLE effect (
    id      TEXT    PRIMARY KEY,
    done_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE memory (
    key  TEXT PRIMARY KEY,
    data BLOB NOT NULL
) WITHOUT ROWID;

CREATE TABLE probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    at INTEGER NOT NULL
);

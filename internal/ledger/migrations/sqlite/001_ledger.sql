-- What is remembered, as rows that can be asked. Times are Unix milliseconds,
-- and a subject is subject.Subject.Key: "repositoryID#number". What is of one
-- subject has the subject first in its key, so that it lies together.

-- How a repository was called, and how it was reached, when it was last spoken of.
CREATE TABLE repository (
    id           INTEGER PRIMARY KEY,
    owner        TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    installation INTEGER NOT NULL,
    settings     BLOB -- the last text of its settings that could be read
);

CREATE TABLE label (
    subject  TEXT    NOT NULL,
    intended INTEGER NOT NULL, -- 1: was about to be put on, 0: was put on
    position INTEGER NOT NULL,
    name     TEXT    NOT NULL,
    PRIMARY KEY (subject, intended, position)
) WITHOUT ROWID;

CREATE TABLE claim (
    subject    TEXT    PRIMARY KEY,
    repository INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    number     INTEGER NOT NULL,
    login      TEXT    NOT NULL,
    claimed_at INTEGER NOT NULL,
    assigned   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX claim_age ON claim (claimed_at);

-- Reasons are as long as comments may be, so this table has rowids.
CREATE TABLE waiver (
    subject   TEXT    NOT NULL,
    position  INTEGER NOT NULL,
    rule      TEXT    NOT NULL,
    waived_by TEXT    NOT NULL,
    waived_at INTEGER NOT NULL,
    reason    TEXT    NOT NULL,
    PRIMARY KEY (subject, position)
);

CREATE TABLE recheck (
    subject    TEXT    PRIMARY KEY,
    checked_at INTEGER NOT NULL,
    told       INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE proposal (
    subject  TEXT    PRIMARY KEY,
    branch   TEXT    NOT NULL,
    number   INTEGER NOT NULL,
    head_oid TEXT    NOT NULL
) WITHOUT ROWID;

CREATE TABLE link (
    effect     TEXT    PRIMARY KEY,
    repository INTEGER NOT NULL,
    login      TEXT    NOT NULL,
    given_at   INTEGER NOT NULL
) WITHOUT ROWID;

CREATE INDEX link_repository ON link (repository, given_at);

-- The queue kept this table before, in the same form: what is done stays done.
CREATE TABLE IF NOT EXISTS effect (
    id      TEXT    PRIMARY KEY,
    done_at INTEGER NOT NULL
) WITHOUT ROWID;

-- Values in JSON under "installation/owner/name#number". No released version
-- wrote them, and what they said is found again at the next look.
DROP TABLE IF EXISTS memory;

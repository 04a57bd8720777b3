-- What is to wait, and where nothing more is to be said.

-- Reasons are as long as comments may be, so this table has rowids.
CREATE TABLE hold (
    subject TEXT    PRIMARY KEY,
    held_by TEXT    NOT NULL,
    held_at INTEGER NOT NULL,
    reason  TEXT    NOT NULL
);

CREATE TABLE mute (
    subject  TEXT    PRIMARY KEY,
    muted_by TEXT    NOT NULL,
    muted_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The subject in place of the key "installation/owner/name#number", which a
-- rename or a transfer of the repository split in two. The table is made anew
-- so that the payload stays its last column: reading the others never touches
-- its overflow pages.
CREATE TABLE inbox_new (
    id           INTEGER PRIMARY KEY AUTOINCREMENT,
    guid         TEXT    NOT NULL UNIQUE,
    key          TEXT    NOT NULL,
    event        TEXT    NOT NULL,
    action       TEXT    NOT NULL,
    installation INTEGER NOT NULL,
    repository   INTEGER NOT NULL,
    owner        TEXT    NOT NULL,
    name         TEXT    NOT NULL,
    kind         TEXT    NOT NULL,
    number       INTEGER NOT NULL,
    edge         INTEGER NOT NULL,
    received_at  INTEGER NOT NULL,
    state        TEXT    NOT NULL DEFAULT 'pending'
                 CHECK (state IN ('pending', 'done', 'superseded', 'failed')),
    attempts     INTEGER NOT NULL DEFAULT 0,
    deaths       INTEGER NOT NULL DEFAULT 0, -- of the process, while it handled this
    finished_at  INTEGER,
    last_error   TEXT,
    payload      BLOB
);

-- What the payload of a pending delivery says. A finished one is only there to
-- recognise a redelivery by its GUID, and needs no subject.
CREATE TEMP TABLE subject AS
SELECT id,
    json_extract(payload, '$.repository.id')          AS repository,
    json_extract(payload, '$.repository.owner.login') AS owner,
    json_extract(payload, '$.repository.name')        AS name,
    CAST(substr(key, instr(key, '#') + 1) AS INTEGER) AS number,
    CASE
        WHEN event = 'issues' THEN 'issue'
        WHEN event = 'issue_comment' AND json_type(payload, '$.issue.pull_request') IS NOT 'object' THEN 'issue'
        WHEN key LIKE '%#0' THEN 'repository'
        ELSE 'pull_request'
    END AS kind,
    event IN ('check_run', 'check_suite') AS click
FROM (
    SELECT id, key, event, CASE WHEN json_valid(CAST(payload AS TEXT)) THEN CAST(payload AS TEXT) END AS payload
    FROM inbox WHERE state = 'pending'
);

DELETE FROM temp.subject
WHERE typeof(repository) <> 'integer' OR repository <= 0 OR typeof(owner) <> 'text' OR typeof(name) <> 'text';

-- A re-run of a check is a click and its own, as it is accepted from now on.
INSERT INTO inbox_new (id, guid, key, event, action, installation, repository, owner, name, kind, number, edge,
    received_at, state, attempts, finished_at, last_error, payload)
SELECT id, guid, coalesce(s.repository || '#' || s.number, i.key), event, action, installation,
    coalesce(s.repository, 0), coalesce(s.owner, ''), coalesce(s.name, ''), coalesce(s.kind, ''), coalesce(s.number, 0),
    edge OR coalesce(s.click, 0), received_at, state, attempts, finished_at, last_error,
    CASE WHEN s.id IS NULL OR edge OR s.click THEN payload END
FROM inbox AS i LEFT JOIN temp.subject AS s USING (id);

-- Not lost without a word: counted as failed, and taken again when GitHub is
-- asked to deliver it again.
UPDATE inbox_new SET state = 'failed', finished_at = CAST(strftime('%s', 'now') AS INTEGER) * 1000,
    last_error = 'accepted by an earlier version, and its payload does not say which repository it is about'
WHERE state = 'pending' AND repository = 0;

DROP TABLE temp.subject;
DROP TABLE inbox;
ALTER TABLE inbox_new RENAME TO inbox;
CREATE INDEX inbox_pending ON inbox (key, id, received_at) WHERE state = 'pending';
CREATE INDEX inbox_finished ON inbox (state, finished_at) WHERE state <> 'pending';

-- Nobody runs while this does: fences and generations begin anew, and jobs for
-- the new keys are made when the queue opens. running is the inbox row that the
-- latest run is at, 0 when its outcome is recorded.
DROP TABLE entity;
CREATE TABLE entity (
    key        TEXT    PRIMARY KEY,
    generation INTEGER NOT NULL DEFAULT 0,
    taken      INTEGER NOT NULL DEFAULT 0,
    fence      INTEGER NOT NULL DEFAULT 0,
    running    INTEGER NOT NULL DEFAULT 0
) WITHOUT ROWID;

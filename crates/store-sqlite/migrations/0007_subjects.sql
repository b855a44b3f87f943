-- Version 7: one log for every subject (a report, a question, …), each known by its path, such as
-- `report/qz-001/2022-05`. What a revision changed is kept, and all boxes only every so often.

-- The current row of each subject. Project and month are what is searched by.
CREATE TABLE subjects (
    subject     TEXT NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL,
    project     TEXT NOT NULL REFERENCES projects (id),
    month       TEXT NOT NULL,
    rev         INTEGER NOT NULL,
    state       TEXT NOT NULL,
    boxes       TEXT NOT NULL,
    user        TEXT NOT NULL REFERENCES users (name),
    received_at TEXT NOT NULL
) STRICT;

INSERT INTO subjects
SELECT 'report/' || project || '/' || month, 'report', project, month, rev, state, boxes, user,
       received_at
FROM reports ORDER BY project, month;

DROP TABLE reports;
CREATE INDEX subjects_of_project ON subjects (project, kind, month);

CREATE TABLE operations_of_subjects (
    op_id       TEXT NOT NULL PRIMARY KEY,
    user        TEXT NOT NULL REFERENCES users (name),
    device      TEXT NOT NULL,
    subject     TEXT NOT NULL,
    content     BLOB NOT NULL,
    operation   TEXT NOT NULL,
    result      TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT;

INSERT INTO operations_of_subjects
SELECT op_id, user, device, 'report/' || project || '/' || month, content, operation, result,
       received_at
FROM operations ORDER BY op_id;

DROP TABLE operations;
ALTER TABLE operations_of_subjects RENAME TO operations;

-- Every state that a subject ever had. Append-only. `changes` is what a revision changed (older rows
-- have none), `boxes` all that it left, in the first revision and every so often, and `digest` the
-- SHA-256 of all that it left where `boxes` does not say it.
CREATE TABLE revisions_of_subjects (
    seq         INTEGER PRIMARY KEY,
    subject     TEXT NOT NULL REFERENCES subjects (subject),
    rev         INTEGER NOT NULL,
    state       TEXT NOT NULL,
    changes     TEXT,
    boxes       TEXT,
    digest      TEXT,
    op_id       TEXT NOT NULL UNIQUE REFERENCES operations (op_id),
    user        TEXT NOT NULL REFERENCES users (name),
    device      TEXT NOT NULL,
    received_at TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    UNIQUE (subject, rev),
    CHECK (boxes IS NOT NULL OR (changes IS NOT NULL AND digest IS NOT NULL))
) STRICT;

INSERT INTO revisions_of_subjects
SELECT seq, 'report/' || project || '/' || month, rev, state, NULL, boxes, NULL, op_id, user, device,
       received_at, made_at
FROM revisions ORDER BY seq;

DROP TABLE revisions;
ALTER TABLE revisions_of_subjects RENAME TO revisions;

CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions
BEGIN SELECT raise(ABORT, 'revisions are append-only'); END;

CREATE TRIGGER revisions_are_never_deleted BEFORE DELETE ON revisions
BEGIN SELECT raise(ABORT, 'revisions are append-only'); END;

CREATE TABLE conflicts_of_subjects (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    subject     TEXT NOT NULL REFERENCES subjects (subject),
    clash       TEXT NOT NULL,
    first_user  TEXT NOT NULL REFERENCES users (name),
    first_at    TEXT NOT NULL,
    second_user TEXT NOT NULL REFERENCES users (name),
    second_at   TEXT NOT NULL,
    opened_by   TEXT NOT NULL REFERENCES operations (op_id),
    settled_by  TEXT REFERENCES operations (op_id)
) STRICT;

INSERT INTO conflicts_of_subjects
SELECT id, 'report/' || project || '/' || month, clash, first_user, first_at, second_user, second_at,
       opened_by, settled_by
FROM conflicts ORDER BY id;

-- No number is given twice, also where the last of them is not there any more.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'conflicts_of_subjects', 0
WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'conflicts_of_subjects');
UPDATE sqlite_sequence
SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'conflicts'), 0)
WHERE name = 'conflicts_of_subjects';

DROP TABLE conflicts;
ALTER TABLE conflicts_of_subjects RENAME TO conflicts;
CREATE INDEX conflicts_open ON conflicts (subject) WHERE settled_by IS NULL;

-- One row a key, numbered anew with each change; `subject` is empty for what is none.
CREATE TABLE feed_of_subjects (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('profile', 'unit', 'project', 'subject', 'gone')),
    project TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    unit    TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, project, subject, unit)
) STRICT;

INSERT INTO feed_of_subjects
SELECT seq, iif(kind = 'report', 'subject', kind), project,
       iif(kind = 'report', 'report/' || project || '/' || month, ''), unit
FROM feed ORDER BY seq;

INSERT INTO sqlite_sequence (name, seq)
SELECT 'feed_of_subjects', 0
WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'feed_of_subjects');
UPDATE sqlite_sequence
SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'feed'), 0)
WHERE name = 'feed_of_subjects';

DROP TABLE feed;
ALTER TABLE feed_of_subjects RENAME TO feed;
CREATE INDEX feed_by_project ON feed (project, seq) WHERE kind IN ('project', 'subject');
CREATE INDEX feed_for_all ON feed (seq) WHERE kind IN ('profile', 'unit', 'gone');

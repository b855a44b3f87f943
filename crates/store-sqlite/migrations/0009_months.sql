-- Version 9: subjects that are no project's (a month), and what a locked month was.

-- `project` is NULL for what is no project's.
CREATE TABLE subjects_of_all (
    subject     TEXT NOT NULL PRIMARY KEY,
    kind        TEXT NOT NULL,
    project     TEXT REFERENCES projects (id),
    month       TEXT NOT NULL,
    rev         INTEGER NOT NULL,
    state       TEXT NOT NULL,
    boxes       TEXT NOT NULL,
    user        TEXT NOT NULL REFERENCES users (name),
    received_at TEXT NOT NULL
) STRICT;

INSERT INTO subjects_of_all
SELECT subject, kind, project, month, rev, state, boxes, user, received_at
FROM subjects ORDER BY subject;

DROP TABLE subjects;
ALTER TABLE subjects_of_all RENAME TO subjects;
CREATE INDEX subjects_of_project ON subjects (project, kind, month);
CREATE INDEX subjects_of_month ON subjects (month, kind);

-- `shared`: a subject that is no project's, told to everybody who sees any project.
CREATE TABLE feed_with_shared (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('profile', 'unit', 'project', 'subject', 'shared', 'gone')),
    project TEXT NOT NULL DEFAULT '',
    subject TEXT NOT NULL DEFAULT '',
    unit    TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, project, subject, unit)
) STRICT;

INSERT INTO feed_with_shared SELECT seq, kind, project, subject, unit FROM feed ORDER BY seq;

-- No number is given twice, also where the last of them is not there any more.
INSERT INTO sqlite_sequence (name, seq)
SELECT 'feed_with_shared', 0
WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = 'feed_with_shared');
UPDATE sqlite_sequence
SET seq = coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'feed'), 0)
WHERE name = 'feed_with_shared';

DROP TABLE feed;
ALTER TABLE feed_with_shared RENAME TO feed;
CREATE INDEX feed_by_project ON feed (project, seq) WHERE kind IN ('project', 'subject');
CREATE INDEX feed_for_all ON feed (seq) WHERE kind IN ('profile', 'unit', 'shared', 'gone');

-- What each lock froze, to the byte. Append-only.
CREATE TABLE editions (
    month     TEXT NOT NULL,
    number    INTEGER NOT NULL,
    op_id     TEXT NOT NULL UNIQUE REFERENCES operations (op_id),
    digest    TEXT NOT NULL,
    document  TEXT NOT NULL,
    locked_at TEXT NOT NULL,
    PRIMARY KEY (month, number)
) STRICT;

CREATE TRIGGER editions_are_never_changed BEFORE UPDATE ON editions
BEGIN SELECT raise(ABORT, 'editions are append-only'); END;

CREATE TRIGGER editions_are_never_deleted BEFORE DELETE ON editions
BEGIN SELECT raise(ABORT, 'editions are append-only'); END;

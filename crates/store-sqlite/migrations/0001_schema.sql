-- Version 1. This file never changes once released; what comes later is a further file.

-- "yuba" in ASCII: marks the file as this product's.
PRAGMA application_id = 0x79756261;

-- server_id, epoch, backup_watermark, profile, restored_from_backup.
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Units (单位) form a tree.
CREATE TABLE units (
    id     TEXT PRIMARY KEY,
    name   TEXT NOT NULL,
    parent TEXT REFERENCES units (id)
) STRICT, WITHOUT ROWID;

CREATE TABLE users (
    name       TEXT PRIMARY KEY,
    shown      TEXT NOT NULL,
    role       TEXT NOT NULL,
    unit       TEXT NOT NULL REFERENCES units (id),
    password   TEXT NOT NULL,
    disabled   INTEGER NOT NULL DEFAULT 0 CHECK (disabled IN (0, 1)),
    created_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Tokens themselves are never stored, only their SHA-256.
CREATE TABLE sessions (
    token_hash BLOB PRIMARY KEY,
    user       TEXT NOT NULL REFERENCES users (name),
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_user ON sessions (user);

-- The plan. `plan` is the whole row as JSON, the columns are what is searched by.
CREATE TABLE projects (
    id   TEXT PRIMARY KEY,
    code TEXT,
    unit TEXT NOT NULL REFERENCES units (id),
    area TEXT NOT NULL,
    plan TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX projects_by_unit ON projects (unit);
CREATE INDEX projects_by_code ON projects (code);

-- What changed last and when: one row a key, numbered anew with each change, so that a device
-- asks for everything above its cursor and gets each key once, in its latest state.
CREATE TABLE feed (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL CHECK (kind IN ('profile', 'unit', 'project', 'report', 'gone')),
    project TEXT NOT NULL DEFAULT '',
    month   TEXT NOT NULL DEFAULT '',
    unit    TEXT NOT NULL DEFAULT '',
    UNIQUE (kind, project, month, unit)
) STRICT;

-- Every operation that was decided, with its result; identifiers never expire.
CREATE TABLE operations (
    op_id       TEXT PRIMARY KEY,
    user        TEXT NOT NULL REFERENCES users (name),
    device      TEXT NOT NULL,
    project     TEXT NOT NULL,
    month       TEXT NOT NULL,
    base_rev    INTEGER NOT NULL,
    previous    TEXT,
    content     BLOB NOT NULL,
    operation   TEXT NOT NULL,
    result      TEXT NOT NULL,
    received_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX operations_by_report ON operations (project, month);

-- The current row of each report.
CREATE TABLE reports (
    project     TEXT NOT NULL REFERENCES projects (id),
    month       TEXT NOT NULL,
    rev         INTEGER NOT NULL,
    state       TEXT NOT NULL,
    boxes       TEXT NOT NULL,
    user        TEXT NOT NULL REFERENCES users (name),
    received_at TEXT NOT NULL,
    PRIMARY KEY (project, month)
) STRICT, WITHOUT ROWID;

-- Every state that a report ever had. Append-only.
CREATE TABLE revisions (
    seq         INTEGER PRIMARY KEY,
    project     TEXT NOT NULL,
    month       TEXT NOT NULL,
    rev         INTEGER NOT NULL,
    state       TEXT NOT NULL,
    boxes       TEXT NOT NULL,
    op_id       TEXT NOT NULL UNIQUE REFERENCES operations (op_id),
    user        TEXT NOT NULL REFERENCES users (name),
    device      TEXT NOT NULL,
    received_at TEXT NOT NULL,
    made_at     TEXT NOT NULL,
    UNIQUE (project, month, rev),
    FOREIGN KEY (project, month) REFERENCES reports (project, month)
) STRICT;
CREATE TRIGGER revisions_are_never_changed BEFORE UPDATE ON revisions
BEGIN SELECT raise(ABORT, 'revisions are append-only'); END;
CREATE TRIGGER revisions_are_never_deleted BEFORE DELETE ON revisions
BEGIN SELECT raise(ABORT, 'revisions are append-only'); END;

-- The same box with two values. Settled ones stay, with what settled them.
CREATE TABLE conflicts (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    project     TEXT NOT NULL,
    month       TEXT NOT NULL,
    clash       TEXT NOT NULL,
    first_user  TEXT NOT NULL REFERENCES users (name),
    first_at    TEXT NOT NULL,
    second_user TEXT NOT NULL REFERENCES users (name),
    second_at   TEXT NOT NULL,
    opened_by   TEXT NOT NULL REFERENCES operations (op_id),
    settled_by  TEXT REFERENCES operations (op_id),
    FOREIGN KEY (project, month) REFERENCES reports (project, month)
) STRICT;
CREATE INDEX conflicts_open ON conflicts (project, month) WHERE settled_by IS NULL;

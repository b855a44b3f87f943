-- Version 11: which tablet asked last, for whom, and with which login, so that the administrator can end
-- that one.

CREATE TABLE tablets (
    user    TEXT NOT NULL REFERENCES users (name),
    device  TEXT NOT NULL,
    login   BLOB NOT NULL,
    seen_at INTEGER NOT NULL,
    PRIMARY KEY (user, device)
) STRICT, WITHOUT ROWID;

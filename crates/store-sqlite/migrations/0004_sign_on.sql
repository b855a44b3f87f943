-- Version 4: tokens of a portal among the logins, and accounts that are the portal's.

-- local: made here. expected: made here for the portal, nobody has come yet. portal: the account of
-- `subject` there, as a token issued at `told_at` described it.
ALTER TABLE users ADD COLUMN origin TEXT NOT NULL DEFAULT 'local'
    CHECK (origin IN ('local', 'expected', 'portal'));
ALTER TABLE users ADD COLUMN issuer TEXT;
ALTER TABLE users ADD COLUMN subject TEXT;
ALTER TABLE users ADD COLUMN told_at INTEGER;
CREATE UNIQUE INDEX users_by_subject ON users (issuer, subject) WHERE subject IS NOT NULL;

-- A login that was ended stays until it would have expired: a portal's token must not begin anew.
ALTER TABLE sessions ADD COLUMN ended INTEGER NOT NULL DEFAULT 0 CHECK (ended IN (0, 1));
-- Of a portal's token: whom it names, its session there, and when it was issued.
ALTER TABLE sessions ADD COLUMN subject TEXT;
ALTER TABLE sessions ADD COLUMN portal_session TEXT;
ALTER TABLE sessions ADD COLUMN issued_at INTEGER;

-- Portal's tokens that were issued up to `before` count no more, seen or not: those of a user here,
-- of a subject there, or of a session there. Kept as long as such a token could live.
CREATE TABLE sign_outs (
    kind   TEXT NOT NULL CHECK (kind IN ('user', 'subject', 'session')),
    who    TEXT NOT NULL,
    before INTEGER NOT NULL,
    until  INTEGER NOT NULL,
    PRIMARY KEY (kind, who)
) STRICT, WITHOUT ROWID;

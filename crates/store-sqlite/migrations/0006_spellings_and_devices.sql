-- Version 6: a login is known by what is signed, and a device by the logins that it had.

-- Of a portal's token, `token_hash` is the hash of what is signed and `whole` that of the whole text:
-- another text with the same meaning is the same login. Older rows have the whole text's hash as
-- `token_hash`, and no `whole`.
ALTER TABLE sessions ADD COLUMN whole BLOB;
-- Whether whoever shows the token, even long after its end, comes with a device that this user has
-- logged in with before.
ALTER TABLE sessions ADD COLUMN vouches INTEGER NOT NULL DEFAULT 1 CHECK (vouches IN (0, 1));

-- Version 13: what people have said of the columns of tables that they import, by the shape of the table.

CREATE TABLE import_columns (
    shape   TEXT NOT NULL PRIMARY KEY,
    columns TEXT NOT NULL,
    user    TEXT NOT NULL REFERENCES users (name),
    at      INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

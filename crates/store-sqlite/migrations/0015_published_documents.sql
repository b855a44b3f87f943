-- Version 15: documents of months as they were published, to the byte.

-- `value` is the document as JSON, `number` the publication among those of the month. Append-only.
CREATE TABLE published_documents (
    month        TEXT NOT NULL,
    number       INTEGER NOT NULL,
    document     TEXT NOT NULL,
    op_id        TEXT NOT NULL REFERENCES operations (op_id),
    digest       TEXT NOT NULL,
    value        TEXT NOT NULL,
    published_at TEXT NOT NULL,
    PRIMARY KEY (month, number, document)
) STRICT;

CREATE TRIGGER published_documents_are_never_changed BEFORE UPDATE ON published_documents
BEGIN SELECT raise(ABORT, 'published documents are append-only'); END;

CREATE TRIGGER published_documents_are_never_deleted BEFORE DELETE ON published_documents
BEGIN SELECT raise(ABORT, 'published documents are append-only'); END;

-- Version 12: how many operations a tablet has set aside, and what it takes to find what could not be
-- delivered without reading every operation.

ALTER TABLE tablets ADD COLUMN set_aside INTEGER;

CREATE INDEX operations_refused ON operations (received_at)
WHERE json_extract(result, '$.outcome') = 'rejected';

CREATE INDEX operations_of_subject ON operations (subject, user, received_at);

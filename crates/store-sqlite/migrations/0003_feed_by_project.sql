-- Version 3: what is new for a clerk is found by the clerk's projects, however much others have
-- reported meanwhile.

CREATE INDEX feed_by_project ON feed (project, seq) WHERE kind IN ('project', 'report');

-- What concerns everybody, or is told apart by its own unit: a few rows, rarely written.
CREATE INDEX feed_for_all ON feed (seq) WHERE kind IN ('profile', 'unit', 'gone');

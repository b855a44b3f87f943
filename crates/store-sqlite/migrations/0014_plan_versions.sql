-- Version 14: the versions of each project's plan, and proposals of projects that are in no plan yet.

-- `version` is the whole version as JSON, the columns are what is searched by. Append-only.
CREATE TABLE plan_versions (
    project    TEXT NOT NULL REFERENCES projects (id),
    number     INTEGER NOT NULL,
    valid_from TEXT NOT NULL,
    version    TEXT NOT NULL,
    PRIMARY KEY (project, number)
) STRICT;

-- What is known of the projects that there are: that they were always so.
INSERT INTO plan_versions
SELECT id, 1, json_extract(plan, '$.entered'),
       json_object('number', 1, 'change', 'annual', 'valid_from', json_extract(plan, '$.entered'),
                   'row', json(plan))
FROM projects ORDER BY id;

CREATE TRIGGER plan_versions_are_never_changed BEFORE UPDATE ON plan_versions
BEGIN SELECT raise(ABORT, 'versions of the plan are append-only'); END;

CREATE TRIGGER plan_versions_are_never_deleted BEFORE DELETE ON plan_versions
BEGIN SELECT raise(ABORT, 'versions of the plan are append-only'); END;

-- Who would be tied to a project that is only proposed hears of the proposal: `project` need not be
-- there yet.
CREATE TABLE ties_of_proposed (
    tie     TEXT NOT NULL,
    project TEXT NOT NULL,
    PRIMARY KEY (tie, project)
) STRICT, WITHOUT ROWID;

INSERT INTO ties_of_proposed SELECT tie, project FROM ties;
DROP TABLE ties;
ALTER TABLE ties_of_proposed RENAME TO ties;
CREATE INDEX ties_of_project ON ties (project);

-- Version 8: who is tied to a project, and in which way: what somebody sees is found by it, whoever
-- leads the project. A tie is written `lead:roads`: its unit leads it (lead), stands above the one
-- that does (below), helps with it (with), coordinates its area (area), or it is the owner's (owner).

-- The area that a unit coordinates.
ALTER TABLE units ADD COLUMN area TEXT;
-- 项目业主: an account with one is the owner's, and stands to the owner's projects alone.
ALTER TABLE users ADD COLUMN owner TEXT;

CREATE TABLE ties (
    tie     TEXT NOT NULL,
    project TEXT NOT NULL REFERENCES projects (id),
    PRIMARY KEY (tie, project)
) STRICT, WITHOUT ROWID;
CREATE INDEX ties_of_project ON ties (project);

-- No unit has an area yet.
INSERT INTO ties SELECT 'lead:' || unit, id FROM projects;
INSERT INTO ties
WITH RECURSIVE above (project, lead, unit) AS (
    SELECT p.id, p.unit, u.parent FROM projects p JOIN units u ON u.id = p.unit
    UNION
    SELECT a.project, a.lead, u.parent FROM above a JOIN units u ON u.id = a.unit
)
SELECT 'below:' || unit, project FROM above WHERE unit IS NOT NULL AND unit <> lead;
INSERT INTO ties
SELECT DISTINCT 'with:' || e.value, p.id FROM projects p, json_each(p.plan, '$.units') e WHERE e.key > 0;
INSERT INTO ties
SELECT DISTINCT 'owner:' || o.name, o.id
FROM (SELECT id, json_extract(plan, '$.owner') AS name FROM projects
      UNION SELECT id, json_extract(plan, '$.owner_uscc') FROM projects) o
WHERE o.name <> '';

-- A project that is gone was told by the unit that led it, to those above that one as well.
UPDATE feed SET unit = 'lead:' || unit WHERE kind = 'gone';
INSERT INTO feed (kind, project, unit)
WITH RECURSIVE above (project, unit) AS (
    SELECT project, substr(unit, 6) FROM feed WHERE kind = 'gone'
    UNION
    SELECT a.project, u.parent FROM above a JOIN units u ON u.id = a.unit WHERE u.parent IS NOT NULL
)
SELECT 'gone', project, 'below:' || unit FROM above ORDER BY project, unit;

-- Those who help with a project have not been told of it.
UPDATE feed SET seq = moved.later
FROM (SELECT seq AS earlier,
             (SELECT max(seq) FROM sqlite_sequence WHERE name = 'feed')
                 + row_number() OVER (ORDER BY seq) AS later
      FROM feed
      WHERE kind IN ('project', 'subject')
        AND project IN (SELECT project FROM ties WHERE tie LIKE 'with:%')) moved
WHERE feed.seq = moved.earlier;
UPDATE sqlite_sequence
SET seq = max(seq, coalesce((SELECT max(seq) FROM feed), 0))
WHERE name = 'feed';

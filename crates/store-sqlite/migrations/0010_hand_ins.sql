-- When a report was handed in, so that it is known without reading all that it ever was. JSON; nothing
-- for a report that was not, and for other subjects.
ALTER TABLE subjects ADD COLUMN hand_ins TEXT;

-- What follows from all reports together.

UPDATE organ SET
    (reports, first_year, last_year) = (SELECT count(*), min(year), max(year) FROM report WHERE bureau = organ.id),
    adopted = (SELECT count(DISTINCT measure) FROM adoption WHERE bureau = organ.id AND status = 'adopted'),
    planned = (SELECT count(DISTINCT measure) FROM adoption WHERE bureau = organ.id AND status = 'planned')
WHERE is_bureau;

UPDATE policy SET
    number = (
        SELECT number FROM policy_mention WHERE policy = policy.id AND number IS NOT NULL
        GROUP BY number ORDER BY count(*) DESC, number LIMIT 1
    ),
    kind = (
        SELECT kind FROM policy_mention WHERE policy = policy.id AND kind IS NOT NULL
        GROUP BY kind ORDER BY count(*) DESC, kind LIMIT 1
    ),
    reports = (SELECT count(DISTINCT report) FROM policy_mention WHERE policy = policy.id),
    adoptions = (SELECT count(DISTINCT adoption) FROM adoption_policy WHERE policy = policy.id);

DELETE FROM tally;
INSERT INTO tally
WITH RECURSIVE above (measure, concept) AS (
    SELECT id, id FROM concept WHERE scheme = 'measure'
    UNION SELECT a.measure, c.broader FROM above AS a JOIN concept AS c ON c.id = a.concept WHERE c.broader IS NOT NULL
)
SELECT b.concept, a.status, count(*), count(DISTINCT a.bureau), count(DISTINCT a.report)
FROM adoption AS a JOIN above AS b ON b.measure = a.measure GROUP BY b.concept, a.status;

DELETE FROM indicator;
INSERT INTO indicator
SELECT indicator, unit, count(*), count(DISTINCT report), min(value), max(value) FROM metric GROUP BY indicator, unit;

DELETE FROM newly_adopted;
INSERT INTO newly_adopted
SELECT bureau, year, count(*) FROM (
    SELECT bureau, min(year) AS year FROM adoption
    WHERE bureau IS NOT NULL AND year IS NOT NULL AND measure IS NOT NULL AND status = 'adopted' GROUP BY bureau, measure
) GROUP BY bureau, year;

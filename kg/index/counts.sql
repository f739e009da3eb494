-- What follows from all reports together, where those that contribute to it changed: the last that were counted are those that came.

UPDATE organ SET
    (reports, first_year, last_year) = (SELECT count(*), min(year), max(year) FROM report WHERE bureau = organ.id),
    adopted = (SELECT count(DISTINCT measure) FROM adoption WHERE bureau = organ.id AND status = 'adopted'),
    planned = (SELECT count(DISTINCT measure) FROM adoption WHERE bureau = organ.id AND status = 'planned')
WHERE id IN touched_bureau;

DELETE FROM newly_adopted WHERE bureau IN touched_bureau;
INSERT INTO newly_adopted
SELECT bureau, year, count(*) FROM (
    SELECT bureau, min(year) AS year FROM adoption
    WHERE bureau IN touched_bureau AND year IS NOT NULL AND measure IS NOT NULL AND status = 'adopted' GROUP BY bureau, measure
) GROUP BY bureau, year;

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
    adoptions = (SELECT count(DISTINCT adoption) FROM adoption_policy WHERE policy = policy.id)
WHERE id IN touched_policy;

INSERT INTO stated
SELECT coalesce(b.concept, 0), coalesce(a.bureau, 0), a.report, a.year, count(*), sum(a.status = 'adopted'), sum(a.status = 'planned')
FROM adoption AS a LEFT JOIN above AS b ON b.measure = a.measure WHERE a.report IN counted GROUP BY 1, 2, 3;

DELETE FROM tally;
INSERT INTO tally
SELECT measure, 'adopted', sum(adopted), count(DISTINCT nullif(bureau, 0)), count(*) FROM stated WHERE measure AND adopted GROUP BY 1
UNION ALL
SELECT measure, 'planned', sum(planned), count(DISTINCT nullif(bureau, 0)), count(*) FROM stated WHERE measure AND planned GROUP BY 1;

CREATE TEMPORARY TABLE sums AS
SELECT measure, policy, sum(adoptions), sum(based_on), sum(produced)
FROM (SELECT * FROM measure_policy UNION ALL SELECT * FROM more_measure_policy) GROUP BY 1, 2 HAVING sum(adoptions);
DELETE FROM measure_policy;
INSERT INTO measure_policy SELECT * FROM sums;
DROP TABLE sums;

CREATE TEMPORARY TABLE sums AS
SELECT measure, indicator, unit, sum(metrics), sum(reports)
FROM (SELECT * FROM measure_indicator UNION ALL SELECT * FROM more_measure_indicator) GROUP BY 1, 2, 3 HAVING sum(metrics);
DELETE FROM measure_indicator;
INSERT INTO measure_indicator SELECT * FROM sums;
DROP TABLE sums;

CREATE TEMPORARY TABLE sums AS
SELECT indicator, unit, status, sum(metrics), sum(reports)
FROM (SELECT * FROM indicator UNION ALL SELECT * FROM more_indicator) GROUP BY 1, 2, 3 HAVING sum(metrics);
DELETE FROM indicator;
INSERT INTO indicator SELECT * FROM sums;
DROP TABLE sums;

-- What follows from all reports together.

UPDATE organ SET
    (reports, first_year, last_year) = (SELECT count(*), min(year), max(year) FROM report WHERE bureau = organ.id),
    adopted = (SELECT count(DISTINCT measure) FROM adoption WHERE bureau = organ.id AND status = 'adopted'),
    planned = (SELECT count(DISTINCT measure) FROM adoption WHERE bureau = organ.id AND status = 'planned'),
    province = (
        SELECT w.id FROM region_part AS p JOIN region AS w ON w.id = p.region WHERE p.part = organ.region AND w.level = 'provincial'
    );

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

CREATE TEMPORARY TABLE above AS  -- each measure, and the concepts of which it is one
WITH RECURSIVE above (measure, concept) AS (
    SELECT id, id FROM concept WHERE scheme = 'measure'
    UNION SELECT a.measure, c.broader FROM above AS a JOIN concept AS c ON c.id = a.concept WHERE c.broader IS NOT NULL
)
SELECT measure, concept FROM above;

DELETE FROM stated;
INSERT INTO stated
SELECT coalesce(b.concept, 0), coalesce(a.bureau, 0), a.report, a.year, count(*), sum(a.status = 'adopted'), sum(a.status = 'planned')
FROM adoption AS a LEFT JOIN above AS b ON b.measure = a.measure GROUP BY 1, 2, 3;

DELETE FROM measure_policy;
INSERT INTO measure_policy
SELECT b.concept, p.policy, count(DISTINCT a.id), sum(p.role = 'based_on'), sum(p.role = 'produces')
FROM adoption_policy AS p JOIN adoption AS a ON a.id = p.adoption JOIN above AS b ON b.measure = a.measure GROUP BY 1, 2;

DELETE FROM measure_indicator;
INSERT INTO measure_indicator
SELECT b.concept, m.indicator, m.unit, count(DISTINCT m.id), count(DISTINCT m.report)
FROM adoption_metric AS j JOIN metric AS m ON m.id = j.metric JOIN adoption AS a ON a.id = j.adoption JOIN above AS b ON b.measure = a.measure
GROUP BY 1, 2, 3;

DROP TABLE above;

DELETE FROM tally;
INSERT INTO tally
SELECT measure, 'adopted', sum(adopted), count(DISTINCT nullif(bureau, 0)), count(*) FROM stated WHERE measure AND adopted GROUP BY 1
UNION ALL
SELECT measure, 'planned', sum(planned), count(DISTINCT nullif(bureau, 0)), count(*) FROM stated WHERE measure AND planned GROUP BY 1;

DELETE FROM indicator;
INSERT INTO indicator
SELECT indicator, unit, '', count(*), count(DISTINCT report), min(value), max(value) FROM metric GROUP BY 1, 2
UNION ALL
SELECT m.indicator, m.unit, s.status, count(*), count(DISTINCT m.report), min(m.value), max(m.value)
FROM (SELECT DISTINCT j.metric, a.status FROM adoption_metric AS j JOIN adoption AS a ON a.id = j.adoption) AS s
JOIN metric AS m ON m.id = s.metric GROUP BY 1, 2, 3;

DELETE FROM newly_adopted;
INSERT INTO newly_adopted
SELECT bureau, year, count(*) FROM (
    SELECT bureau, min(year) AS year FROM adoption
    WHERE bureau IS NOT NULL AND year IS NOT NULL AND measure IS NOT NULL AND status = 'adopted' GROUP BY bureau, measure
) GROUP BY bureau, year;

-- What the reports in the table counted contribute to the counts, with the sign + where they come and - where they go.

CREATE TEMPORARY TABLE IF NOT EXISTS touched_bureau (id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO touched_bureau SELECT bureau FROM report WHERE id IN counted AND bureau IS NOT NULL;

CREATE TEMPORARY TABLE IF NOT EXISTS touched_policy (id INTEGER PRIMARY KEY);
INSERT OR IGNORE INTO touched_policy SELECT policy FROM policy_mention WHERE report IN counted;

CREATE TEMPORARY VIEW IF NOT EXISTS above AS  -- each measure, and the concepts of which it is one
WITH RECURSIVE above (measure, concept) AS (
    SELECT id, id FROM concept WHERE scheme = 'measure'
    UNION SELECT a.measure, c.broader FROM above AS a JOIN concept AS c ON c.id = a.concept WHERE c.broader IS NOT NULL
)
SELECT measure, concept FROM above;

CREATE TEMPORARY TABLE IF NOT EXISTS more_measure_policy AS SELECT * FROM measure_policy LIMIT 0;
INSERT INTO more_measure_policy
SELECT b.concept, p.policy, :sign * count(DISTINCT a.id), :sign * sum(p.role = 'based_on'), :sign * sum(p.role = 'produces')
FROM adoption AS a JOIN adoption_policy AS p ON p.adoption = a.id JOIN above AS b ON b.measure = a.measure
WHERE a.report IN counted GROUP BY 1, 2;

CREATE TEMPORARY TABLE IF NOT EXISTS more_measure_indicator AS SELECT * FROM measure_indicator LIMIT 0;
INSERT INTO more_measure_indicator
SELECT b.concept, m.indicator, m.unit, :sign * count(DISTINCT m.id), :sign * count(DISTINCT m.report)
FROM adoption AS a JOIN adoption_metric AS j ON j.adoption = a.id JOIN metric AS m ON m.id = j.metric JOIN above AS b ON b.measure = a.measure
WHERE a.report IN counted GROUP BY 1, 2, 3;

CREATE TEMPORARY TABLE IF NOT EXISTS more_indicator AS SELECT * FROM indicator LIMIT 0;
INSERT INTO more_indicator
SELECT indicator, unit, '', :sign * count(*), :sign * count(DISTINCT report)
FROM metric WHERE report IN counted GROUP BY 1, 2
UNION ALL
SELECT indicator, unit, status, :sign * count(*), :sign * count(DISTINCT report)
FROM metric WHERE report IN counted AND status IS NOT NULL GROUP BY 1, 2, 3;

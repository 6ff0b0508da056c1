-- How the plans of all provinces stand: one row a plan, ranked within its year. Runs in DuckDB and in Spark.
WITH counts AS (
    SELECT plan,
           CAST(count_if(reports) AS BIGINT) AS obligations,
           CAST(count_if(reports AND status <> 'waiting') AS BIGINT) AS counted,
           CAST(count_if(reports AND status IN ('done', 'done_late', 'not_arising')) AS BIGINT) AS finished,
           CAST(count_if(reports AND status = 'done_late') AS BIGINT) AS done_late,
           CAST(count_if(reports AND status = 'overdue') AS BIGINT) AS overdue
    FROM obligations
    GROUP BY plan
),
by_agency AS (
    SELECT plan, agency, count(last_reported) AS reported
    FROM obligations
    WHERE reports
    GROUP BY plan, agency
),
agencies_counted AS (
    SELECT plan,
           count(*) AS agencies,
           CAST(count_if(reported = 0) AS BIGINT) AS silent
    FROM by_agency
    GROUP BY plan
)
SELECT plans.province,
       plans.year,
       plans.plan_id,
       plans.as_of,
       counts.obligations,
       counts.counted,
       counts.finished,
       counts.done_late,
       counts.overdue,
       agencies_counted.agencies,
       agencies_counted.silent,
       rank() OVER (
           PARTITION BY plans.year
           ORDER BY CASE WHEN counts.counted > 0 THEN counts.finished / counts.counted END DESC NULLS LAST
       ) AS rank
FROM plans
JOIN counts ON counts.plan = plans.id
JOIN agencies_counted ON agencies_counted.plan = plans.id
ORDER BY plans.year, rank, plans.province, plans.plan_id

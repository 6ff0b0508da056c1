-- How the plans of all provinces stand: one row a plan, ranked within its year. Runs in DuckDB and in Spark.
WITH by_agency AS (
    SELECT plan,
           agency,
           count_if(reports) AS obligations,
           count_if(reports AND status <> 'waiting') AS counted,
           count_if(reports AND status IN ('done', 'done_late', 'not_arising')) AS finished,
           count_if(reports AND status = 'done_late') AS done_late,
           count_if(reports AND status = 'overdue') AS overdue,
           count_if(reports AND last_reported IS NOT NULL) AS reported
    FROM obligations
    GROUP BY plan, agency
),
counts AS (
    SELECT plan,
           CAST(sum(obligations) AS BIGINT) AS obligations,
           CAST(sum(counted) AS BIGINT) AS counted,
           CAST(sum(finished) AS BIGINT) AS finished,
           CAST(sum(done_late) AS BIGINT) AS done_late,
           CAST(sum(overdue) AS BIGINT) AS overdue,
           CAST(count_if(obligations > 0) AS BIGINT) AS agencies,
           CAST(count_if(obligations > 0 AND reported = 0) AS BIGINT) AS silent
    FROM by_agency
    GROUP BY plan
)
SELECT plans.province,
       plans.place,
       plans.year,
       plans.plan_id,
       plans.as_of,
       counts.obligations,
       counts.counted,
       counts.finished,
       counts.done_late,
       counts.overdue,
       counts.agencies,
       counts.silent,
       rank() OVER (
           PARTITION BY plans.year
           ORDER BY CASE WHEN counts.counted > 0 THEN counts.finished / counts.counted END DESC NULLS LAST
       ) AS rank
FROM plans
JOIN counts ON counts.plan = plans.id
ORDER BY plans.year, rank, plans.province, plans.plan_id

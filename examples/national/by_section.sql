-- Obligations by section and province: how many are finished, how many overdue.
SELECT obligations.province,
       duties.section,
       duties.section_title,
       CAST(count_if(obligations.reports AND obligations.status <> 'waiting') AS BIGINT) AS counted,
       CAST(count_if(obligations.reports AND obligations.status IN ('done', 'done_late', 'not_arising')) AS BIGINT)
           AS finished,
       CAST(count_if(obligations.reports AND obligations.status = 'overdue') AS BIGINT) AS overdue
FROM obligations
JOIN duties ON duties.id = obligations.duty
GROUP BY obligations.province, duties.section, duties.section_title
ORDER BY obligations.province, duties.section

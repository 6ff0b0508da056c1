-- What falls due in each month and how much of it is finished, by province.
SELECT year_month,
       province,
       CAST(count_if(reports) AS BIGINT) AS obligations,
       CAST(count_if(reports AND status IN ('done', 'done_late', 'not_arising')) AS BIGINT) AS finished
FROM obligations
WHERE year_month IS NOT NULL
GROUP BY year_month, province
ORDER BY year_month, province

-- How late the agencies of each level finish or are, over all provinces.
SELECT agencies.level,
       agencies.level_name,
       count(*) AS late,
       CAST(round(avg(obligations.days_late), 1) AS DOUBLE) AS mean_days,
       max(obligations.days_late) AS most_days
FROM obligations
JOIN agencies ON agencies.id = obligations.agency
WHERE obligations.reports AND obligations.days_late IS NOT NULL
GROUP BY agencies.level, agencies.level_name
ORDER BY late DESC, agencies.level

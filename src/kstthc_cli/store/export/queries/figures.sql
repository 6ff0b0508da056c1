-- The totals of every form by province, ranked, with the sum over provinces where a column adds up.
SELECT form_id,
       period,
       column_id,
       column_title,
       province,
       year,
       plan,
       value,
       agencies,
       expected,
       rank() OVER (PARTITION BY form_id, period, column_id ORDER BY value DESC NULLS LAST) AS rank,
       CASE WHEN adds_up THEN sum(value) OVER (PARTITION BY form_id, period, column_id) END AS total
FROM form_totals
ORDER BY form_id, period, column_id, rank, province, plan

-- The totals of every form by province, ranked, with the sum over provinces where a column adds up.
SELECT form_totals.form_id,
       form_totals.period,
       form_totals.column_id,
       form_totals.column_title,
       form_totals.province,
       plans.place,
       form_totals.year,
       form_totals.plan,
       form_totals.value,
       form_totals.agencies,
       form_totals.expected,
       rank() OVER (PARTITION BY form_id, period, column_id ORDER BY value DESC NULLS LAST) AS rank,
       CASE WHEN adds_up THEN sum(value) OVER (PARTITION BY form_id, period, column_id) END AS total
FROM form_totals
JOIN plans ON plans.id = form_totals.plan
ORDER BY form_id, period, position, column_id, rank, form_totals.province, plan

"""Plans as computations need them: duties, roles, schedules, sub-plans."""

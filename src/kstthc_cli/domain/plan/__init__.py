"""Plans for computations: duties, roles, schedules, sub-plans."""

"""A student's submission: found, read as data, set right."""

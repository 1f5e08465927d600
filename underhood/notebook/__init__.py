"""The commands that a student types into a notebook, and what they show."""

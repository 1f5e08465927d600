"""The judge's side of running a submission: it starts workers, speaks to them, and decides."""

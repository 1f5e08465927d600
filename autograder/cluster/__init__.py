"""Judges on more than one machine, through Dask: `underhood grade --cluster ADDRESS`."""

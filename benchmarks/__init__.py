"""What the claims about speed rest on: see docs/benchmarks.md."""

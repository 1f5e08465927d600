"""Is the course sound? The release fails, the solution passes, known mistakes fail, unusual right answers pass."""

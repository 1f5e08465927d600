"""What an instructor runs: release the course, grade submissions in a sandbox, record, report."""

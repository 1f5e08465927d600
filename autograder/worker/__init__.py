"""The process in which a student's code runs, from the inside. It holds no check, expected value or gradebook."""

"""From the instructor's notebooks to the students': nothing hidden leaves this machine."""

"""What earlier notebooks built, for the notebooks that come after: one module for each of them.

Nobody has to have finished notebook 4 to start notebook 5. Each function does what the exercise of its
name asks for.
"""

"""Writing to nbgrader's gradebook through nbgrader's own API, one transaction a submission."""

from autograder.gradebook.connection import one_transaction, open_gradebook
from autograder.gradebook.failures import GradebookError
from autograder.gradebook.record import Recorded, record
from autograder.gradebook.register import register

__all__ = ["GradebookError", "Recorded", "one_transaction", "open_gradebook", "record", "register"]

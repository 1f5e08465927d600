"""The class at a glance: who has what, which exercise is hard, what the system could not do."""

from autograder.report.collect import collect
from autograder.report.page import write_report
from autograder.report.terminal import class_table

__all__ = ["class_table", "collect", "write_report"]

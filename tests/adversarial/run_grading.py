"""`python run_grading.py COURSE NAME JSON`: grade an assignment as the command does, and print a line a submission.

A process of its own, so that an attack on whoever grades does not end the tests, and all that it says can be read.
"""

from __future__ import annotations

import dataclasses
import json
import sys

from autograder.course import Course
from autograder.grade_assignment import Outcome, grade_assignment
from autograder.report import collect, write_report
from autograder.settings import GradeSettings


def main() -> None:
    """Grade, report, and say what became of each submission."""
    root, name, wanted = sys.argv[1], sys.argv[2], json.loads(sys.argv[3])
    course = Course.load(root)
    usual = GradeSettings()
    limits = dataclasses.replace(usual.limits, **wanted.pop("limits", {}))
    grade_assignment(course, name, dataclasses.replace(usual, limits=limits, **wanted), _tell)
    write_report(course, collect(course))


def _tell(outcome: Outcome) -> None:
    said = {"student": outcome.student, "kind": outcome.kind, "fault": outcome.fault}
    print(json.dumps(said), flush=True)


if __name__ == "__main__":
    main()

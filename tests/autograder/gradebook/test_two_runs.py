"""Two runs at once: both end well, and nothing is graded twice."""

from __future__ import annotations

import json
import multiprocessing
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.grade_assignment import grade_assignment
from autograder.settings import GradeSettings

NAME = "two_tasks"
STUDENTS = ("a", "b")


@pytest.fixture
def course(course_that_grades: Path) -> Course:
    return Course.load(course_that_grades)


def run(course: Course) -> dict[str, str]:
    outcomes = grade_assignment(course, NAME, GradeSettings(), lambda outcome: None)
    return {outcome.student: outcome.kind for outcome in outcomes}


def test_nothing_is_graded_twice(course: Course, submit: Any, solved: Any, tmp_path: Path) -> None:
    for student in STUDENTS:
        submit(student, solved)
    found = tmp_path / "theirs.json"
    other = multiprocessing.get_context("fork").Process(target=lambda: found.write_text(json.dumps(run(course))))
    other.start()
    mine = run(course)
    other.join()
    theirs = json.loads(found.read_text())
    assert [sorted((mine[student], theirs[student])) for student in STUDENTS] == [["graded", "kept"]] * 2

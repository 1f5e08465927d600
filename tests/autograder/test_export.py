from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.export import Format, export
from autograder.gradebook import open_gradebook, record, register
from autograder.submission.folder import Submission
from autograder.submission.read import read_submission
from autograder.submission.repair import repair
from underhood.checking.outcome import Status

NAME = "two_tasks"


@pytest.fixture
def graded(course: Course, assignment: Assignment, submit: Callable[..., Submission], judge: Any) -> Course:
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        gradebook.add_student("s001", first_name="Ada", last_name="=1+1", email="ada@example.org", lms_user_id="77")
        gradebook.add_student("s003")
        for student, results in (("s001", judge(hidden=Status.WRONG)), ("s002", judge())):
            submission = submit(student, timestamp="2026-01-01 10:00 UTC")
            record(gradebook, course, assignment, submission, results, repair(assignment, read_submission(submission)))
    return course


def rows(path: Path) -> list[list[str]]:
    with path.open(newline="") as file:
        return list(csv.reader(file))


def test_canvas(graded: Course, tmp_path: Path) -> None:
    assert rows(export(graded, tmp_path / "c.csv", Format.CANVAS)) == [
        ["Student", "ID", "SIS User ID", "SIS Login ID", "Section", NAME],
        ["    Points Possible", "", "", "", "", "6"],
        ["'=1+1, Ada", "77", "s001", "s001", "", "3"],
        ["s002", "", "s002", "s002", "", "4"],
        ["s003", "", "s003", "s003", "", ""],
    ]


def test_moodle(graded: Course, tmp_path: Path) -> None:
    assert rows(export(graded, tmp_path / "m.csv", Format.MOODLE))[:2] == [
        ["Email address", "ID number", "First name", "Last name", NAME],
        ["ada@example.org", "s001", "Ada", "'=1+1", "3"],
    ]


def test_gradescope(graded: Course, tmp_path: Path) -> None:
    assert rows(export(graded, tmp_path / "g.csv", Format.GRADESCOPE))[:2] == [
        ["First Name", "Last Name", "SID", "Email", NAME, f"{NAME} - Max Points"],
        ["Ada", "'=1+1", "s001", "ada@example.org", "3", "6"],
    ]


def test_csv_is_nbgraders(graded: Course, tmp_path: Path, nbgrader: Callable[..., str]) -> None:
    nbgrader("export", "--to", str(tmp_path / "theirs.csv"))
    assert export(graded, tmp_path / "ours.csv").read_text() == (tmp_path / "theirs.csv").read_text()
    assert sorted(path.name for path in tmp_path.glob("*.csv")) == ["ours.csv", "theirs.csv"]


def test_only_what_is_asked_for(graded: Course, tmp_path: Path) -> None:
    with open_gradebook(graded) as gradebook:
        gradebook.add_assignment("other")
    assert rows(export(graded, tmp_path / "c.csv", Format.CANVAS, ["other"]))[0][5:] == []

"""A run that is killed at any moment: nothing is half, nothing is lost, and the next one goes on."""

from __future__ import annotations

import json
import random
import shutil
import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from nbgrader.api import MissingEntry

from autograder.course import Course
from autograder.grade_assignment import grade_assignment
from autograder.gradebook import one_transaction, open_gradebook
from autograder.settings import GradeSettings

from .killed import Place, killed_after, killed_at

NAME = "two_tasks"
STUDENTS = ("a", "b")
BEFORE = {"check_double": 0, "check_quiz_shape": 0, "essay": 0}
AFTER = {"check_double": 3, "check_quiz_shape": 1, "essay": None}

PLACES = {
    "before the scores are written": Place("call", "record", 2),
    "while they are written": Place("call", "_write_answers", 2),
    "when all are written and none counts": Place("return", "_recorded"),
    "when they count and the folder is the old one": Place("return", "record"),
    "before the folder is put in place": Place("call", "_put_in_place"),
    "between the two renames": Place("c_return", "rename"),
    "when the folder is in place and the old one not removed": Place("c_return", "rename", 2),
}


@pytest.fixture
def course(course_that_grades: Path) -> Course:
    return Course.load(course_that_grades)


@pytest.fixture(scope="module")
def graded_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the class that has been graded is kept, to be copied: grading takes seconds."""
    return tmp_path_factory.mktemp("graded") / "course"


@pytest.fixture
def graded(course: Course, submit: Any, solved: Any, graded_once: Path) -> Course:
    """A class that has been graded and has handed in better answers since."""
    if not graded_once.exists():
        for student in STUDENTS:
            submit(student)
        run(course)
        for student in STUDENTS:
            submit(student, solved)
        shutil.copytree(course.root, graded_once)
    shutil.copytree(graded_once, course.root, dirs_exist_ok=True)
    return course


def run(course: Course, **settings: Any) -> dict[str, str]:
    outcomes = grade_assignment(course, NAME, GradeSettings(**settings), lambda outcome: None)
    return {outcome.student: outcome.kind for outcome in outcomes}


def scores(course: Course, student: str) -> Mapping[str, float | None]:
    with open_gradebook(course) as gradebook, one_transaction(gradebook):
        try:
            notebook = gradebook.find_submission_notebook(NAME, NAME, student)
        except MissingEntry:
            return {}
        return {grade.name: grade.auto_score for grade in notebook.grades}


def points(course: Course, student: str) -> float | None:
    """What the receipt says; None where there is no graded folder."""
    folder = course.autograded_folder(student, NAME)
    if not folder.exists():
        return None
    assert {path.name for path in folder.iterdir()} >= {"result.json", "checks.py", f"{NAME}.ipynb"}
    score: float = json.loads((folder / "result.json").read_text())["score"]
    return score


def check_nothing_is_half(course: Course) -> None:
    if course.db_url.startswith("sqlite"):
        with sqlite3.connect(course.root / "gradebook.db") as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        connection.close()
    for student in STUDENTS:
        known = scores(course, student)
        assert known in (BEFORE, AFTER)
        assert points(course, student) in ((0, None) if known == BEFORE else (0, None, 4))


def check_the_next_run_goes_on(course: Course) -> None:
    done = {student for student in STUDENTS if points(course, student) == 4}
    assert run(course) == {student: "kept" if student in done else "graded" for student in STUDENTS}
    for student in STUDENTS:
        assert scores(course, student) == AFTER
        assert points(course, student) == 4
        page = (course.feedback_folder(student, NAME) / f"{NAME}.html").read_text()
        assert "Score: 4 / 6" in page
        for folder in (course.autograded / student, course.feedback / student):
            assert [path.name for path in folder.iterdir()] == [NAME]


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_killed_at(place: Place, graded: Course) -> None:
    assert killed_at(place, lambda: run(graded))
    check_nothing_is_half(graded)
    check_the_next_run_goes_on(graded)


def test_killed_at_drawn_moments(graded: Course) -> None:
    began = time.monotonic()
    run(graded, students=frozenset("a"))
    seconds = time.monotonic() - began
    drawn = random.Random(6)
    for _ in range(4):
        killed_after(drawn.uniform(0.4, 1) * seconds, lambda: run(graded, force=True))
        check_nothing_is_half(graded)
    check_the_next_run_goes_on(graded)
    assert set(run(graded).values()) == {"kept"}


def test_killed_before_anything_was_there(course: Course, submit: Any, solved: Any) -> None:
    for student in STUDENTS:
        submit(student, solved)
    for place in (Place("call", "_prepare_tables"), Place("return", "_prepare_tables"), Place("call", "register")):
        assert killed_at(place, lambda: run(course))
    check_the_next_run_goes_on(course)


@pytest.mark.usefixtures("course_that_grades")
def test_in_postgresql(course_in_postgresql: Course, submit: Any, solved: Any) -> None:
    course = course_in_postgresql
    for student in STUDENTS:
        submit(student)
    assert run(course) == dict.fromkeys(STUDENTS, "graded")
    assert run(course) == dict.fromkeys(STUDENTS, "kept")
    assert run(course, force=True) == dict.fromkeys(STUDENTS, "graded")
    for student in STUDENTS:
        submit(student, solved)
    for place in ("while they are written", "when all are written and none counts"):
        assert killed_at(PLACES[place], lambda: run(course))
        check_nothing_is_half(course)
    check_the_next_run_goes_on(course)

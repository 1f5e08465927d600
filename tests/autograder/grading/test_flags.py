"""What a person should look at: from a check's flag to the gradebook, the receipt, the report and the feedback."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from autograder.course import Course
from autograder.grade_assignment import grade_assignment
from autograder.gradebook import open_gradebook
from autograder.report import class_table, collect, write_report
from autograder.settings import GradeSettings

NAME = "two_tasks"
RULE = '''
from underhood.checking import expect_own

@exercise("double", points=1)
def test_own(student):
    """double is your own"""
    expect_own(student, "double", without=["operator.mul"], why="you are to write it", next="what is x + x?")
'''
BORROWED = "import operator\ndef double(x):\n    return operator.mul(2, x)"
FLAG = "uses operator.mul in line 3"


@pytest.fixture
def ruled(course_root: Path, course: Course) -> Course:
    """The small course, whose hidden check has given its point to a rule about the source."""
    folder = course_root / "solutions" / NAME
    (folder / "hidden_checks.py").unlink()
    with (folder / "checks.py").open("a") as file:
        file.write(RULE)
    return Course.load(course_root)


@pytest.fixture
def graded(ruled: Course, submit: Any, solved: Callable[[Any], None], answer: Any) -> Course:
    submit("own", solved)
    submit("borrowed", lambda cells: (solved(cells), answer("double", BORROWED)(cells)))
    submit("taken", lambda cells: answer("double", "import underhood.earlier\ndef double(x): return 2 * x")(cells))
    outcomes = grade_assignment(ruled, NAME, GradeSettings(), lambda outcome: None)
    assert {outcome.student: outcome.receipt["score"] for outcome in outcomes} == {"own": 4, "borrowed": 3, "taken": 3}
    return ruled


def grade_of(course: Course, student: str, name: str) -> tuple[float | None, bool]:
    with open_gradebook(course) as gradebook:
        grade = gradebook.find_grade(name, NAME, NAME, student)
        return grade.auto_score, grade.needs_manual_grade


def test_the_gradebook_keeps_the_score_and_asks_for_a_person(graded: Course) -> None:
    assert grade_of(graded, "own", "check_double") == (3.0, False)
    assert grade_of(graded, "borrowed", "check_double") == (2.0, True)
    assert grade_of(graded, "borrowed", "check_quiz_shape") == (1.0, False)
    assert grade_of(graded, "taken", "check_double") == (3.0, True)


def test_once_a_person_has_looked_the_exercise_waits_no_more(graded: Course) -> None:
    with open_gradebook(graded) as gradebook:
        grade = gradebook.find_grade("check_double", NAME, NAME, "taken")
        grade.manual_score, grade.needs_manual_grade = 0.0, False  # as formgrader does
        gradebook.db.commit()
    (one,) = collect(graded).assignments
    student = one.of("taken")
    assert student is not None
    assert (student.score, student.marks) == (0.0, ())
    assert student.flags == ("double: uses underhood.earlier in line 1",)


def test_the_receipt_lists_the_flags(graded: Course) -> None:
    receipts = {
        student: json.loads((graded.autograded_folder(student, NAME) / "result.json").read_text())
        for student in ("own", "borrowed", "taken")
    }
    assert {student: receipt["flags"] for student, receipt in receipts.items()} == {
        "own": [],
        "borrowed": [f"double: {FLAG}"],
        "taken": ["double: uses underhood.earlier in line 1"],
    }
    double = receipts["borrowed"]["exercises"][0]
    assert (double["score"], double["status"]) == (2.0, "wrong")
    assert double["checks"][1]["got"] == "operator.mul in line 3"


def test_the_report_says_so_in_the_terminal_and_on_the_page(graded: Course) -> None:
    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    report = collect(graded)
    console.print(class_table(report))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert [line.split()[0] for line in text.splitlines() if line.rstrip().endswith("!")] == ["borrowed", "taken"]
    assert "! flagged for a person: the report says why" in text.splitlines()
    page = BeautifulSoup(write_report(graded, report).read_text(), "html.parser")
    heading = page.find("h3", string="Flagged for a person")
    assert heading is not None
    assert f"double: {FLAG}" in heading.find_next("table").get_text()  # type: ignore[union-attr]


def test_the_students_page_says_why(graded: Course) -> None:
    pages = {
        student: BeautifulSoup(
            (graded.feedback_folder(student, NAME) / f"{NAME}.html").read_text(), "html.parser"
        ).get_text(" ")
        for student in ("own", "borrowed")
    }
    assert f"for a person: {FLAG}" in pages["borrowed"]
    assert "you are to write it" in pages["borrowed"]
    assert "2 of 3 points" in pages["borrowed"]
    assert "FLAGGED" not in pages["own"]

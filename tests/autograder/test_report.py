from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from autograder.assignment import Assignment
from autograder.autograded import autograded_files, graded_notebook, write_autograded
from autograder.course import Course
from autograder.feedback import write_feedback
from autograder.gradebook import open_gradebook, record, register
from autograder.receipt import Circumstances, receipt
from autograder.report import class_table, collect, write_report
from autograder.report.facts import ClassReport, Tally
from autograder.submission.folder import Submission
from autograder.submission.read import read_submission
from autograder.submission.repair import repair
from underhood.checking.outcome import Status

NAME = "two_tasks"
HOSTILE = "s<b>[red]4"


@pytest.fixture
def graded(
    course: Course, assignment: Assignment, submit: Callable[..., Submission], solved: Any, judge: Any
) -> Course:
    """A class of four that was graded, and a fifth whose work was not."""
    work = {
        "s001": (solved, judge()),
        "s002": (solved, judge(Status.WRONG, Status.WRONG, Status.WRONG)),
        "s003": (solved, judge(hidden=Status.WRONG, quiz=Status.WRONG)),
        HOSTILE: (lambda cells: cells.pop(3), judge(double=Status.COULD_NOT_RUN, quiz=Status.NOT_ATTEMPTED)),
    }
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        for student, (edit, results) in work.items():
            submission = submit(student, edit)
            repaired = repair(assignment, read_submission(submission))
            record(gradebook, course, assignment, submission, results, repaired)
            content = receipt(NAME, student, results, Circumstances("", "", 7), repairs=repaired.receipts)
            notebook = graded_notebook(repaired.notebook, assignment, {}, {})
            write_autograded(course, submission, autograded_files(course, assignment, submission, notebook, content))
    submit("s005")
    assert write_feedback(course, NAME, ["s001"]) == {}
    return course


@pytest.fixture
def report(graded: Course) -> ClassReport:
    return collect(graded)


def test_students_have_what_counts(report: ClassReport) -> None:
    (one,) = report.assignments
    assert report.students == ("s001", "s002", "s003", "s005", HOSTILE)
    assert [one.of(name).score for name in report.students] == [4, 0, 2, 0, 0]  # type: ignore[union-attr]
    first, broken = one.of("s001"), one.of(HOSTILE)
    assert first is not None
    assert first.feedback == f"feedback/s001/{NAME}/{NAME}.html"
    assert first.needs_manual_grade
    assert broken is not None
    assert broken.faults == ("double: the worker died",)
    assert broken.repairs == ("cell check_double was missing: it was put back",)


def test_exercises_tell_what_was_hard(report: ClassReport) -> None:
    double, quiz = report.assignments[0].exercises
    assert double.statuses == (Tally("passed", 1), Tally("wrong", 2), Tally("could not be run", 1))
    assert double.failing_checks == (
        Tally("double of 2 (test_double)", 1),
        Tally("double of a prime (test_secret_of_double, hidden)", 1),
    )
    assert quiz.mistakes == (Tally("that is the other axis", 2),)


def test_the_page_is_whole_and_escaped(graded: Course, report: ClassReport) -> None:
    page = write_report(graded, report).read_text()
    soup = BeautifulSoup(page, "html.parser")
    assert "<b>" not in page
    assert not soup.find_all(["script", "link", "img", "iframe"])
    assert "default-src 'none'" in str(soup.find("meta", attrs={"http-equiv": "Content-Security-Policy"}))
    for link in soup.find_all("a"):
        target = str(link["href"])
        assert soup.find(id=target[1:]) if target.startswith("#") else (graded.root / target).is_file()
    for table in soup.find_all("table"):
        assert all(head.get("scope") in ("col", "row") for head in table.find_all("th"))
    text = re.sub(r"\s+", " ", soup.get_text())
    assert "2 wrong" in text
    assert "double: the worker died" in text
    assert "handed in, but not graded" in text
    assert "7919" not in page


def test_the_page_is_the_same_each_time(graded: Course) -> None:
    assert write_report(graded, collect(graded)).read_bytes() == write_report(graded, collect(graded)).read_bytes()


def test_an_empty_class_has_a_page(course: Course) -> None:
    assert "Nobody has handed in anything yet" in write_report(course, collect(course)).read_text()


def test_the_terminal_shows_names_as_they_are(report: ClassReport) -> None:
    console = Console(file=io.StringIO(), width=120, force_terminal=False)
    console.print(class_table(report))
    text = console.file.getvalue()  # type: ignore[attr-defined]
    assert HOSTILE in text
    assert re.search(r"s001.*by hand.*4 / 6", text)
    assert re.search(r"mean.*1\.5 / 6", text)


def test_receipts_of_students_who_left_still_count(graded: Course, report: ClassReport) -> None:
    for path in sorted(Path(graded.submitted).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert len(collect(graded).assignments[0].students) == 4

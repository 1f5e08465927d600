from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from autograder.assignment import Assignment
from autograder.autograded import autograded_files, graded_notebook, unreadable_notebook, write_autograded
from autograder.course import Course
from autograder.errors import CourseError
from autograder.feedback import write_feedback
from autograder.gradebook import open_gradebook, record, register
from autograder.receipt import UNREADABLE, Circumstances, receipt
from autograder.report import class_table, collect, write_report
from autograder.report.facts import AssignmentReport, ClassReport, Mark, StudentReport, Tally
from autograder.submission.folder import Submission
from autograder.submission.read import read_submission
from autograder.submission.repair import repair
from underhood.checking.outcome import CheckResult, ExerciseResult, Status

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


@pytest.fixture
def with_unreadable(graded: Course, assignment: Assignment, submit: Callable[..., Submission]) -> Course:
    """The class, with a sixth whose file is no notebook."""
    why = CourseError("the file is empty")
    nothing = [
        ExerciseResult(name, (CheckResult(UNREADABLE, Status.NOT_ATTEMPTED, check.points),))
        for name, check in assignment.check_cells.items()
    ]
    submission = submit("s006", text="")
    with open_gradebook(graded) as gradebook:
        record(gradebook, graded, assignment, submission, nothing, None)
    content = receipt(NAME, "s006", nothing, Circumstances("", "", 7), repairs=[str(why)])
    notebook = unreadable_notebook(assignment, why)
    write_autograded(graded, submission, autograded_files(graded, assignment, submission, notebook, content))
    return graded


def test_a_file_that_could_not_be_read_was_not_set_right(with_unreadable: Course) -> None:
    report = collect(with_unreadable)
    student = report.assignments[0].of("s006")
    assert student is not None
    assert (student.unreadable, student.repairs) == (("the file is empty.",), ())
    assert student.marks == (Mark.UNREADABLE,)
    page = BeautifulSoup(write_report(with_unreadable, report).read_text(), "html.parser")
    told = {str(title.string): title.find_next("table") for title in page.find_all("h3")}
    assert [title for title, table in told.items() if table and "s006" in table.get_text()] == ["Could not be read"]
    row = next(row for row in page.find_all("tr") if row.find("th", string="s006"))
    assert row.select_one(".tag").get_text() == "could not be read"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("facts", "marks"),
    [
        ({}, ()),
        ({"needs_manual_grade": True}, (Mark.WAITS,)),
        ({"needs_manual_grade": True, "flags": ("a",)}, (Mark.FLAGGED,)),
        ({"flags": ("a",)}, ()),
        ({"needs_manual_grade": True, "unreadable": ("a",), "seconds_late": 5.0}, (Mark.UNREADABLE, Mark.LATE)),
        ({"needs_manual_grade": True, "faults": ("a",)}, (Mark.NOT_JUDGED,)),
    ],
)
def test_a_mark_says_what_one_has_to_know_beside_the_score(facts: dict[str, Any], marks: tuple[Mark, ...]) -> None:
    assert StudentReport("s", 1.0, 2.0, **facts).marks == marks


def shown(report: ClassReport, width: int = 80) -> str:
    console = Console(file=io.StringIO(), width=width, force_terminal=False)
    console.print(class_table(report))
    return console.file.getvalue()  # type: ignore[attr-defined, no-any-return]


def test_the_terminal_shows_names_as_they_are(report: ClassReport) -> None:
    text = shown(report)
    assert HOSTILE in text
    assert re.search(r"s001 +4\?", text)
    assert re.search(r"mean +1\.5", text)
    assert "two_tasks" in text


def class_of(names: Sequence[str], *students: StudentReport) -> ClassReport:
    return ClassReport("c", tuple(AssignmentReport(name, students, ()) for name in names))


LONG_NAMES = [f"{number:02}_{'long' * 5}" for number in range(1, 10)]
WORST: dict[str, Any] = {"score": 9.625, "max_score": 12.0, "seconds_late": 90_000.0, "needs_manual_grade": True}


@pytest.mark.parametrize("names", [LONG_NAMES, [name[3:] + str(place) for place, name in enumerate(LONG_NAMES)]])
def test_nine_assignments_fit_a_terminal_of_80_columns(names: list[str]) -> None:
    text = shown(class_of(names, StudentReport("alexandr", **WORST), StudentReport("bo", 0.0, 12.0)))
    lines = text.splitlines()
    assert max(map(len, lines)) <= 80
    (row,) = (line for line in lines if line.startswith("alexandr"))
    assert row.split()[1:] == ["9.625?*"] * 9
    assert all(any(heading in line for line in lines) for heading in ("of 12", "student", "mean"))


def test_columns_are_headed_by_the_numbers_of_the_assignments() -> None:
    one = StudentReport("bo", 0.0, 12.0)
    assert re.search(r"^ +01 +02 ", shown(class_of(LONG_NAMES, one)), re.MULTILINE)
    assert "01_" not in shown(class_of(LONG_NAMES, one)), "the number says enough"
    nameless = shown(class_of([*LONG_NAMES, "01_again"], one))
    assert re.search(r"^ +1 +2 ", nameless, re.MULTILINE)
    assert re.search(r"^10: 01_again *$", nameless, re.MULTILINE)


def test_the_legend_names_the_marks_that_occur() -> None:
    assert "?" not in shown(class_of(["a"], StudentReport("bo", 0.0, 12.0)))
    waits = shown(class_of(["a"], StudentReport("bo", 0.0, 12.0, needs_manual_grade=True)))
    assert "? waits for a person" in waits
    assert "late" not in waits


def test_receipts_of_students_who_left_still_count(graded: Course, report: ClassReport) -> None:
    for path in sorted(Path(graded.submitted).rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    assert len(collect(graded).assignments[0].students) == 4

"""A written answer on its whole way: released, handed in, graded by a person, graded again, reported, exported."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from typer.testing import CliRunner

from autograder.assignment import Assignment
from autograder.command_line import app
from autograder.course import Course
from autograder.feedback import rewrite_feedback
from autograder.grade_assignment import grade_assignment
from autograder.gradebook import open_gradebook
from autograder.release.folder import release
from autograder.report import collect, write_report
from autograder.report.facts import Mark
from autograder.settings import GradeSettings

NAME = "two_tasks"
ESSAY = "I think **so**, since $x^2 < 1$.\n\n![sketch](attachment:sketch.png)"
PNG = "iVBORw0KGgo="
WAITING = "a person will read this answer"


def write_essay(cells: list[dict[str, Any]], text: str = ESSAY) -> None:
    essay = next(cell for cell in cells if cell["metadata"].get("nbgrader", {}).get("grade_id") == "essay")
    essay["source"] = text
    essay["attachments"] = {"sketch.png": {"image/png": PNG, "text/html": "<b>"}, "evil": {"text/html": "<b>"}}


@pytest.fixture
def graded(course: Course, submit: Any, solved: Callable[[Any], None]) -> Course:
    submit("wrote", lambda cells: (solved(cells), write_essay(cells)))
    submit("silent", lambda cells: (solved(cells), write_essay(cells, "YOUR ANSWER HERE\n")))
    grade(course)
    return course


def grade(course: Course, **settings: Any) -> None:
    grade_assignment(course, NAME, GradeSettings(**settings), lambda outcome: None)


def essay_grade(course: Course, student: str) -> tuple[float | None, float | None, bool]:
    with open_gradebook(course) as gradebook:
        found = gradebook.find_grade("essay", NAME, NAME, student)
        return found.auto_score, found.manual_score, found.needs_manual_grade


def grade_by_hand(course: Course, student: str, score: float, comment: str) -> None:
    """What formgrader does when a person types a score and a comment."""
    with open_gradebook(course) as gradebook:
        found = gradebook.find_grade("essay", NAME, NAME, student)
        found.manual_score, found.needs_manual_grade = score, False
        gradebook.find_comment("essay", NAME, NAME, student).manual_comment = comment
        gradebook.db.commit()


def page(course: Course, student: str) -> BeautifulSoup:
    return BeautifulSoup((course.feedback_folder(student, NAME) / f"{NAME}.html").read_text(), "html.parser")


def contents(course: Course, student: str) -> list[str]:
    return [item.get_text() for item in page(course, student).select("#toc li")]


def panel(course: Course, student: str) -> Any:
    anchor = page(course, student).find("a", attrs={"name": "essay"})
    assert anchor is not None
    return anchor.find_parent("div", class_="nbgrader_cell")


def test_students_get_the_placeholder_and_not_the_model_answer(course: Course, assignment: Assignment) -> None:
    folder = release(course, assignment)
    text = (folder / f"{NAME}.ipynb").read_text()
    cell = next(cell for cell in json.loads(text)["cells"] if cell["id"] == "essay")
    assert "".join(cell["source"]) == "YOUR ANSWER HERE"
    assert "Because." not in text


def test_a_question_in_the_same_cell_stays(course: Course) -> None:
    path = course.source_folder(NAME) / f"{NAME}.ipynb"
    notebook = nbformat.read(path, as_version=4)
    essay = next(cell for cell in notebook.cells if cell.id == "essay")
    essay.source = "Why?\n\n### BEGIN SOLUTION\nBecause.\n### END SOLUTION"
    nbformat.write(notebook, path)
    assert course.assignment(NAME).manual_cells["essay"].stub == "Why?\n\nYOUR ANSWER HERE"


def test_an_answer_waits_for_a_person_and_an_untouched_one_is_nothing(graded: Course) -> None:
    assert essay_grade(graded, "wrote") == (None, None, True)
    assert essay_grade(graded, "silent") == (0.0, None, False)


def test_the_graded_notebook_keeps_the_text_and_its_pictures(graded: Course) -> None:
    notebook = nbformat.read(graded.autograded_folder("wrote", NAME) / f"{NAME}.ipynb", as_version=4)
    essay = next(cell for cell in notebook.cells if cell.id == "essay")
    assert (essay.source, essay.attachments) == (ESSAY, {"sketch.png": {"image/png": PNG}})
    nbformat.validate(notebook)


def test_the_page_shows_the_text_and_says_that_it_waits(graded: Course) -> None:
    essay = panel(graded, "wrote")
    assert essay.find("strong", string="so") is not None
    assert essay.find("math")["alttext"] == "x^2 < 1"
    assert essay.find("img")["src"] == f"data:image/png;base64,{PNG}"
    assert WAITING in essay.get_text()
    assert WAITING not in panel(graded, "silent").get_text()
    assert "No response." in panel(graded, "silent").get_text()
    assert contents(graded, "wrote")[-1] == "essay (Score: 0 / 2), waits for a person"
    assert contents(graded, "silent")[-1] == "essay (Score: 0 / 2)"


@pytest.mark.parametrize("by", ["our command", "nbgrader"])
def test_a_page_written_again_shows_the_score_and_the_comment(
    graded: Course, by: str, nbgrader: Callable[..., str]
) -> None:
    grade_by_hand(graded, "wrote", 1.5, "Good, but *why*? <script>x</script> $y$")
    if by == "nbgrader":
        nbgrader("generate_feedback", NAME, "--force")
    else:
        assert rewrite_feedback(graded, NAME) == 2
    essay = panel(graded, "wrote")
    assert "Score: 1.5 / 2" in essay.get_text()
    assert "Good, but why?" in essay.get_text()
    assert essay.find("script") is None
    assert WAITING not in essay.get_text()
    assert "(Score: 5.5 / 6)" in page(graded, "wrote").get_text()
    assert contents(graded, "wrote")[-1] == "essay (Score: 1.5 / 2), comment"


def test_nbgraders_own_command_says_who_waits_too(graded: Course, nbgrader: Callable[..., str]) -> None:
    nbgrader("generate_feedback", NAME, "--force")
    assert WAITING in panel(graded, "wrote").get_text()


def test_the_command_writes_the_pages_again(graded: Course) -> None:
    grade_by_hand(graded, "wrote", 2.0, "Yes.")
    result = CliRunner().invoke(app, ["feedback", "--course", str(graded.root)], catch_exceptions=False)
    assert (result.exit_code, result.stdout) == (0, f"{NAME}: 2 pages\n")
    assert "Yes." in panel(graded, "wrote").get_text()
    (graded.autograded_folder("wrote", NAME) / f"{NAME}.ipynb").unlink()
    result = CliRunner().invoke(app, ["feedback", NAME, "--course", str(graded.root)], catch_exceptions=False)
    assert result.exit_code == 2
    assert "wrote: FileNotFoundError" in result.stderr


def test_grading_again_keeps_what_a_person_gave(graded: Course, submit: Any, solved: Any) -> None:
    grade_by_hand(graded, "wrote", 1.5, "Good.")
    grade(graded)  # nothing new: all is kept
    assert essay_grade(graded, "wrote") == (None, 1.5, False)
    grade(graded, force=True)
    assert essay_grade(graded, "wrote") == (None, 1.5, True)
    assert "Score: 1.5 / 2" in panel(graded, "wrote").get_text()
    assert "Good." in panel(graded, "wrote").get_text()
    submit("wrote", lambda cells: (solved(cells), write_essay(cells, "Something else.")))
    grade(graded)
    assert essay_grade(graded, "wrote") == (None, 1.5, True)
    assert "Something else." in panel(graded, "wrote").get_text()


def test_report_and_export_count_it_and_say_who_waits(graded: Course, tmp_path: Path) -> None:
    (one,) = collect(graded).assignments
    assert one.max_score == 6
    assert {student.student: (student.score, student.marks) for student in one.students} == {
        "wrote": (4.0, (Mark.WAITS,)),
        "silent": (4.0, ()),
    }
    grade_by_hand(graded, "wrote", 1.5, "Good.")
    (one,) = collect(graded).assignments
    assert {student.student: (student.score, student.marks) for student in one.students}["wrote"] == (5.5, ())
    assert "5.5 / 6" in write_report(graded, collect(graded)).read_text()
    target = tmp_path / "scores.csv"
    CliRunner().invoke(app, ["export", str(target), "--course", str(graded.root)], catch_exceptions=False)
    lines = {line["student_id"]: line for line in csv.DictReader(target.read_text().splitlines())}
    assert (float(lines["wrote"]["score"]), float(lines["wrote"]["max_score"])) == (5.5, 6.0)
    assert float(lines["silent"]["score"]) == 4.0

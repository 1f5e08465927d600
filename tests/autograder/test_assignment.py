from __future__ import annotations

from collections.abc import Callable
from typing import Any

import nbformat
import pytest

from autograder.assignment import Assignment
from autograder.authoring import problems, require_sound
from autograder.course import Course
from autograder.errors import CourseError


def rewrite(course: Course, edit: Callable[[Any], None]) -> Assignment:
    path = course.source / "two_tasks" / "two_tasks.ipynb"
    notebook = nbformat.read(path, as_version=4)
    edit(notebook)
    nbformat.write(notebook, path)
    return course.assignment("two_tasks")


def test_cells_are_told_apart(assignment: Assignment) -> None:
    assert assignment.exercises == ("double", "quiz_shape")
    assert {name: cell.points for name, cell in assignment.check_cells.items()} == {"double": 3, "quiz_shape": 1}
    assert list(assignment.answer_cells) == ["double", "quiz_shape", "essay"]
    assert assignment.manual_cells["essay"].points == 2
    assert assignment.max_score == 6


def test_the_stub_is_what_students_find(assignment: Assignment) -> None:
    double, quiz, essay = assignment.answer_cells.values()
    assert double.stub == "def double(x):\n    # YOUR CODE HERE\n    raise NotImplementedError()"
    assert quiz.stub == "quiz_shape = None"
    assert essay.stub == "YOUR ANSWER HERE"


def test_a_sound_assignment_has_no_problems(assignment: Assignment) -> None:
    assert problems(assignment) == ()
    require_sound(assignment)


@pytest.mark.parametrize(
    ("edit", "problem"),
    [
        (lambda nb: nb.cells.pop(2), "check_double has no answer cell named double"),
        (lambda nb: nb.cells.insert(2, nb.cells.pop(3)), "check_double stands before its answer cell"),
        (lambda nb: nb.cells[3].metadata.nbgrader.update(points=0), "check_double is worth 0 points"),
        (lambda nb: nb.cells[3].metadata.nbgrader.update(grade_id="x"), "x has to be named check_x"),
        (lambda nb: nb.metadata.kernelspec.update(name="julia"), "the kernel is 'julia'"),
        (lambda nb: nb.cells[6].update(source="YOUR ANSWER HERE"), "essay is released with its solution, or has none"),
    ],
)
def test_an_authors_mistakes_are_named(course: Course, edit: Callable[[Any], None], problem: str) -> None:
    found = problems(rewrite(course, edit))
    assert any(problem in line for line in found), found


def test_missing_checks_and_spare_notebooks_are_named(course: Course) -> None:
    folder = course.source / "two_tasks"
    (folder / "checks.py").unlink()
    (folder / "copy.ipynb").write_text("{}")
    with pytest.raises(CourseError, match=r"checks\.py is missing; copy\.ipynb would be released too"):
        require_sound(course.assignment("two_tasks"))


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda nb: nb.cells[2].metadata.nbgrader.update(grade_id="quiz_shape"), "Duplicate grade id: quiz_shape"),
        (lambda nb: nb.cells[2].update(source="### BEGIN SOLUTION\n1"), "no end solution statement found"),
        (lambda nb: nb.cells[1].update(source="### BEGIN SOLUTION\n1\n### END SOLUTION"), "non-solution cell"),
        (lambda nb: nb.cells[2].metadata.nbgrader.pop("grade"), "'grade' is a required property"),
        (lambda nb: nb.cells[3].metadata.nbgrader.pop("points"), "does not have points"),
    ],
)
def test_what_nbgrader_refuses_is_told_in_its_words(course: Course, edit: Callable[[Any], None], reason: str) -> None:
    with pytest.raises(CourseError, match=reason):
        rewrite(course, edit)


def test_the_digest_follows_every_file_that_decides(course: Course, assignment: Assignment) -> None:
    before = assignment.digest()
    assert course.assignment("two_tasks").digest() == before
    (course.source / "two_tasks" / "hidden_checks.py").write_text("# none")
    after = assignment.digest()
    assert after != before
    (course.source / "two_tasks" / "hints.toml").write_text("")
    assert assignment.digest() == after


def test_the_due_date_comes_from_the_settings(course: Course) -> None:
    with (course.root / "nbgrader_config.py").open("a") as file:
        file.write("c.Underhood.due_dates = {'two_tasks': '2026-03-01 23:59 UTC'}\n")
    assert Course.load(course.root).assignment("two_tasks").due == "2026-03-01 23:59 UTC"
    assert course.assignment("two_tasks").due is None

"""nbgrader's own example course, graded by nbgrader alone and by this engine: the same, but for nbgrader's faults."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook

REPOSITORY = Path(__file__).parents[3]
CHECKS = ("correct_squares", "squares_invalid_input", "correct_sum_of_squares", "sum_of_squares_uses_squares")

WRONG = "def squares(n):\n    return [i ** 2 for i in range(n)]"
WARNS = """import warnings
warnings.warn("this is slow")
def squares(n):
    if n < 1:
        raise ValueError
    return [i ** 2 for i in range(1, n + 1)]"""

Cells = list[Any]


def nbgrader(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    paths = {"PYTHONPATH": str(REPOSITORY), "JUPYTER_NO_CONFIG": "1"}
    command = [sys.executable, "-m", "nbgrader", *arguments]
    return subprocess.run(
        command, cwd=folder, env=os.environ | paths, capture_output=True, text=True, timeout=500, check=False
    )


def named(cells: Cells, name: str) -> Any:
    return next(cell for cell in cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)


def writes(name: str, source: str) -> Callable[[Cells], None]:
    return lambda cells: named(cells, name).update(source=source)


def skips(cells: Cells) -> None:
    for name in CHECKS:
        named(cells, name).metadata["tags"] = ["skip-execution"]


def copies(cells: Cells) -> None:
    cells.insert(0, deepcopy(named(cells, "squares")))


# Whether a student begins with the solution, and what is changed in it.
ALIKE: dict[str, tuple[bool, Callable[[Cells], None] | None]] = {
    "right": (True, None),
    "untouched": (False, None),
    "wrong": (True, writes("squares", WRONG)),
    "raises": (True, writes("sum_of_squares", "def sum_of_squares(n):\n    raise TypeError(n)")),
    "breaks_off": (True, writes("squares", "def squares(n:")),
    "edits_a_check": (False, writes("correct_squares", "assert True")),
    "answers_in_words": (False, writes("sum_of_squares_equation", "$n^2 + ...$")),
}
FAULTS = {"warns": (True, writes("squares", WARNS)), "skips": (False, skips)}
ABORTS = {"copies": (True, copies)}


@pytest.fixture(scope="module")
def courses(tmp_path_factory: pytest.TempPathFactory, quiet_home: None) -> tuple[Path, Path]:
    """The same course twice: the second has our line in its settings."""
    place = tmp_path_factory.mktemp("quickstart")
    assert nbgrader(place, "quickstart", "plain").returncode == 0
    plain, ours = place / "plain", place / "ours"
    made = nbgrader(plain, "generate_assignment", "ps1")
    assert made.returncode == 0, made.stderr
    for student, (solved, edit) in (ALIKE | FAULTS | ABORTS).items():
        hand_in(plain, student, solved=solved, edit=edit)
    (plain / "submitted" / "raises" / "ps1" / "problem2.ipynb").unlink()
    shutil.copytree(plain, ours)
    with (ours / "nbgrader_config.py").open("a") as settings:
        settings.write("\nfrom autograder.dropin import plug_in\n\nplug_in(c)\n")
    for student in ALIKE | FAULTS:
        shutil.copytree(plain / "submitted" / student, plain / "first" / student)
    graded = nbgrader(plain, "autograde", "ps1", "--CourseDirectory.submitted_directory=first")
    assert graded.returncode == 0, graded.stderr
    graded = nbgrader(ours, "autograde", "ps1")
    assert graded.returncode == 0, graded.stderr
    return plain, ours


def hand_in(course: Path, student: str, *, solved: bool, edit: Callable[[Cells], None] | None) -> None:
    folder = course / "submitted" / student / "ps1"
    shutil.copytree(course / "release" / "ps1", folder)
    notebook = nbformat.read(folder / "problem1.ipynb", as_version=4)
    source = nbformat.read(course / "source" / "ps1" / "problem1.ipynb", as_version=4)
    if solved:
        for name in ("squares", "sum_of_squares"):
            named(notebook.cells, name).source = named(source.cells, name).source
    if edit is not None:
        edit(notebook.cells)
    nbformat.write(notebook, folder / "problem1.ipynb")


def told(course: Path, student: str) -> dict[str, Any]:
    """All that the gradebook holds of a submission."""
    with Gradebook(f"sqlite:///{course}/gradebook.db", "plain") as gradebook:
        submission = gradebook.find_submission("ps1", student)
        return {
            "score": (submission.score, submission.max_score, submission.needs_manual_grade),
            "grades": {
                (notebook.name, grade.name): (grade.auto_score, grade.max_score, grade.needs_manual_grade)
                for notebook in submission.notebooks
                for grade in notebook.grades
            },
            "comments": {
                (notebook.name, comment.name): comment.auto_comment
                for notebook in submission.notebooks
                for comment in notebook.comments
            },
        }


def score(course: Path, student: str) -> float:
    grades = told(course, student)["grades"]
    return float(sum(grades["problem1", name][0] for name in CHECKS))


def files(course: Path, student: str) -> set[str]:
    folder = course / "autograded" / student / "ps1"
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("student", ALIKE)
def test_the_gradebook_says_the_same(courses: tuple[Path, Path], student: str) -> None:
    plain, ours = courses
    assert told(ours, student) == told(plain, student)


@pytest.mark.parametrize("student", ALIKE)
def test_the_graded_folder_holds_the_same(courses: tuple[Path, Path], student: str) -> None:
    plain, ours = courses
    assert files(ours, student) == files(plain, student)


def test_scores_are_those_that_the_answers_earn(courses: tuple[Path, Path]) -> None:
    _, ours = courses
    earned = {student: score(ours, student) for student in ALIKE}
    assert earned["right"] == 3
    assert earned["untouched"] == 0
    assert 0 <= earned["wrong"] < 3


def test_a_warning_costs_nothing_any_more(courses: tuple[Path, Path]) -> None:
    _, ours = courses
    assert score(ours, "warns") == 3


def test_tags_earn_nothing_any_more(courses: tuple[Path, Path]) -> None:
    plain, ours = courses
    assert score(plain, "skips") == 3
    assert score(ours, "skips") == 0


def test_a_copied_cell_ends_nobodys_grading_any_more(courses: tuple[Path, Path]) -> None:
    plain, ours = courses
    assert nbgrader(plain, "autograde", "ps1", "--student", "copies").returncode == 1
    assert score(ours, "copies") == 3


def test_grading_again_changes_nothing(courses: tuple[Path, Path]) -> None:
    _, ours = courses
    before = told(ours, "wrong")
    again = nbgrader(ours, "autograde", "ps1", "--force", "--student", "wrong")
    assert again.returncode == 0, again.stderr
    assert told(ours, "wrong") == before

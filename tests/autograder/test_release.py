from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.preprocessors import ClearSolutions

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.errors import CourseError
from autograder.release.archive import zip_folder
from autograder.release.clear_solutions import ClearSolutionsOrGive
from autograder.release.folder import differences, release
from autograder.release.leaks import leaks


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_release_holds_what_students_need_and_nothing_else(course: Course, assignment: Assignment) -> None:
    files = content(release(course, assignment))
    assert sorted(files) == ["checks.py", "hints.toml", "two_tasks.ipynb"]
    text = files["two_tasks.ipynb"].decode()
    assert "return 2 * x" not in text
    assert "(3, 1)" not in text
    assert "old output" not in text


def test_a_release_is_the_same_byte_for_byte(course: Course, assignment: Assignment) -> None:
    first = content(release(course, assignment))
    assert content(release(course, course.assignment("two_tasks"))) == first
    assert not (course.root / "gradebook.db").exists()


def test_nbgrader_generates_the_same(course: Course, assignment: Assignment, nbgrader: Callable[..., str]) -> None:
    ours = content(release(course, assignment))
    nbgrader("generate_assignment", "two_tasks", "--force")
    assert content(course.release_folder("two_tasks")) == ours


def test_cell_ids_are_kept(assignment: Assignment) -> None:
    assert [cell.id for cell in assignment.released.cells] == [cell.id for cell in assignment.source.cells]


def test_differences_name_each_file(course: Course, assignment: Assignment) -> None:
    assert "assignments/two_tasks/checks.py: missing" in differences(course, [assignment])
    folder = release(course, assignment)
    assert differences(course, [assignment]) == ()
    (folder / "checks.py").write_text("# edited")
    (folder / "hidden_checks.py").write_text("")
    (folder / "hints.toml").unlink()
    assert differences(course, [assignment]) == (
        "assignments/two_tasks/checks.py: out of date",
        "assignments/two_tasks/hidden_checks.py: not part of the release",
        "assignments/two_tasks/hints.toml: missing",
    )


def test_a_release_that_would_leak_leaves_the_old_one(course: Course, assignment: Assignment) -> None:
    before = content(release(course, assignment))
    (assignment.folder / "checks.py").write_text("from hidden_checks import test_secret_of_double\n")
    with pytest.raises(CourseError, match="'test_secret_of_double'"):
        release(course, assignment)
    assert content(course.release_folder("two_tasks")) == before
    assert [path.name for path in course.release.iterdir()] == ["two_tasks"]


@pytest.mark.parametrize("name", ["hidden_checks.py", "attempts.toml", "__pycache__/x.pyc"])
def test_a_leaked_file_is_seen(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(exist_ok=True)
    (tmp_path / name).write_text("")
    assert leaks(tmp_path, tmp_path / "none.py") == (f"{name.partition('/')[0]} is in it",)


def test_leaked_outputs_and_solutions_are_seen(tmp_path: Path, assignment: Assignment) -> None:
    nbformat.write(assignment.source, tmp_path / "n.ipynb")
    found = " ".join(leaks(tmp_path, tmp_path / "none.py"))
    assert "n.ipynb has outputs" in found
    assert "'BEGIN SOLUTION'" in found


def test_the_zip_is_the_same_byte_for_byte(course: Course, assignment: Assignment, tmp_path: Path) -> None:
    first = zip_folder(release(course, assignment), tmp_path / "a.zip").read_bytes()
    assert zip_folder(release(course, assignment), tmp_path / "b.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "a.zip") as packed:
        assert packed.namelist() == [f"two_tasks/{name}" for name in ("checks.py", "hints.toml", "two_tasks.ipynb")]


def test_a_name_that_only_begins_like_a_hidden_checks_is_no_leak(course: Course, assignment: Assignment) -> None:
    (assignment.folder / "checks.py").write_text("def test_secret_of_double_and_half(student): ...\n")
    release(course, assignment)


def cleared(source: str, kind: type[ClearSolutions] = ClearSolutionsOrGive, cell_type: str = "code") -> str:
    settings = {"nbgrader": {"solution": True, "grade": cell_type != "code"}}
    cell = nbformat.from_dict({"cell_type": cell_type, "metadata": settings, "source": source})
    notebook = nbformat.from_dict({"metadata": {}, "cells": [cell]})
    done: Any = kind().preprocess(notebook, {})[0]
    text: str = done.cells[0].source
    return text


GIVEN: list[tuple[str, str]] = [
    ("### BEGIN SOLUTION\nq = 1\n### STUDENTS GET\n# q = None\n### END SOLUTION", "q = None"),
    (
        "def f():\n    ### BEGIN SOLUTION\n    step()\n    ### STUDENTS GET\n    # for x in y:\n    #     pass  # odd\n"
        "\n    ## a comment\n    ### END SOLUTION\n    return 1",
        "def f():\n    for x in y:\n        pass  # odd\n\n    # a comment\n    return 1",
    ),
    (
        "### BEGIN SOLUTION\na = 1\n### STUDENTS GET\n# a = 0\n### END SOLUTION\nb\n"
        "### BEGIN SOLUTION\nc\n### END SOLUTION",
        "a = 0\nb\n# YOUR CODE HERE\nraise NotImplementedError()",
    ),
    ("### BEGIN SOLUTION\na = 1\n### STUDENTS GET\n#\n### END SOLUTION\nkept", "\nkept"),
]


@pytest.mark.parametrize(("source", "given"), GIVEN)
def test_students_get_what_the_author_says(source: str, given: str) -> None:
    assert cleared(source) == given


@pytest.mark.parametrize(
    "source",
    ["### BEGIN SOLUTION\na\n### END SOLUTION\nb", "no region", "x\n  ### BEGIN SOLUTION\n  y\n  ### END SOLUTION"],
)
def test_without_the_new_line_it_is_nbgraders(source: str) -> None:
    assert cleared(source) == cleared(source, ClearSolutions)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("### BEGIN SOLUTION\n### STUDENTS GET\nq = None\n### END SOLUTION", "is no comment: 'q = None'"),
        ("### STUDENTS GET\n# q = None", "outside of a solution region"),
        ("### BEGIN SOLUTION\n### STUDENTS GET\n### STUDENTS GET\n### END SOLUTION", "or twice in one"),
    ],
)
def test_an_authors_slip_is_refused(source: str, reason: str) -> None:
    with pytest.raises(RuntimeError, match=reason):
        cleared(source)


def test_markdown_cannot_give_lines() -> None:
    with pytest.raises(RuntimeError, match="code cells only"):
        cleared("### BEGIN SOLUTION\n### STUDENTS GET\n# q\n### END SOLUTION", cell_type="markdown")


def test_a_killed_releases_leftovers_are_swept(course: Course, assignment: Assignment) -> None:
    release(course, assignment)
    (course.release / ".two_tasks.abc.part").mkdir()
    release(course, assignment)
    assert [path.name for path in course.release.iterdir()] == ["two_tasks"]

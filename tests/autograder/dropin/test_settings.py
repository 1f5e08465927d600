"""nbgrader's settings and habits, where its own tests do not ask for them."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
from nbgrader.preprocessors import NbGraderPreprocessor

from tests.autograder.dropin.ordinary_course import (
    OrdinaryCourse,
    answer_cell,
    cell_named,
    check_cell,
    essay_cell,
    write,
)

NewCourse = Callable[..., OrdinaryCourse]
CALLS: list[str] = []


class Remark(NbGraderPreprocessor):  # type: ignore[misc]  # nbgrader is not typed
    """Adds a cell to see where in the order a step of the instructor's own stands."""

    def preprocess(self, nb: Any, resources: Any) -> Any:
        ran = any(cell.get("outputs") for cell in nb.cells)
        nb.cells.append(v4.new_markdown_cell(f"remark after the run: {ran}", id=f"remark-{len(nb.cells)}"))
        return nb, resources


def before(*, assignment: str, student: str, notebooks: list[str]) -> None:
    CALLS.append(f"before {[Path(path).parts[-3] for path in notebooks]}")


def after(*, assignment: str, student: str, notebooks: list[str]) -> None:
    CALLS.append(f"after {[Path(path).parts[-3] for path in notebooks]}")


def test_grading_again_forgets_the_earlier_score(new_course: NewCourse) -> None:
    course = new_course()
    course.release(answer_cell("x", "x = 1"), check_cell("c", "assert x == 1"), essay_cell("why"))
    course.submit("foo", write("x", "x = 1"), write("why", "So."))
    assert course.grade("foo")["success"]
    assert course.scores("foo") == {"c": 1, "why": None}
    with course.gradebook() as gradebook:
        gradebook.find_grade("why", "p1", "ps1", "foo").manual_score = 1.5
        gradebook.db.commit()

    def guts(cells: list[Any]) -> None:
        del cells[:]

    course.submit("foo", guts)
    assert course.grade("foo")["success"]
    assert course.scores("foo") == {"c": 0, "why": 0}
    assert course.waits("foo") == {"why"}


def test_own_steps_stay_where_the_instructor_put_them(new_course: NewCourse) -> None:
    mine = f"{__name__}.Remark" if "." in __name__ else Remark
    steps = [mine if isinstance(mine, str) else Remark]
    sanitize = ["nbgrader.preprocessors.ClearOutput", "nbgrader.preprocessors.OverwriteCells"]
    run = ["nbgrader.preprocessors.Execute", *steps, "nbgrader.preprocessors.SaveAutoGrades"]
    course = new_course({"Autograde": {"sanitize_preprocessors": [*sanitize, *steps], "autograde_preprocessors": run}})
    course.release(answer_cell("x", "x = 1"), check_cell("c", "print(x)"))
    course.submit("foo", write("x", "x = 1"))
    result = course.grade("foo")
    assert result["success"], result
    sources = [cell.source for cell in course.graded("foo").cells if cell.source.startswith("remark")]
    assert sources == ["remark after the run: False", "remark after the run: True"]


def test_hooks_hear_of_each_submission(new_course: NewCourse) -> None:
    CALLS.clear()
    course = new_course(
        {"Autograde": {"pre_convert_hook": before, "post_convert_hook": after}, "Underhood": {"jobs": 1}}
    )
    course.release(check_cell("c", "1"))
    for student in ("a", "b"):
        course.submit(student)
    assert course.grade()["success"]
    assert sorted(CALLS) == ["after ['a']", "after ['b']", "before ['a']", "before ['b']"]
    assert [call for call in CALLS if call.startswith("after")] == ["after ['a']", "after ['b']"]


def test_a_later_notebook_finds_the_files_of_an_earlier_one(new_course: NewCourse) -> None:
    course = new_course()
    course.release(answer_cell("w", "open('made.txt', 'w').write('7')"), notebook="p1")
    course.release(check_cell("r", "assert open('made.txt').read() == '7'"), notebook="p2")
    course.submit("foo", write("w", "open('made.txt', 'w').write('7')"), notebook="p1")
    course.submit("foo", notebook="p2")
    (course.root / "submitted" / "foo" / "ps1" / "link.txt").symlink_to("/etc/passwd")
    assert course.grade("foo")["success"]
    assert course.scores("foo", "p2") == {"r": 1}
    folder = course.root / "autograded" / "foo" / "ps1"
    assert sorted(os.listdir(folder)) == ["made.txt", "p1.ipynb", "p2.ipynb"]
    assert (folder / "made.txt").read_text() == "7"


def test_cells_know_that_they_are_graded_and_see_nothing_of_the_course(new_course: NewCourse) -> None:
    course = new_course()
    course_folder = str(course.root)
    look = (
        "import os\nassert os.environ['NBGRADER_EXECUTION'] == 'autograde'\n"
        f"assert not os.path.exists({course_folder!r})"
    )
    course.release(check_cell("c", look))
    course.submit("foo")
    assert course.grade("foo")["success"]
    assert course.scores("foo") == {"c": 1}


def test_a_notebook_of_another_language_is_refused_in_words(new_course: NewCourse) -> None:
    course = new_course()
    course.release(check_cell("c", "1"))
    path = course.root / "source" / "ps1" / "p1.ipynb"
    notebook = nbformat.read(path, as_version=4)
    notebook.metadata.kernelspec = {"name": "ir", "display_name": "R", "language": "R"}
    notebook.cells[0].metadata.nbgrader.grade_id = "d"
    nbformat.write(notebook, path)
    course.api.config.ClearSolutions.code_stub = {"R": "# ANSWER", "python": "# ANSWER"}
    made = course.api.generate_assignment("ps1", force=True)
    assert made["success"], made
    course.submit("foo", lambda cells: cell_named(cells, "d").update(source="x <- 1"))
    result = course.grade("foo")
    assert not result["success"]
    assert "the kernel 'ir'" in result["log"]


def test_where_no_wall_can_be_built_nothing_is_graded(new_course: NewCourse, monkeypatch: Any) -> None:
    course = new_course({"Underhood": {"jobs": 3}})  # other walls than those that are kept
    course.release(check_cell("c", "1"))
    course.submit("foo")
    monkeypatch.setenv("PATH", str(course.root))
    result = course.grade("foo")
    assert not result["success"]
    assert "walled in" in result["log"]
    assert not (course.root / "autograded" / "foo").exists()

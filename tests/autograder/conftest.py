"""A small course with one assignment of two exercises, a quiz and a written answer, and submissions made from it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
import pytest

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.engine.walls import Walls
from autograder.gradebook import open_gradebook
from autograder.settings import WallPolicy
from autograder.submission.folder import Submission
from underhood.checking.outcome import CheckResult, ExerciseResult, Status

REPOSITORY = Path(__file__).parents[2]
NAME = "two_tasks"
JUDGES = 3

Cells = list[dict[str, Any]]
Submit = Callable[..., Submission]


# nbgrader, and what it stands on, use things that Python and SQLAlchemy have announced to drop. None of it is ours.
FOREIGN_WARNINGS = (
    "ignore::DeprecationWarning:nbgrader",
    "ignore::DeprecationWarning:alembic",
    "ignore::DeprecationWarning:jupyter_server",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            for warning in FOREIGN_WARNINGS:
                item.add_marker(pytest.mark.filterwarnings(warning))


@pytest.fixture(scope="session")
def walls() -> Iterator[Walls]:
    """The highest walls that can be built here. Where none can, that is a failure: they are what the tests are about.

    One warm parent serves all tests, as it takes seconds to start.
    """
    if sys.platform != "linux":
        pytest.skip("walls are made of what only Linux has: namespaces, seccomp and control groups")
    standing = Walls(WallPolicy.REQUIRED, JUDGES)
    yield standing
    standing.close()


class StandingWalls:
    """Walls that stay when a run has ended."""

    def __init__(self, walls: Walls) -> None:
        self._walls = walls

    def __getattr__(self, name: str) -> Any:
        return getattr(self._walls, name)

    def close(self) -> None:
        """They are closed by whoever has built them."""


@pytest.fixture
def standing_walls(walls: Walls, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let all runs in this process that want a wall use the same: to build one takes seconds."""
    here = os.getpid()

    def found(policy: WallPolicy, jobs: int, **more: Any) -> Walls | StandingWalls:
        fits = policy is not WallPolicy.NONE and jobs <= JUDGES and more.get("device", "cpu") == "cpu"
        return StandingWalls(walls) if fits and os.getpid() == here else Walls(policy, jobs, **more)

    monkeypatch.setattr("autograder.engine.walls.Walls", found)


@pytest.fixture(scope="session")
def living() -> Callable[[str], int]:
    """How many living processes bear a mark, on either side of a wall: as their name, or in their arguments."""

    def count(mark: str) -> int:
        return sum(mark in text for text in map(_name_and_arguments, Path("/proc").glob("[0-9]*")))

    return count


def _name_and_arguments(process: Path) -> str:
    try:
        state = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()[0]
        name, arguments = ((process / file).read_text("utf-8", "replace") for file in ("comm", "cmdline"))
    except OSError:
        return ""
    return "" if state in "ZX" else f"{name}\0{arguments}"


def _graded(points: float | None = None, *, answer: bool, name: str) -> dict[str, Any]:
    settings: dict[str, Any] = {
        "grade": points is not None,
        "solution": answer,
        "locked": not answer,
        "grade_id": name,
        "schema_version": 3,
        "task": False,
    }
    if points is not None:
        settings["points"] = points
    return {"nbgrader": settings}


def source_notebook() -> Any:
    cells = [
        v4.new_markdown_cell("# Two tasks", id="title"),
        v4.new_code_cell("import math", id="imports"),
        v4.new_code_cell(
            "def double(x):\n    ### BEGIN SOLUTION\n    return 2 * x\n    ### END SOLUTION",
            id="double",
            metadata=_graded(answer=True, name="double"),
        ),
        v4.new_code_cell('check("double")', id="check-double", metadata=_graded(3, answer=False, name="check_double")),
        v4.new_code_cell(
            "### BEGIN SOLUTION\nquiz_shape = (3, 1)\n### STUDENTS GET\n# quiz_shape = None\n### END SOLUTION",
            id="quiz-shape",
            metadata=_graded(answer=True, name="quiz_shape"),
        ),
        v4.new_code_cell(
            'check("quiz_shape")', id="check-quiz-shape", metadata=_graded(1, answer=False, name="check_quiz_shape")
        ),
        v4.new_markdown_cell("Because.", id="essay", metadata=_graded(2, answer=True, name="essay")),
        v4.new_markdown_cell("That was it.", id="end"),
    ]
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    notebook = v4.new_notebook(cells=cells, metadata=kernel)
    notebook.cells[1].outputs = [v4.new_output("stream", name="stdout", text="old output\n")]
    return notebook


CHECKS = '''"""Visible checks."""


def test_double(student):
    """double of 2 and 3."""
'''

HIDDEN_CHECKS = '''"""Hidden checks."""


def test_secret_of_double(student):
    """double of 7919."""
'''


@pytest.fixture
def course_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course folder, with the repository's own settings and nothing else of this machine's."""
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    root = tmp_path / "course"
    folder = root / "solutions" / NAME
    folder.mkdir(parents=True)
    shutil.copy(REPOSITORY / "nbgrader_config.py", root)
    nbformat.write(source_notebook(), folder / f"{NAME}.ipynb")
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hidden_checks.py").write_text(HIDDEN_CHECKS)
    (folder / "hints.toml").write_text('double = ["two of them"]\n')
    (folder / "attempts").mkdir()
    (folder / "attempts" / "double.py").write_text("def double(x):\n    return x\n")
    return root


@pytest.fixture
def course(course_root: Path) -> Course:
    return Course.load(course_root)


@pytest.fixture
def assignment(course: Course) -> Assignment:
    return course.assignment(NAME)


@pytest.fixture
def submit(course: Course, assignment: Assignment) -> Submit:
    """Hand in the released notebook, changed by `edit(cells)`, with a time or without."""

    def hand_in(
        student: str = "s001",
        edit: Callable[[Cells], None] = lambda cells: None,
        *,
        timestamp: str | None = None,
        text: str | bytes | None = None,
    ) -> Submission:
        folder = course.submitted_folder(student, NAME)
        folder.mkdir(parents=True, exist_ok=True)
        notebook = json.loads(nbformat.writes(assignment.released))
        edit(notebook["cells"])
        content = json.dumps(notebook) if text is None else text
        data = content if isinstance(content, bytes) else content.encode()
        (folder / f"{NAME}.ipynb").write_bytes(data)
        if timestamp is not None:
            (folder / "timestamp.txt").write_text(timestamp)
        return Submission.find(student, NAME, folder)

    return hand_in


@pytest.fixture
def gradebook(course: Course) -> Iterator[Any]:
    with open_gradebook(course) as opened:
        yield opened


def cell(cells: Cells, name: str) -> dict[str, Any]:
    """The cell with this `grade_id`."""
    return next(c for c in cells if c["metadata"].get("nbgrader", {}).get("grade_id") == name)


def write(cells: Cells, name: str, source: str) -> None:
    """Write an answer."""
    cell(cells, name)["source"] = source


@pytest.fixture
def find() -> Callable[[Cells, str], dict[str, Any]]:
    return cell


@pytest.fixture
def answer() -> Callable[[str, str], Callable[[Cells], None]]:
    """An edit that writes one answer."""
    return lambda name, source: lambda cells: write(cells, name, source)


@pytest.fixture
def solved() -> Callable[[Cells], None]:
    """An edit that solves everything."""

    def edit(cells: Cells) -> None:
        write(cells, "double", "def double(x):\n    return x + x")
        write(cells, "quiz_shape", "quiz_shape = (3, 1)")
        write(cells, "essay", "I think so.")

    return edit


Judge = Callable[..., list[ExerciseResult]]


@pytest.fixture
def judge() -> Judge:
    """Results as the judge gives them: by default everything passed."""

    def results(double: Status = Status.PASSED, hidden: Status = Status.PASSED, quiz: Status = Status.PASSED) -> Any:
        fault = "the worker died" if Status.COULD_NOT_RUN in (double, hidden, quiz) else ""
        checks = (
            CheckResult("test_double", double, 2.0, seconds=0.00412, what="double of 2", got="4", fault=fault),
            CheckResult("test_secret_of_double", hidden, 1.0, hidden=True, what="double of a prime", got="7919"),
        )
        quiz_check = CheckResult("test_quiz_shape", quiz, 1.0, what="the shape", why="that is the other axis")
        return [ExerciseResult("double", checks), ExerciseResult("quiz_shape", (quiz_check,))]

    return results


@pytest.fixture
def nbgrader(course: Course) -> Callable[..., str]:
    """Run nbgrader's own program in the course, as an instructor does; returns what it said."""
    paths = {"PYTHONPATH": str(REPOSITORY), "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}

    def run(*arguments: str) -> str:
        command = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(
            command, cwd=course.root, env=os.environ | paths, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stderr

    return run

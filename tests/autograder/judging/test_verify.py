"""A small course is verified: a sound one has no problem, and each thing that is not sound is told."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.engine.failures import WorkerNotStarted
from autograder.engine.walls import Walls
from autograder.errors import AutograderError
from autograder.verify import course as verify_course
from autograder.verify.assignment import _names_defined, verify_assignment
from autograder.verify.course import Task, verify_all
from autograder.verify.findings import ExerciseFindings, Findings, caught_once_lines, findings_table

NAME = "two_tasks"

CHECKS = '''
from underhood.checking import Mistake, NotAttempted, exercise, expect_equal

@exercise("double", points=1.5)
def test_of_three(student):
    """double of 3."""
    expect_equal(student.call("double", 3), 6, words="six", mistakes=[Mistake(9, "you squared it")])

@exercise("double", points=1.5)
def test_of_minus_one(student):
    """double of -1."""
    expect_equal(student.call("double", -1), -2, words="minus two")

@exercise("quiz_shape", points=1)
def test_quiz_shape(student):
    """the shape."""
    if (shape := student.value("quiz_shape")) is None:
        raise NotAttempted
    expect_equal(shape, (3, 1), words="a shape")
'''
HINTS = "".join(f'[{name}]\nhints = ["one", "two"]\n' for name in ("double", "quiz_shape"))


def block(kind: str, title: str, body: str) -> str:
    return f"# %% {kind}: {title}\n{body}\n\n"


def double(expression: str) -> str:
    return f"def double(x):\n    return {expression}"


DOUBLE = (
    block("mistake", "squares", "# why: squared\n# status: wrong\n" + double("x * x"))
    + block("mistake", "absolute", double("2 * abs(x)"))
    + "".join(block("mistake", f"adds {number}", double(f"x + {number}")) for number in (1, 2, 4))
    + block("mistake", "divides by nothing", "# status: raised\n" + double("x / 0"))
    + block("right", "adds", double("x + x"))
    + block("right", "shifts", double("x << 1"))
    + block("right", "lambda", "double = lambda x: 2 * x")
)
QUIZ = "".join(block("mistake", f"{number}", f"quiz_shape = ({number}, 3)") for number in range(6)) + "".join(
    block("right", shape, f"quiz_shape = {shape}") for shape in ("(3, 1)", "[3, 1]", "tuple([3, 1])")
)

Verify = Callable[..., Findings]


@pytest.fixture
def folder(course_root: Path) -> Path:
    folder = course_root / "solutions" / NAME
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hidden_checks.py").unlink()
    (folder / "hints.toml").write_text(HINTS)
    (folder / "attempts" / "double.py").write_text(DOUBLE)
    (folder / "attempts" / "quiz_shape.py").write_text(QUIZ)
    return folder


@pytest.fixture
def assignment(course: Course, folder: Path) -> Assignment:
    return course.assignment(NAME)


@pytest.fixture
def verify(walls: Walls) -> Iterator[Verify]:
    workers = walls.workers(0)

    def run(assignment: Assignment, told: Callable[[str], None] = lambda _: None, exercises: Any = ()) -> Findings:
        return verify_assignment(assignment, workers, device="cpu", seed=0, told=told, exercises=exercises)

    yield run
    workers.close()


def test_a_sound_assignment_has_no_problem_and_its_numbers_are_counted(assignment: Assignment, verify: Verify) -> None:
    steps: list[str] = []
    findings = verify(assignment, steps.append)
    assert findings.problems == []
    assert findings.exercises == [
        ExerciseFindings("double", 2, 6, 3, 6, 3, caught_once={"absolute": "test_of_minus_one"}),
        ExerciseFindings("quiz_shape", 1, 6, 3, 6, 3, caught_once={str(n): "test_quiz_shape" for n in range(6)}),
    ]  # fmt: skip
    assert steps == [
        "the untouched release",
        "the solution, and the attempts beside it",
        "double: 9 attempts",
        "quiz_shape: 9 attempts",
    ]


def test_one_exercise_can_be_verified_alone(assignment: Assignment, verify: Verify) -> None:
    findings = verify(assignment, exercises=["quiz_shape"])
    assert findings.problems == []
    assert [exercise.name for exercise in findings.exercises] == ["quiz_shape"]


def test_several_at_a_time_find_what_one_after_the_other_finds(course: Course, assignment: Assignment) -> None:
    tasks = [Task(course.root, NAME, "cpu", seed, ("double",)) for seed in (0, 1)]
    together = list(verify_all(tasks, jobs=2))
    assert together == list(verify_all(tasks, jobs=1))
    assert [findings.problems for findings in together] == [[], []]
    line = f"{NAME} · double: “absolute” is caught by test_of_minus_one alone"
    assert caught_once_lines(together) == [line, line]


def test_a_machine_on_which_nothing_runs_is_told_in_words(course: Course, assignment: Assignment) -> None:
    def gone(*arguments: Any, **named: Any) -> Findings:
        raise WorkerNotStarted("the warm parent is gone")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(verify_course, "verify_assignment", gone)
        with pytest.raises(AutograderError, match="cannot be verified on this machine: the warm parent is gone"):
            list(verify_all([Task(course.root, NAME, "cpu", 0)]))


UNSOUND = (
    block("mistake", "twice three", double("6 if x == 3 else -2"))
    + block("mistake", "told another why", "# why: no such words\n" + double("x * x"))
    + block("mistake", "of another status", "# status: timed out\n" + double("x * x"))
    + block("mistake", "does nothing, so the solution must not live on", "pass")
    + block("mistake", "a slip of the author", "def double(x)\n    return x")
    + block("mistake", "meets a bug", double("5 if x == 3 else 2 * x"))
    + block("right", "rejected", double("float(2 * x) + 0.5"))
)
UNSOUND_CHECKS = (
    CHECKS
    + '''
@exercise("double", points=1)
def test_that_is_broken(student):
    """nothing."""
    if student.call("double", 3) == 5: raise RuntimeError("a bug")

@exercise("nowhere", points=1)
def test_of_nothing(student):
    """nothing at all."""
'''
)


@pytest.fixture
def problems(course: Course, folder: Path, verify: Verify) -> str:
    (folder / "attempts" / "double.py").write_text(UNSOUND)
    (folder / "checks.py").write_text(UNSOUND_CHECKS)
    (folder / "hints.toml").unlink()
    notebook = json.loads((folder / f"{NAME}.ipynb").read_text())
    quiz = next(cell for cell in notebook["cells"] if cell["id"] == "quiz-shape")
    quiz["source"] = (
        "### BEGIN SOLUTION\nquiz_shape = (1, 3)\n### STUDENTS GET\n# quiz_shape = (3, 1)\n### END SOLUTION"
    )
    (folder / f"{NAME}.ipynb").write_text(json.dumps(notebook))
    return "\n".join(verify(course.assignment(NAME)).problems)


def test_whatever_is_not_sound_is_told(problems: str) -> None:
    for words in (
        "nowhere has checks or a check cell, but not both",
        "the cell of double gives 3 points, its checks 4",
        "double has fewer than 2 hints in hints.toml",
        "quiz_shape: untouched, it gets 1.0 points and is passed",
        "quiz_shape: the solution is wrong in test_quiz_shape: expected a shape: the tuple (3, 1), got",
        "double: the mistake “a slip of the author” is no Python: SyntaxError",
        "double: 6 and 1 mistakes and right answers are kept beside it, not 6 and 3",
        "double: the mistake “twice three” is not caught by any check",
        "double: the mistake “told another why” should be told “no such words”, and is told “you squared it”",
        "double: the mistake “of another status” should be timed out, and is wrong in test_of_three",
        "double: the right answer “rejected” is wrong in test_of_three",
        "double: the mistake “meets a bug” could not be run in test_that_is_broken: RuntimeError: a bug",
    ):
        assert words in problems, problems
    # The solution, which stood in the notebook before, was taken away, and so this mistake was caught.
    assert "so the solution must not live on" not in problems


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("[double\n", "hints.toml cannot be read: "),
        ('double = ["one", "two"]\n', 'double has fewer than 2 hints in hints.toml: [double], hints = ["…", "…"]'),
        ('[double]\nhints = "one, two"\n', "double has fewer than 2 hints"),
    ],
)
def test_hints_that_cannot_be_used_are_told(assignment: Assignment, verify: Verify, text: str, problem: str) -> None:
    assignment.hints_path.write_text(text)
    assert any(problem in found for found in verify(assignment).problems)


def test_checks_that_cannot_be_read_are_told(assignment: Assignment, verify: Verify) -> None:
    assignment.checks_path.write_text("import no_such_module")
    assert any("no_such_module" in problem for problem in verify(assignment).problems)


def test_without_checks_there_is_nothing_to_run(assignment: Assignment, verify: Verify) -> None:
    assignment.checks_path.unlink()
    findings = verify(assignment)
    assert findings.problems == ["checks.py is missing"]
    assert findings.exercises == []


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(): x = 1\nclass C:\n    y = 2", ["f", "C"]),
        ("a = b = 1", ["a", "b"]),
        ("a, (b, *c) = 1, (2, 3)", ["a", "b", "c"]),
        ("a: int = 1", ["a"]),
        ("a += 1", ["a"]),
        ("if True:\n    a = 1", ["a"]),
        ("x.a = 1\nx[0] = 1\nprint(x)", []),
    ],
)
def test_the_names_that_a_solution_defines(source: str, names: list[str]) -> None:
    assert list(_names_defined(source)) == names


def test_the_table_shows_each_exercise_with_its_numbers() -> None:
    findings = Findings("a01", [ExerciseFindings("relu", 4, 6, 3, 5, 2, {"one": "test_a"})])
    console = Console(width=200, record=True, file=io.StringIO())
    console.print(findings_table([findings]))
    assert " ".join(console.export_text().replace("│", " ").split()).count("a01 relu 4 5/6 2/3 1") == 1

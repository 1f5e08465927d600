"""Rules about the source of an answer, in grading: the judge knows the source, and the worker has no say in it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from autograder.engine.cold_workers import ColdWorkers
from autograder.engine.judge import Answer, judge_exercise
from autograder.engine.limits import Limits
from autograder.engine.run_cells import Cell, NotebookRun
from autograder.engine.sources import borrowed, written_for
from autograder.engine.worker import Workers
from underhood.checking import ExerciseResult, Status
from underhood.checking.session import with_checks

Open: TypeAlias = "Callable[..., NotebookRun]"
Attempt: TypeAlias = "Callable[..., ExerciseResult]"

CHECKS = '''
from underhood.checking import exercise, expect_equal, expect_own

@exercise("f", points=2)
def test_f_of_two(student):
    """f of 2."""
    expect_equal(student.call("f", 2), 4.0, words="four")

@exercise("f", points=1)
def test_own(student):
    """f is your own"""
    expect_own(student, "f", without=["torch.dot", "torch.Tensor.dot"], why="write the sum", next="try * and sum")

@exercise("g", points=1)
def test_of_another_name(student):
    """a check that names an exercise that there is not"""
    expect_own(student, "no_such_exercise", without=["torch.dot"])
'''

IMPORTS = "import torch"
OWN = "def f(x):\n    return float((torch.ones(2) * x).sum())"
BORROWED = "def f(x):\n    return float(torch.dot(torch.ones(2), torch.full((2,), float(x))))"
HELPED = "def f(x):\n    return helper(torch.ones(2), torch.full((2,), float(x))).item()"
HELPER = "from torch import dot as helper"
LIES = f"""
{BORROWED}
get_ipython().user_ns["In"][:] = ["def f(x): return 4.0"]
import underhood.checking.written, underhood.checking.student
underhood.checking.student.Student.written = lambda *_: None
underhood.checking.written.names_used = None
"""


@pytest.fixture(scope="module")
def workers() -> Workers:
    """One kind is enough: the source is read on the judge's side."""
    return ColdWorkers()


@pytest.fixture(scope="module")
def notebook(open_notebook: Open) -> NotebookRun:
    return open_notebook(IMPORTS, HELPER, "def g(): return 1")


@pytest.fixture(scope="module")
def attempt(notebook: NotebookRun, attempt_on: Callable[[NotebookRun, str], Attempt]) -> Attempt:
    return attempt_on(notebook, CHECKS)


def test_an_answer_of_their_own_gets_all_points_and_no_flag(attempt: Attempt) -> None:
    result = attempt("f", OWN)
    assert (result.status, result.score, result.flags) == (Status.PASSED, 3.0, ())


@pytest.mark.parametrize("answer", [BORROWED, LIES], ids=["plain", "with lies about the cells that ran"])
def test_a_borrowed_one_loses_the_points_of_the_rule_alone_and_is_flagged(attempt: Attempt, answer: str) -> None:
    result = attempt("f", answer)
    assert (result.status, result.score) == (Status.WRONG, 2.0)
    line = answer.splitlines().index(BORROWED.splitlines()[1]) + 1
    assert result.flags == (f"uses torch.dot in line {line}",)
    (rule,) = [check for check in result.checks if not check.passed]
    assert (rule.got, rule.why, rule.next) == (f"torch.dot in line {line}", "write the sum", "try * and sum")


def test_helpers_of_other_cells_are_followed(attempt: Attempt) -> None:
    assert attempt("f", HELPED).flags == ("uses torch.dot in line 2",)


@pytest.mark.parametrize("answer", ["f = eval('lambda x: 2.0 * x')", "%precision 3\nf = lambda x: 2.0 * x\n%env Q 1 '"])
def test_what_cannot_be_read_keeps_its_points_and_is_flagged_at_most(attempt: Attempt, answer: str) -> None:
    result = attempt("f", answer)
    assert (result.status, result.score) == (Status.PASSED, 3.0)
    assert bool(result.flags) == ("eval" in answer)


def test_no_use_is_seen_where_there_is_none() -> None:
    for source in (
        "def f(x): return 2.0 * x",
        "def f(x):\n    model.eval()\n    importlib.reload(m)",
        "evaluate(x)\nf = 2",
    ):
        assert borrowed([Cell("f", source, "f")], "f") == ()


@pytest.mark.parametrize(
    ("source", "word"),
    [
        ('f = __import__("importlib").import_module(word[::-1]).f', "__import__"),
        ('import importlib\nf = importlib.import_module("".join(names)).f', "import_module"),
        ("f = sys.modules[name].f", "sys.modules"),
        ("exec(text)\ndef f(x): return g(x)", "exec("),
    ],
)
def test_code_that_is_loaded_by_a_name_that_nobody_can_read_is_for_a_person(source: str, word: str) -> None:
    assert borrowed([Cell("f", source, "f")], "f") == (f"loads code whose name cannot be read: {word}",)


def test_a_hostile_answer_costs_its_own_exercise(attempt: Attempt) -> None:
    result = attempt("f", "f = lambda x: 2.0 * x\n" + "q = -" + "(" * 100_000, limits=Limits())
    assert (result.checks[0].status, result.score, result.flags) == (Status.RAISED, 0.0, ())
    assert attempt("f", OWN).status is Status.PASSED


def test_a_rule_about_no_exercise_is_a_fault_of_the_course(attempt: Attempt) -> None:
    result = attempt("g", "def g(): return 1")
    assert result.status is Status.COULD_NOT_RUN
    assert "no_such_exercise" in result.checks[0].fault


def judged(tmp_path: Path, *cells: Cell) -> ExerciseResult:
    path = tmp_path / "checks.py"
    path.write_text(CHECKS)
    limits = Limits(call=2.0)
    notebook = NotebookRun(lambda: ColdWorkers().start({}, device="cpu", seed=0, limits=limits), limits)
    try:
        notebook.run(cells)
        answer = Answer("f", True, notebook.runs["answer"])
        return with_checks([path], lambda known: judge_exercise(known, answer, notebook, limits))
    finally:
        notebook.close()


def test_a_notebooks_own_answer_is_read_with_the_cells_around_it(tmp_path: Path) -> None:
    result = judged(tmp_path, Cell("1", IMPORTS), Cell("2", HELPER, own=True), Cell("answer", HELPED, "f"))
    assert (result.status, result.score, result.flags) == (Status.WRONG, 2.0, ("uses torch.dot in line 2",))


def test_an_answer_taken_from_the_course_is_flagged_and_costs_nothing(tmp_path: Path) -> None:
    taken = f"from underhood.earlier import my_linear\n{OWN}"
    result = judged(tmp_path, Cell("1", IMPORTS), Cell("answer", taken, "f"))
    assert (result.status, result.score) == (Status.PASSED, 3.0)
    assert result.flags == ("uses underhood.earlier.my_linear in line 1",)


TAKEN = {
    "from it": "from underhood.earlier import MyLinear",
    "from a module of it": "from underhood.earlier.my_linear import MyLinear",
    "itself": "from underhood import earlier",
    "by another name": "import underhood.earlier as e",
    "inside": "def f():\n    import underhood.earlier.my_linear",
    "by import_module": "import importlib\nf = importlib.import_module('underhood.earlier').MyLinear",
    "everything": "from underhood.earlier import *",
}


@pytest.mark.parametrize("way", TAKEN)
def test_every_import_from_the_courses_answers_is_seen(way: str) -> None:
    (flag,) = borrowed([Cell("1", TAKEN[way], "f")], "f")
    assert flag.startswith("uses underhood.earlier")


def test_what_the_course_imports_itself_is_there_to_be_used() -> None:
    given, answer = Cell("1", "from underhood.earlier import MyLinear"), Cell("2", "f = MyLinear  # earlier", "f")
    assert borrowed([given, answer], "f") == ()
    own = Cell("1", given.source, own=True)
    assert borrowed([own, answer], "f") == ("uses underhood.earlier.MyLinear in line 1",)
    assert borrowed([own, Cell("2", "f = 1", "f")], "f") == ()
    assert borrowed([own], "f") == ()


def test_the_last_cell_of_an_exercise_is_its_answer() -> None:
    cells = [Cell("1", "a"), Cell("2", "b", "f"), Cell("3", "c", "f"), Cell("4", "d", "g")]
    written = written_for(cells, "f", ran=True)
    assert (written.cells, written.answer, written.ran) == (("a", "b", "c", "d"), 2, True)
    with pytest.raises(LookupError):
        written_for(cells, "h", ran=True)

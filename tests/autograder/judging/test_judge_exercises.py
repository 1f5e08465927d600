"""All exercises of a notebook together: what one does, sees or uses up is no other's loss, and no other's gain."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeAlias

import pytest

from autograder.engine.judge import Answer, judge_exercises
from autograder.engine.limits import Limits
from autograder.engine.run_cells import NotebookRun
from underhood.checking import ExerciseResult, Status
from underhood.checking.cells import CellRun
from underhood.checking.session import with_checks

Open: TypeAlias = "Callable[..., NotebookRun]"

CHECKS = """
from underhood.checking import exercise, expect_equal

@exercise("f", points=1)
def test_f(student):
    expect_equal(student.call("f", 2), 4, words="four")

@exercise("f", points=1)
def test_f_again(student):
    expect_equal(student.call("f", 3), 6, words="six")

@exercise("g", points=1)
def test_g(student):
    expect_equal(student.call("g", 2), 6, words="six")
"""
HIDDEN_CHECKS = """
from underhood.checking import exercise, expect_equal

@exercise("f", points=1)
def test_f_of_the_secret(student):
    expect_equal(student.call("f", 70_001), 140_002, words="twice as much")

@exercise("g", points=1)
def test_g_of_the_secret(student):
    expect_equal(student.call("g", 70_001), 210_003, words="three times as much")
"""
SECRET = "70001"
LIMITS = Limits(call=5.0)

Judge = Callable[..., dict[str, ExerciseResult]]


@pytest.fixture
def judge(tmp_path: Path) -> Judge:
    """The results of these exercises of a notebook, judged in this order."""
    files = [tmp_path / "checks.py", tmp_path / "hidden_checks.py"]
    for file, text in zip(files, (CHECKS, HIDDEN_CHECKS), strict=True):
        file.write_text(text)

    def run(
        notebook: NotebookRun, exercises: Sequence[str] = "fg", limits: Limits = LIMITS
    ) -> dict[str, ExerciseResult]:
        answers = [Answer(name, True, CellRun("ok")) for name in exercises]
        results = with_checks(files, lambda checks: judge_exercises(checks, answers, notebook, limits))
        assert [result.name for result in results] == list(exercises)
        return {result.name: result for result in results}

    return run


def scores(results: dict[str, ExerciseResult]) -> dict[str, float | None]:
    return {name: result.score for name, result in results.items()}


def test_each_has_its_visible_checks_and_then_its_hidden_ones(open_notebook: Open, judge: Judge) -> None:
    notebook = open_notebook("def f(x): return 2 * x", "def g(x): return 3 * x")
    results = judge(notebook)
    assert scores(results) == {"f": 3.0, "g": 2.0}
    assert [check.name for check in results["f"].checks] == ["test_f", "test_f_again", "test_f_of_the_secret"]
    assert [check.hidden for check in results["g"].checks] == [False, True]


SPIES = """
    import os
    read, write = os.pipe()
    def told():
        os.set_blocking(read, False)
        try:
            piped = os.read(read, 1000).decode()
        except BlockingIOError:
            piped = ""
        return piped + (open("seen").read() if os.path.exists("seen") else "")
    def spy(x):
        os.write(write, f"{x} ".encode())
        with open("seen", "a") as file:
            file.write(f"{x} ")
        raise RuntimeError(told())
    f = g = spy
"""


@pytest.mark.parametrize("order", ["fg", "gf"])
def test_what_a_hidden_check_asks_is_shown_by_no_visible_check(open_notebook: Open, judge: Judge, order: str) -> None:
    results = judge(open_notebook(SPIES), order)
    checks = [check for result in results.values() for check in result.checks]
    assert {check.status for check in checks} == {Status.RAISED}
    assert any(SECRET in check.got for check in checks if check.hidden)
    assert not [check for check in checks if not check.hidden and SECRET in repr(check)]


ENDS_THE_NOTEBOOK = """
    import os, signal
    def f(x):
        os.kill(os.getppid(), signal.SIGKILL)
        return 2 * x
"""


@pytest.mark.parametrize("order", ["fg", "gf"])
def test_an_answer_that_ends_the_notebooks_process_costs_no_other(
    open_notebook: Open, judge: Judge, order: str
) -> None:
    notebook = open_notebook(ENDS_THE_NOTEBOOK, "def g(x): return 3 * x")
    assert judge(notebook, order)["g"].status is Status.PASSED


USES_UP = {
    "memory": "kept.append(bytearray(2**40))",
    "its process": "os._exit(1)",
    "time": "time.sleep(60)",
    "open files": "kept.extend(open('/dev/null') for _ in range(10_000))",
    "the names": "g = None",
}


@pytest.mark.parametrize("what", USES_UP)
def test_what_one_uses_up_is_there_for_the_next(open_notebook: Open, judge: Judge, what: str) -> None:
    f = f"import os, time\nkept = []\ndef f(x):\n    global g\n    {USES_UP[what]}\n    return 2 * x"
    notebook = open_notebook(f, "def g(x): return 3 * x")
    assert judge(notebook, limits=Limits(call=0.5))["g"].status is Status.PASSED


def test_the_checks_of_an_exercise_have_a_time_together(open_notebook: Open, judge: Judge) -> None:
    notebook = open_notebook("import time\ndef f(x):\n    time.sleep(1.2)\n    return 2 * x", "def g(x): return 3 * x")
    results = judge(notebook, limits=Limits(call=60.0, exercise=2.0))
    first, second, hidden = results["f"].checks
    assert first.status is Status.PASSED
    assert (second.status, second.got) == (
        Status.TIMED_OUT, "all checks of this exercise together took more than 2 seconds",
    )  # fmt: skip
    assert hidden.status is Status.TIMED_OUT
    assert results["g"].status is Status.PASSED


def test_the_time_of_one_exercise_is_not_that_of_another(open_notebook: Open, judge: Judge) -> None:
    """The hidden checks of f come after the visible ones of g, which take all the time that g has."""
    notebook = open_notebook("def f(x): return 2 * x", "import time\ndef g(x): time.sleep(60)")
    results = judge(notebook, limits=Limits(call=60.0, exercise=4.0))
    assert results["f"].status is Status.PASSED
    assert {check.status for check in results["g"].checks} == {Status.TIMED_OUT}


def test_no_process_is_left_when_all_are_judged(open_notebook: Open, judge: Judge) -> None:
    notebook = open_notebook("def f(x): return 2 * x", "def g(x): return 3 * x")
    children = "import os\nprint(open(f'/proc/self/task/{os.getpid()}/children').read().split())"
    judge(notebook)
    assert notebook._worker.run_cell(children, 5.0).outputs[0]["text"] == "[]\n"

"""Judging from outside: what a hostile or broken answer does costs its own exercise, and no other one."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from autograder.engine.judge import Answer, judge_exercise
from autograder.engine.limits import Limits
from autograder.engine.run_cells import OUT_OF_TIME, NotebookRun
from underhood.checking import ExerciseResult, Status
from underhood.checking.cells import CellRun
from underhood.checking.session import with_checks

Open: TypeAlias = "Callable[..., NotebookRun]"
Attempt: TypeAlias = "Callable[..., ExerciseResult]"

CHECKS = '''
from underhood.checking import exercise, expect_equal, probe

@exercise("f", points=1)
def test_f_of_two(student):
    """f of 2."""
    expect_equal(student.call("f", 2), 4, words="four")

@exercise("f", points=1)
def test_f_of_three(student):
    """f of 3."""
    expect_equal(student.call("f", 3), 6, words="six")

@exercise("g", points=1)
def test_g(student):
    """g, which uses torch and another name."""
    expect_equal(student.call("g"), ["g", 3.0], words="g and three")

@exercise("scribble", points=1)
def test_that_scribbles(student):
    """a check that changes a name."""
    student.assign("name", "scribbled")
    expect_equal(student.call("g"), ["scribbled", 3.0], words="the new name")

@exercise("scribble", points=1)
def test_after_the_scribbling(student):
    """the name is as it was."""
    expect_equal(student.value("name"), "g", words="the old name")
'''

NOTEBOOK = (
    "import torch, os, sys, signal, socket, struct, threading, time, stat\nname = 'g'",
    "def f(x): return 2 * x",
    "def g(): return [name, torch.ones(3).sum().item()]",
    """
    def sockets():
        found = []
        for number in range(3, 100):
            try:
                if stat.S_ISSOCK(os.fstat(number).st_mode): found.append(number)
            except OSError: pass
        return found
    def frame(size, nonce=bytes(16)):
        return struct.pack('>I16s', size, nonce)
    def write_to_all(data):
        for number in sockets():
            os.write(number, data)
    """,
)


@pytest.fixture(scope="module")
def notebook(open_notebook: Open) -> NotebookRun:
    return open_notebook(*NOTEBOOK)


@pytest.fixture(scope="module")
def attempt(notebook: NotebookRun, attempt_on: Callable[[NotebookRun, str], Attempt]) -> Attempt:
    return attempt_on(notebook, CHECKS)


def test_an_answer_of_the_notebook_itself_is_judged(attempt: Attempt) -> None:
    assert [attempt(name).status for name in ("f", "g", "scribble")] == [Status.PASSED] * 3


ENDINGS = {
    "exits": "def f(x): os._exit(0)",
    "kills itself": "def f(x): os.kill(os.getpid(), signal.SIGKILL)",
    "kills its group": "def f(x): os.killpg(0, signal.SIGKILL)",
    "closes its sockets": "def f(x):\n    for s in sockets(): os.close(s)\n    return 2 * x",
    "writes garbage to its sockets": "def f(x):\n    write_to_all(b'garbage ' * 20)\n    return 2 * x",
    "announces four gigabytes": "def f(x):\n    write_to_all(frame(2**32 - 1))\n    return 2 * x",
    "floods with stray frames": "def f(x):\n    write_to_all(frame(0) * 200)\n    return 2 * x",
    "breaks the worker's own code": "import autograder.worker.process as p\np.StudentSide.answer = None",
    "leaves by an exception": "def f(x): sys.exit(0)",
    "recurses": "def f(x): return f(x)",
    "runs out of memory": "def f(x): return bytearray(2**40)",
    "runs out of torch's memory": "def f(x): return torch.ones(2**31)",
}


@pytest.mark.parametrize("ending", ENDINGS)
def test_an_answer_that_ends_badly_has_raised_and_costs_its_own_exercise(attempt: Attempt, ending: str) -> None:
    result = attempt("f", ENDINGS[ending])
    assert (result.status, result.score) == (Status.RAISED, 0.0)
    assert result.checks[0].got
    assert attempt("g").status is Status.PASSED


@pytest.mark.parametrize("ending", ["runs out of memory", "runs out of torch's memory"])
def test_an_answer_that_needs_too_much_memory_is_told_so(attempt: Attempt, ending: str) -> None:
    assert "memory" in attempt("f", ENDINGS[ending]).checks[0].got.lower()


HANGS = {
    "loops": "def f(x):\n    while True: pass",
    "loops with the alarm off": "def f(x):\n    signal.setitimer(signal.ITIMER_REAL, 0)\n    while True: pass",
    "loops and ignores the alarm": "def f(x):\n    signal.signal(signal.SIGALRM, signal.SIG_IGN)\n    while True: pass",
    "stops itself": "def f(x): os.kill(os.getpid(), signal.SIGSTOP)",
    "reads its own requests": """
        def f(x):
            for s in sockets():
                threading.Thread(target=os.read, args=(s, 1000), daemon=True).start()
            time.sleep(9)
    """,
}


@pytest.mark.parametrize("hang", HANGS)
def test_an_answer_that_hangs_is_timed_out_once_and_costs_its_own_exercise(attempt: Attempt, hang: str) -> None:
    result = attempt("f", HANGS[hang])
    assert [check.status for check in result.checks] == [Status.TIMED_OUT] * 2
    assert sum(check.seconds for check in result.checks) < 3
    assert attempt("g").status is Status.PASSED


FORGED = """
    from underhood.checking.values import encode
    def f(x):
        body = encode({'status': 'ok', 'value': 2 * x})
        write_to_all(frame(len(body)) + body)
        return %s
"""


def test_a_forged_frame_is_no_answer(attempt: Attempt) -> None:
    assert attempt("f", FORGED % "0").status is Status.WRONG
    assert attempt("f", FORGED % "2 * x").status is Status.PASSED


@pytest.mark.parametrize(
    "body",
    ["if os.fork() == 0: time.sleep(60)", "os.fork()", "threading.Thread(target=time.sleep, args=(60,)).start()"],
    ids=["a child that stays", "a child that goes on", "a thread that stays"],
)
def test_an_answer_that_leaves_something_running_is_judged_as_any_other(attempt: Attempt, body: str) -> None:
    assert attempt("f", f"def f(x):\n    {body}\n    return 2 * x").status is Status.PASSED
    assert attempt("g").status is Status.PASSED


LEAVES_MUCH = """
    import subprocess
    def f(x):
        subprocess.Popen([%(mark)r, "60"], executable="/bin/sleep")
        if os.fork() == 0:
            open("/proc/self/comm", "w").write(%(mark)r)
            time.sleep(60)
        return 2 * x
"""


def test_what_an_exercise_has_started_ends_with_it(attempt: Attempt, living: Callable[[str], int]) -> None:
    mark = uuid.uuid4().hex[:12]
    assert attempt("f", LEAVES_MUCH % {"mark": mark}).status is Status.PASSED
    # A killed process needs a moment to be gone.
    deadline = time.monotonic() + 2
    while living(mark) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert living(mark) == 0


def test_an_answer_that_is_too_large_is_wrong(attempt: Attempt) -> None:
    assert attempt("f", "def f(x): return torch.zeros(1).expand(2**40)").status is Status.WRONG


def test_an_answer_that_ends_the_notebooks_own_process_costs_no_other(attempt: Attempt) -> None:
    attempt("f", "def f(x):\n    os.kill(os.getppid(), signal.SIGKILL)\n    return 2 * x")
    assert attempt("f").status is Status.PASSED
    assert attempt("g").status is Status.PASSED


PATCHES = """
    name = 'changed'
    def g(): return 'changed'
    torch.ones = None
    list.clear(sys.path)
    def f(x): return 2 * x
"""


def test_what_one_exercise_redefines_or_patches_does_not_touch_the_next(attempt: Attempt) -> None:
    cell = (
        "name = 'changed'\ndef g(): return 'changed'\ntorch.ones = None\nlist.clear(sys.path)\ndef f(x): return 2 * x"
    )
    assert attempt("f", cell).status is Status.PASSED
    assert attempt("g").status is Status.PASSED


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("while True: pass", Status.TIMED_OUT),
        ("signal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass", Status.TIMED_OUT),
        ("os._exit(0)", Status.RAISED),
        ("1 / 0\ndef f(x): return 2 * x", Status.PASSED),
        ("del f\n1 / 0", Status.RAISED),
        ("del f\nraise NotImplementedError()", Status.NOT_ATTEMPTED),
        ("del f\ndef ff(x): return 2 * x", Status.WRONG),
        ("f = None", Status.RAISED),
    ],
)
def test_the_cell_of_an_attempt_decides_before_its_checks(attempt: Attempt, cell: str, status: Status) -> None:
    result = attempt("f", cell)
    assert {check.status for check in result.checks} == {status}


# --------------------------------------------------------------------------------------- answers of a notebook's cells


@pytest.fixture
def judged(tmp_path: Path, notebook: NotebookRun) -> Callable[[Answer], ExerciseResult]:
    path = tmp_path / "checks.py"
    path.write_text(CHECKS)
    limits = Limits(cell=15.0, call=0.5, submission=60.0)
    return lambda answer: with_checks([path], lambda known: judge_exercise(known, answer, notebook, limits))


@pytest.mark.parametrize(
    ("attempted", "run", "status", "got"),
    [
        (True, CellRun("ok"), Status.PASSED, ""),
        (False, CellRun("ok"), Status.NOT_ATTEMPTED, "the cell is as it was released"),
        (True, CellRun("timed out"), Status.TIMED_OUT, "your cell took more than 15 seconds"),
        (True, CellRun(OUT_OF_TIME), Status.TIMED_OUT, "the whole notebook took more than 60 seconds"),
        (True, CellRun("ended", message="Python fell over"), Status.RAISED, "Python fell over"),
        (True, CellRun("raised", error="ValueError", message="late"), Status.PASSED, ""),
    ],
)
def test_what_became_of_the_cell_decides_before_the_checks(
    judged: Callable[[Answer], ExerciseResult], attempted: bool, run: CellRun, status: Status, got: str
) -> None:
    checks = judged(Answer("f", attempted, run)).checks
    assert {(check.status, check.got) for check in checks} == {(status, got)}


SABOTAGE = """
    import os
    import autograder.worker.process as worker
    def obey(self, order, body, obey=worker._Notebook._obey):
        return os._exit(1) if order == worker.EXERCISE else obey(self, order, body)
    worker._Notebook._obey = obey
    def f(x): return 2 * x
"""


def test_where_no_exercise_can_be_started_the_answers_have_raised(open_notebook: Open, tmp_path: Path) -> None:
    notebook = open_notebook(SABOTAGE)
    path = tmp_path / "checks.py"
    path.write_text(CHECKS)
    limits = Limits(call=0.5)
    answer = Answer("f", True, CellRun("ok"))
    result = with_checks([path], lambda known: judge_exercise(known, answer, notebook, limits))
    assert (result.status, result.score) == (Status.RAISED, 0.0)


def test_when_the_time_for_the_whole_notebook_is_over_calls_are_told_so(
    judged: Callable[[Answer], ExerciseResult], notebook: NotebookRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notebook, "_deadline", 0.0)
    (first, second) = judged(Answer("f", True, CellRun("ok"))).checks
    assert first.status is second.status is Status.TIMED_OUT
    assert first.got == "the whole notebook took more than 60 seconds"


def test_a_check_gets_a_student_who_is_seeded_by_the_check(
    notebook: NotebookRun, attempt_on: Callable[[NotebookRun, str], Attempt]
) -> None:
    checks = """
        from underhood.checking import exercise, expect
        @exercise("draw", points=1)
        def test_twice(student, rng):
            one, two = student.call("draw"), student.call("draw")
            expect((one == two).all(), expected="the same numbers from the same seed")
    """
    assert attempt_on(notebook, checks)("draw", "def draw(): return torch.rand(3)").status is Status.PASSED


def test_a_bug_in_a_check_is_no_fault_of_the_student_over_the_wire_either(
    notebook: NotebookRun, attempt_on: Callable[[NotebookRun, str], Attempt]
) -> None:
    checks = """
        from underhood.checking import exercise, expect
        @exercise("f", points=1)
        def test_f(student):
            student.call("f", 2).no_such_attribute
    """
    result = attempt_on(notebook, checks)("f")
    assert (result.status, result.score) == (Status.COULD_NOT_RUN, None)

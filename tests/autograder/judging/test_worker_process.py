"""A worker from the outside: how it starts, what it runs in, what it tells, and how it ends."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import torch

from autograder.engine.limits import Limits
from autograder.engine.wire import ChannelTimedOut
from autograder.worker.orders import CELL
from autograder.engine.worker_process import (
    MOST_OUTPUT,
    WorkerEnded,
    WorkerNotStarted,
    WorkerProcess,
    cell_run,
    ended_in_words,
)
from underhood.checking import Opaque
from underhood.checking.cells import CellRun
from underhood.checking.values import Handle, decode, encode

LIMITS = Limits(cell=5.0, memory=2 * 2**30)
SHADOWS = ("torch.py", "numpy.py", "random.py", "IPython.py", "sitecustomize.py", "usercustomize.py", "autograder.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which a student has left files that look like modules."""
    folder = tmp_path_factory.mktemp("work")
    for name in SHADOWS:
        (folder / name).write_text("raise SystemExit('shadowed')")
    (folder / "mine.py").write_text("answer = 42")
    return folder


@pytest.fixture(scope="module")
def worker(folder: Path) -> Iterator[WorkerProcess]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECRET_OF_THE_INSTRUCTOR", "1234")
        patch.setenv("PYTHONPATH", os.pathsep.join([os.environ.get("PYTHONPATH", ""), ".", ""]))
        started = WorkerProcess(folder, device="cpu", seed=7, limits=LIMITS)
    yield started
    started.kill()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[WorkerProcess]:
    """A worker that the test may destroy."""
    started = WorkerProcess(tmp_path, device="cpu", seed=0, limits=LIMITS)
    yield started
    started.kill()


@pytest.fixture
def said(worker: WorkerProcess) -> Callable[[str], str]:
    """What a cell prints."""

    def run(source: str) -> str:
        done = worker.run_cell(source, 5.0)
        assert done.status == "ok", done
        return "".join(output["text"] for output in done.outputs if output.get("name") == "stdout").strip()

    return run


# ------------------------------------------------------------------------------------------------------ what it runs in


def test_it_tells_its_versions(worker: WorkerProcess) -> None:
    assert worker.versions == {"python": sys.version.split()[0], "torch": torch.__version__.partition("+")[0]}


def test_it_says_that_it_is_no_sandbox(worker: WorkerProcess) -> None:
    assert worker.is_walled is False


def test_it_runs_in_its_folder_and_finds_the_students_own_modules(said: Callable[[str], str], folder: Path) -> None:
    assert said("import os, mine; print(os.getcwd(), mine.answer)") == f"{folder} 42"


def test_nothing_of_the_instructors_environment_gets_in(said: Callable[[str], str], folder: Path) -> None:
    assert said("print(os.environ.get('SECRET_OF_THE_INSTRUCTOR'), os.environ['HOME'])") == f"None {folder}"


def test_its_numbers_start_from_the_seed(said: Callable[[str], str]) -> None:
    torch.manual_seed(7)
    assert said("import torch; print(torch.initial_seed())") == "7"


def test_it_computes_with_one_thread(said: Callable[[str], str]) -> None:
    assert said("print(torch.get_num_threads())") == "1"


@pytest.mark.parametrize(
    ("device", "judges", "seen"),
    [("cpu", "3", ""), ("cuda", "3", "3"), ("cuda", None, None)],
)
def test_cuda_is_hidden_from_cells_and_shown_to_exercises_that_compute_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, device: str, judges: str | None, seen: str | None
) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    if judges is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", judges)
    worker = WorkerProcess(tmp_path, device=device, seed=0, limits=LIMITS)
    try:
        source = "import os; print(os.environ.get('CUDA_VISIBLE_DEVICES'))"
        assert worker.run_cell(source, 5.0).outputs[0]["text"] == "\n"
        exercise = worker.start_exercise()
        run = decode(exercise.ask(CELL + encode({"source": source, "seconds": 5.0}), 5.0))
        worker.end_exercise(exercise)
        assert run["outputs"][0]["text"] == f"{seen}\n" if seen != "" else "\n"
    finally:
        worker.kill()


def test_check_in_a_cell_says_that_the_checks_are_elsewhere(worker: WorkerProcess) -> None:
    run = worker.run_cell("from underhood import check\ncheck('relu')", 5.0)
    assert run.outputs[0]["data"]["text/plain"] == "relu is checked outside this notebook."


# ------------------------------------------------------------------------------------------------- what a cell comes to


def test_outputs_have_the_form_of_a_notebook(worker: WorkerProcess) -> None:
    source = """
import sys
import matplotlib.pyplot as plt
print('out'); print('err', file=sys.stderr)
plt.plot([1, 2]); plt.show()
6 * 7
"""
    run = worker.run_cell(source, 30.0)
    for output in run.outputs:
        nbformat.validate(output, ref="output", version=4, version_minor=5)
    kinds = [output["output_type"] for output in run.outputs]
    assert kinds == ["stream", "stream", "display_data", "execute_result"]
    assert run.outputs[2]["data"]["image/png"].startswith("iVBORw0KGgo")


def test_too_much_output_is_cut_over_there(worker: WorkerProcess) -> None:
    run = worker.run_cell("print('é' * 5_000_000)", 5.0)
    assert [(output["name"], len(output["text"]) <= 1_000_000) for output in run.outputs] == [
        ("stdout", True),
        ("stderr", True),
    ]
    assert "dropped" in run.outputs[1]["text"]


def test_output_that_is_no_value_costs_the_output_and_not_the_cell(worker: WorkerProcess) -> None:
    run = worker.run_cell("x = []\nx.append(x)\ndisplay({'application/json': x}, raw=True)\nkept = 1", 5.0)
    assert run.status == "ok"
    assert "cannot be kept" in run.outputs[0]["text"]
    assert worker.run_cell("kept", 5.0).outputs[0]["data"]["text/plain"] == "1"


def test_what_is_printed_past_python_is_dropped(worker: WorkerProcess) -> None:
    assert worker.run_cell("os.write(1, b'x' * 100_000); os.system('echo y'); None", 5.0) == CellRun("ok")


def test_memory_is_limited(worker: WorkerProcess) -> None:
    assert worker.run_cell("x = bytearray(4 * 2**30)", 5.0).error == "MemoryError"
    run = worker.run_cell("x = torch.ones(2**30)", 5.0)
    assert (run.status, run.error) == ("raised", "RuntimeError")
    assert "memory" in run.message


def test_a_cell_that_forks_and_goes_on_twice_is_answered_once(said: Callable[[str], str]) -> None:
    assert said("pid = os.fork()\nprint('forked')") == "forked"
    for number in range(5):
        assert said(f"print({number})") == str(number)


def test_a_cell_that_runs_too_long_is_stopped_and_the_worker_stays(worker: WorkerProcess) -> None:
    assert worker.run_cell("while True: pass", 0.2).status == "timed out"
    assert worker.run_cell("1", 5.0).status == "ok"


# ------------------------------------------------------------------------------------------------------- how it ends


# The process of an exercise has a group of its own, and here its parent, which would end it, is gone.
ORPHANS = """
import os, signal, time
signal.setitimer(signal.ITIMER_REAL, 0)
if os.fork():
    os.kill(os.getppid(), 9)
time.sleep(600)
"""


def test_it_ends_with_everything_that_was_started_in_it(
    fresh: WorkerProcess, session_members: Callable[[int], list[int]]
) -> None:
    leader = int(fresh.run_cell("import os; print(os.getpid())", 5.0).outputs[0]["text"])
    fresh.run_cell("import subprocess; sleep = subprocess.Popen(['sleep', '600'])", 5.0)
    channel = fresh.start_exercise()
    with pytest.raises(ChannelTimedOut):
        channel.ask(CELL + encode({"source": ORPHANS, "seconds": 5.0}), 0.5)
    with pytest.raises(WorkerEnded, match="SIGKILL"):
        fresh.end_exercise(channel)
    assert len(session_members(leader)) == 3
    fresh.kill()
    assert session_members(leader) == []
    fresh.kill()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os; os._exit(3)", r"your code ended Python \(exit code 3\)"),
        ("import os; os.kill(os.getpid(), 40)", "ended by the signal 40"),
        ("import os; os.closerange(3, 50)", "your code ended Python|closed the connection"),
    ],
)
def test_a_worker_that_a_cell_has_ended_says_how(fresh: WorkerProcess, source: str, words: str) -> None:
    with pytest.raises(WorkerEnded, match=words) as ended:
        fresh.run_cell(source, 1.0)
    assert not ended.value.timed_out


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (0, "your code ended Python (exit code 0)"),
        (-9, "Python was ended by the signal SIGKILL while your code ran"),
        (-41, "Python was ended by the signal 41 while your code ran"),
    ],
)
def test_how_a_process_ended_in_words(code: int, words: str) -> None:
    assert ended_in_words(code) == words


def test_a_program_that_does_not_start_is_a_fault_of_the_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "python"
    program.write_text("#!/bin/sh\necho no such torch >&2\nexit 1\n")
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))
    started = time.monotonic()
    with pytest.raises(WorkerNotStarted, match="no such torch"):
        WorkerProcess(tmp_path, device="cpu", seed=0, limits=LIMITS)
    assert time.monotonic() - started < 5


# -------------------------------------------------------------------------------------- what a worker says of a cell

PRINTED: dict[str, Any] = {"output_type": "stream", "name": "stdout", "text": "x"}


@pytest.mark.parametrize(
    "answer", [None, 3, [], {}, {"status": ["ok"], "outputs": "many"}, {"outputs": [3, None, ["x"]]}]
)
def test_an_account_without_form_has_no_outputs(answer: Any) -> None:
    run = cell_run(answer)
    assert run.outputs == []
    assert run.status not in ("ok", "raised", "timed out")


@pytest.mark.parametrize(
    "unfit", [torch.ones(1), Opaque("x"), Handle(1), float("nan"), frozenset([1]), {(1, 2): 3}], ids=str
)
def test_an_output_that_a_file_cannot_hold_is_left_out(unfit: Any) -> None:
    bad = {"output_type": "display_data", "data": {}, "metadata": {"deep": [unfit]}}
    assert cell_run({"status": "ok", "outputs": [bad, PRINTED]}).outputs == [PRINTED]


def test_half_characters_are_replaced() -> None:
    run = cell_run({"status": "ok", "outputs": [PRINTED | {"text": "a\ud800b"}]})
    assert run.outputs[0]["text"] == "a?b"


def test_outputs_beyond_all_measure_are_left_out() -> None:
    large = PRINTED | {"text": "x" * (MOST_OUTPUT // 3)}
    assert len(cell_run({"status": "ok", "outputs": [large] * 10}).outputs) == 2

"""A worker from the outside: how it starts, what it runs in, what it tells, and how it ends."""

from __future__ import annotations

import hashlib
import sys
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
import torch

from autograder.engine.cold_workers import ColdWorkers
from autograder.engine.limits import Limits
from autograder.engine.wire import ChannelClosed, ChannelTimedOut
from autograder.engine.worker import (
    MOST_OUTPUT,
    Worker,
    WorkerEnded,
    WorkerNotStarted,
    Workers,
    cell_run,
    ended_in_words,
)
from autograder.worker.files import MOST_FILES
from autograder.worker.orders import CELL
from underhood.checking import Opaque
from underhood.checking.cells import CellRun
from underhood.checking.values import Handle, decode, encode

LIMITS = Limits(cell=5.0, memory=2 * 2**30)
SHADOWS = ("torch.py", "numpy.py", "random.py", "IPython.py", "sitecustomize.py", "usercustomize.py", "autograder.py")
VARIABLES = {
    "CUDA_VISIBLE_DEVICES", "HOME", "IPYTHONDIR", "LANG", "LC_ALL", "LC_CTYPE", "MPLBACKEND", "MPLCONFIGDIR",
    "OMP_NUM_THREADS", "PATH", "PWD", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "PYTHONPATH",
    "PYTORCH_NVML_BASED_CUDA_CHECK", "UNDERHOOD_CHECKS_ELSEWHERE", "UNDERHOOD_CUDA_DEVICES", "UNDERHOOD_DIGITS", "USER",
}  # fmt: skip


@pytest.fixture(scope="module")
def worker(workers: Workers) -> Iterator[Worker]:
    """A worker in whose folder a student has left files that look like modules."""
    files = dict.fromkeys(SHADOWS, b"raise SystemExit('shadowed')") | {"mine.py": b"answer = 42"}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", ".:")
        started = workers.start(files, device="cpu", seed=7, limits=LIMITS, environment={"OF_THIS_NOTEBOOK": "1"})
    yield started
    started.kill()


@pytest.fixture
def fresh(workers: Workers) -> Iterator[Worker]:
    """A worker that the test may destroy."""
    started = workers.start({}, device="cpu", seed=0, limits=LIMITS)
    yield started
    started.kill()


@pytest.fixture
def said(worker: Worker) -> Callable[[str], str]:
    """What a cell prints."""

    def run(source: str) -> str:
        done = worker.run_cell(source, 60.0)
        assert done.status == "ok", done
        return "".join(output["text"] for output in done.outputs if output.get("name") == "stdout").strip()

    return run


# ------------------------------------------------------------------------------------------------------ what it runs in


def test_it_tells_its_versions(worker: Worker) -> None:
    assert worker.versions == {"python": sys.version.split()[0], "torch": torch.__version__.partition("+")[0]}


def test_it_runs_in_its_folder_and_finds_the_students_own_modules(said: Callable[[str], str]) -> None:
    assert said("import os, mine; print(os.getcwd() == os.environ['HOME'], mine.answer)") == "True 42"


def test_nothing_of_the_instructors_environment_gets_in(said: Callable[[str], str]) -> None:
    assert set(said("print(*os.environ)").split()) - VARIABLES == {"OF_THIS_NOTEBOOK"}


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
    monkeypatch: pytest.MonkeyPatch, device: str, judges: str | None, seen: str | None
) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    if judges is not None:
        monkeypatch.setenv("CUDA_VISIBLE_DEVICES", judges)
    worker = ColdWorkers().start({}, device=device, seed=0, limits=LIMITS)
    try:
        source = "import os; print(os.environ.get('CUDA_VISIBLE_DEVICES'))"
        assert worker.run_cell(source, 5.0).outputs[0]["text"] == "\n"
        exercise = worker.start_exercise()
        run = decode(exercise.channel.ask(CELL + encode({"source": source, "seconds": 5.0}), 5.0))
        worker.end_exercise(exercise)
        assert run["outputs"][0]["text"] == f"{seen}\n" if seen != "" else "\n"
    finally:
        worker.kill()


def test_check_in_a_cell_says_that_the_checks_are_elsewhere(worker: Worker) -> None:
    run = worker.run_cell("from underhood import check\ncheck('relu')", 5.0)
    assert run.outputs[0]["data"]["text/plain"] == "relu is checked outside this notebook."


# ------------------------------------------------------------------------------------------------- what a cell comes to


def test_outputs_have_the_form_of_a_notebook(worker: Worker) -> None:
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


def test_too_much_output_is_cut_over_there(worker: Worker) -> None:
    run = worker.run_cell("print('é' * 5_000_000)", 5.0)
    assert [(output["name"], len(output["text"]) <= 1_000_000) for output in run.outputs] == [
        ("stdout", True),
        ("stderr", True),
    ]
    assert "dropped" in run.outputs[1]["text"]


def test_output_that_is_no_value_costs_the_output_and_not_the_cell(worker: Worker) -> None:
    run = worker.run_cell("x = []\nx.append(x)\ndisplay({'application/json': x}, raw=True)\nkept = 1", 5.0)
    assert run.status == "ok"
    assert "cannot be kept" in run.outputs[0]["text"]
    assert worker.run_cell("kept", 5.0).outputs[0]["data"]["text/plain"] == "1"


def test_what_is_printed_past_python_is_dropped(worker: Worker) -> None:
    assert worker.run_cell("os.write(1, b'x' * 100_000); os.system('echo y'); None", 5.0) == CellRun("ok")


def test_memory_is_limited(worker: Worker) -> None:
    assert worker.run_cell("x = bytearray(4 * 2**30)", 5.0).error == "MemoryError"
    run = worker.run_cell("x = torch.ones(2**30)", 5.0)
    assert (run.status, run.error) == ("raised", "RuntimeError")
    assert "memory" in run.message


def test_a_cell_that_forks_and_goes_on_twice_is_answered_once(said: Callable[[str], str]) -> None:
    assert said("pid = os.fork()\nprint('forked')") == "forked"
    for number in range(5):
        assert said(f"print({number})") == str(number)


def test_a_cell_that_runs_too_long_is_stopped_and_the_worker_stays(worker: Worker) -> None:
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
    workers: Workers, fresh: Worker, living: Callable[[str], int]
) -> None:
    mark = uuid.uuid4().hex[:12]
    fresh.run_cell(f"open('/proc/self/comm', 'w').write('{mark}')", 5.0)
    fresh.run_cell(f"import subprocess; sleep = subprocess.Popen(['{mark}', '600'], executable='/bin/sleep')", 5.0)
    assert living(mark) == 2
    exercise = fresh.start_exercise()
    # Behind a wall all others end with the notebook's process, so the channel closes; without one they stay.
    with pytest.raises(ChannelTimedOut if workers.level == "none" else ChannelClosed):
        exercise.channel.ask(CELL + encode({"source": ORPHANS, "seconds": 5.0}), 0.5)
    with pytest.raises(WorkerEnded, match="SIGKILL"):
        fresh.end_exercise(exercise)
    if workers.level == "none":
        assert living(mark) == 3
    fresh.kill()
    assert living(mark) == 0
    fresh.kill()


def test_several_exercises_start_from_the_same_state_and_end_alone(fresh: Worker) -> None:
    fresh.run_cell("state = [0]", 5.0)
    one, other = fresh.start_exercise(), fresh.start_exercise()
    add = CELL + encode({"source": "state[0] += 1; print(state)", "seconds": 5.0})
    said = [decode(exercise.channel.ask(add, 5.0))["outputs"][0]["text"] for exercise in (one, one, other)]
    assert said == ["[1]\n", "[2]\n", "[1]\n"]
    fresh.end_exercise(one)
    assert decode(other.channel.ask(add, 5.0))["outputs"][0]["text"] == "[2]\n"
    fresh.end_exercise(other)
    assert fresh.run_cell("print(state)", 5.0).outputs[0]["text"] == "[0]\n"


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os; os._exit(3)", r"your code ended Python \(exit code 3\)"),
        ("import os; os.kill(os.getpid(), 40)", "ended by the signal 40"),
        ("import os; os.closerange(3, 50)", "your code ended Python|closed the connection"),
    ],
)
def test_a_worker_that_a_cell_has_ended_says_how(fresh: Worker, source: str, words: str) -> None:
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
    with pytest.raises(WorkerNotStarted, match="no such torch"):
        ColdWorkers().start({}, device="cpu", seed=0, limits=LIMITS)


# ------------------------------------------------------------------------------------------------ files in its folder


def test_files_are_there_before_the_first_cell(workers: Workers) -> None:
    large = bytes(range(256)) * 2**17
    files = {"a.txt": b"a", "deep/er/b.bin": large, "empty": b""}
    started = workers.start(files, device="cpu", seed=0, limits=LIMITS)
    try:
        source = "import hashlib, os; print(*map(os.path.getsize, ['a.txt', 'deep/er/b.bin', 'empty']))"
        assert started.run_cell(source, 10.0).outputs[0]["text"] == f"1 {len(large)} 0\n"
        source = "print(hashlib.sha256(open('deep/er/b.bin', 'rb').read()).hexdigest())"
        assert started.run_cell(source, 10.0).outputs[0]["text"].strip() == hashlib.sha256(large).hexdigest()
        assert started.written_files(10**9) == {}
    finally:
        started.kill()


WRITES = """
import os
open("new.txt", "w").write("new")
open("given.txt", "a").write(" and changed")
os.makedirs("plots"); open("plots/one.png", "wb").write(b"PNG")
open(".hidden", "w").write("x")
os.makedirs("__pycache__"); open("__pycache__/x.pyc", "w").write("x")
os.symlink("/etc/passwd", "link")
os.mkfifo("pipe")
open("large", "wb").write(bytes(5000))
"""


def test_files_that_cells_have_written_come_back(workers: Workers) -> None:
    started = workers.start({"given.txt": b"given", "same.txt": b"same"}, device="cpu", seed=0, limits=LIMITS)
    try:
        started.run_cell("1", 5.0)
        assert started.run_cell(WRITES, 5.0).status == "ok"
        few = {"new.txt": b"new", "given.txt": b"given and changed", "plots/one.png": b"PNG"}
        assert started.written_files(4000) == few
        assert started.written_files(10_000) == few | {"large": bytes(5000)}
    finally:
        started.kill()


def test_not_more_than_so_many_files_come_back(fresh: Worker) -> None:
    fresh.run_cell("for i in range(300): open(f'{i}.txt', 'w').write('x')", 5.0)
    assert len(fresh.written_files(10**6)) == MOST_FILES


@pytest.mark.parametrize("lie", ["[1]", "{'a': 'text'}", "{3: np.zeros(2, np.uint8)}", "{'a': np.zeros(2)}", "None"])
def test_what_is_no_file_does_not_come_back(fresh: Worker, lie: str) -> None:
    fresh.run_cell(f"import numpy as np, autograder.worker.process as p\np.written_since = lambda *_: {lie}", 5.0)
    assert fresh.written_files(1000) == {}


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

"""A notebook is run to its end, whatever its cells do to the process they run in."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from autograder.engine.limits import Limits
from autograder.engine.run_cells import OUT_OF_TIME, Cell, NotebookRun
from autograder.engine.wire import Channel
from autograder.engine.worker import Exercise, Worker, WorkerEnded, WorkerNotStarted
from underhood.checking.cells import CellRun

Open: TypeAlias = "Callable[..., NotebookRun]"

CELLS = {
    "first": "import os, signal\nstate = ['first']",
    "raises": "state.append('raises')\n1 / 0\nstate.append('never')",
    "exits": "state.append('never')\nos._exit(0)",
    "between": "state.append('between')",
    "killed": "state.append('never')\nos.kill(os.getpid(), signal.SIGKILL)",
    "hangs": "while True: pass",
    "hangs for good": "signal.setitimer(signal.ITIMER_REAL, 0)\nwhile True: pass",
    "not python": "def f(:",
    "last": "print(state)",
}
NAMES = {source: name for name, source in CELLS.items()}


@pytest.fixture(scope="module")
def times() -> Counter[str]:
    """How often a worker was asked to run each cell."""
    return Counter()


@pytest.fixture(scope="module")
def run(open_notebook: Open, times: Counter[str]) -> NotebookRun:
    times.clear()
    run_cell = Worker.run_cell

    def counted(self: Worker, source: str, *more: Any) -> CellRun:
        times[NAMES[source]] += 1
        return run_cell(self, source, *more)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Worker, "run_cell", counted)
        opened = open_notebook()
        opened.run(Cell(name, source) for name, source in CELLS.items())
    return opened


def test_each_cell_comes_to_its_own_end(run: NotebookRun) -> None:
    assert {name: cell.status for name, cell in run.runs.items()} == {
        "first": "ok",
        "raises": "raised",
        "exits": "ended",
        "between": "ok",
        "killed": "ended",
        "hangs": "timed out",
        "hangs for good": "timed out",
        "not python": "raised",
        "last": "ok",
    }


def test_the_state_is_that_of_the_cells_that_ended_well_or_raised(run: NotebookRun) -> None:
    assert run.runs["last"].outputs[0]["text"] == "['first', 'raises', 'between']\n"


@pytest.mark.parametrize("cell", ["exits", "killed", "hangs", "hangs for good", "last"])
def test_a_cell_that_hung_or_crashed_is_not_run_again(run: NotebookRun, times: Counter[str], cell: str) -> None:
    assert times[cell] == 1


@pytest.mark.parametrize(("cell", "often"), [("first", 4), ("raises", 4), ("between", 3)])
def test_the_cells_before_are_repeated_after_each_restart(
    run: NotebookRun, times: Counter[str], cell: str, often: int
) -> None:
    assert times[cell] == often


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        ("exits", "your code ended Python (exit code 0)"),
        ("killed", "Python was ended by the signal SIGKILL while your code ran"),
        ("hangs", "the cell did not end within 1 seconds and was stopped"),
        ("hangs for good", "the cell did not end within 1 seconds and was stopped"),
    ],
)
def test_what_happened_is_told_in_the_message_and_under_the_cell(run: NotebookRun, cell: str, words: str) -> None:
    assert run.runs[cell].message == words
    assert run.runs[cell].outputs[-1]["output_type"] == "error"
    assert words in run.runs[cell].outputs[-1]["traceback"][0]


# ------------------------------------------------------------------------------------- without a process, to be quick


def test_a_traceback_calls_cells_by_their_numbers_also_after_a_restart(open_notebook: Open) -> None:
    run = open_notebook()
    sources = {2: "def divide(): 1 / 0", 3: "", 5: "os._exit(0)", 8: "divide()"}
    run.run(Cell(str(number), f"import os\n{source}", number=number) for number, source in sources.items())
    (error,) = run.runs["8"].outputs
    traceback = "\n".join(error["traceback"])
    assert re.findall(r"Cell In\[(\d+)\]", traceback) == ["8", "2"]


class FakeChannel(Channel):
    def __init__(self) -> None:
        self.is_closed = False

    def close(self) -> None:
        self.is_closed = True


class FakeWorker:
    """A worker that runs no code: each source says how it ends."""

    started: list[FakeWorker]
    exercises = False
    device = "cpu"

    def __init__(self) -> None:
        self.sources: list[str] = []
        self.ended: list[Exercise] = []
        self.is_dead = False
        self.channel = FakeChannel()

    def run_cell(self, source: str, seconds: float, number: int | None) -> CellRun:
        assert not self.is_dead
        self.sources.append(source)
        if source == "dies" or (source == "dies when repeated" and len(self.started) > 1):
            self.is_dead = True
            raise WorkerEnded("gone")
        return CellRun("ok", message=f"{seconds:.0f}")

    def start_exercise(self) -> Exercise:
        if not self.exercises:
            raise WorkerEnded("no exercise starts")
        return Exercise(0, self.channel)

    def end_exercise(self, exercise: Exercise) -> None:
        assert not self.is_dead
        self.ended.append(exercise)

    def written_files(self, most_bytes: int) -> dict[str, bytes]:
        raise WorkerEnded("gone before it was asked")

    def limit_reached(self) -> str:
        return "too much"

    def kill(self) -> None:
        self.is_dead = True


@pytest.fixture
def fake() -> Callable[..., NotebookRun]:
    def open_fake(limits: Limits = Limits()) -> NotebookRun:  # noqa: B008 - limits are frozen
        FakeWorker.started = []

        def start() -> FakeWorker:
            FakeWorker.started.append(FakeWorker())
            return FakeWorker.started[-1]

        return NotebookRun(start, limits)  # type: ignore[arg-type]

    return open_fake


def cells(*sources: str) -> list[Cell]:
    return [Cell(f"{number} {source}", source) for number, source in enumerate(sources)]


def test_a_cell_that_dies_only_when_it_is_repeated_is_left_out_then(fake: Callable[..., NotebookRun]) -> None:
    run = fake()
    run.run(cells("a", "dies when repeated", "b", "dies", "c"))
    assert [worker.sources for worker in FakeWorker.started] == [
        ["a", "dies when repeated", "b", "dies"],
        ["a", "dies when repeated"],
        ["a", "b", "c"],
    ]
    assert run.runs["3 dies"].status == "ended"


def test_a_lost_worker_is_ended_before_the_next_starts(fake: Callable[..., NotebookRun]) -> None:
    run = fake()
    run.run(cells("dies", "dies", "a"))
    assert [worker.is_dead for worker in FakeWorker.started] == [True, True, False]
    run.close()
    assert FakeWorker.started[-1].is_dead


def test_after_the_time_for_the_whole_notebook_no_cell_runs(fake: Callable[..., NotebookRun]) -> None:
    run = fake(Limits(submission=0.0))
    run.run(cells("a", "b"))
    assert [cell.status for cell in run.runs.values()] == [OUT_OF_TIME] * 2
    assert "the whole notebook took more than 0 seconds" in run.runs["0 a"].message
    assert FakeWorker.started[0].sources == []


def test_the_last_cell_gets_no_more_time_than_is_left(fake: Callable[..., NotebookRun]) -> None:
    run = fake(Limits(cell=50.0, submission=20.0))
    run.run(cells("a"))
    assert float(run.runs["0 a"].message) <= 20.0


def test_after_the_time_is_over_a_restart_repeats_nothing(
    fake: Callable[..., NotebookRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    run = fake(Limits(submission=100.0))
    run.run(cells("a", "b"))
    now = time.monotonic()
    monkeypatch.setattr(time, "monotonic", lambda: now + 200)
    with pytest.raises(WorkerEnded, match="no exercise starts"):
        run.start_exercise()
    assert [worker.sources for worker in FakeWorker.started] == [["a", "b"], []]


def test_where_no_worker_starts_again_that_is_the_machines_fault(fake: Callable[..., NotebookRun]) -> None:
    run = fake()

    def start() -> FakeWorker:
        raise WorkerNotStarted("no more workers")

    run._start = start  # type: ignore[assignment]
    with pytest.raises(WorkerNotStarted):
        run.run(cells("dies"))


def test_where_the_worker_is_lost_no_file_comes_back_and_the_exercises_still_have_their_state(
    fake: Callable[..., NotebookRun],
) -> None:
    run = fake()
    run.run(cells("a", "b"))
    assert run.written_files(1000) == {}
    assert [worker.sources for worker in FakeWorker.started] == [["a", "b"], ["a", "b"]]


def test_an_exercise_goes_with_its_worker(fake: Callable[..., NotebookRun], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FakeWorker, "exercises", True)
    run = fake()
    process = run.start_exercise()
    assert run.is_current(process)
    run.run(cells("dies"))
    assert not run.is_current(process)
    run.end_exercise(process)
    old, new = FakeWorker.started
    assert (old.ended, new.ended, old.channel.is_closed) == ([], [], True)


def test_a_limit_that_was_reached_is_told_by_the_worker(fake: Callable[..., NotebookRun]) -> None:
    assert fake().why_ended() == "too much"

"""A notebook that runs in a real worker, judged by real checks. Starting a worker is slow: a module shares one."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

import pytest

from autograder.engine import judge as judging
from autograder.engine import worker
from autograder.engine.cold_workers import ColdWorkers
from autograder.engine.judge import judge_attempt
from autograder.engine.limits import Limits
from autograder.engine.run_cells import Cell, NotebookRun
from autograder.engine.walls import Walls
from autograder.engine.worker import NOTHING, Workers
from underhood.checking import ExerciseResult
from underhood.checking.session import with_checks

HURRIED = Limits(cell=1.0, call=0.5, submission=600.0, memory=2 * 2**30)

Open: TypeAlias = "Callable[..., NotebookRun]"
Attempt: TypeAlias = "Callable[..., ExerciseResult]"


@pytest.fixture(scope="module", autouse=True)
def little_grace() -> Iterator[None]:
    """Wait less for a worker that does not answer."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (judging, worker):
            patch.setattr(module, "GRACE_SECONDS", 0.7)
        yield


@pytest.fixture(scope="module", params=["cold", "warm"])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    """Without a wall, and behind the highest that can be built here: from the inside they are the same."""
    if request.param == "cold":
        yield ColdWorkers()
        return
    walls: Walls = request.getfixturevalue("walls")
    connected = walls.workers(0)
    yield connected
    connected.close()


@pytest.fixture(scope="module")
def open_notebook(workers: Workers) -> Iterator[Open]:
    """Start a worker and run these cells in it; `files` are those of its folder."""
    opened: list[NotebookRun] = []

    def start(*sources: str, limits: Limits = HURRIED, files: Mapping[str, bytes] = NOTHING) -> NotebookRun:
        run = NotebookRun(lambda: workers.start(files, device="cpu", seed=0, limits=limits), limits)
        opened.append(run)
        run.run(Cell(str(number), textwrap.dedent(source)) for number, source in enumerate(sources))
        return run

    yield start
    for run in opened:
        run.close()


@pytest.fixture(scope="module")
def attempt_on(tmp_path_factory: pytest.TempPathFactory) -> Callable[[NotebookRun, str], Attempt]:
    """`attempt_on(notebook, checks)(exercise, cell, …)`: the result for these cells instead of the notebook's."""

    def prepared(notebook: NotebookRun, checks: str) -> Attempt:
        path = tmp_path_factory.mktemp("checks") / "checks.py"
        path.write_text(textwrap.dedent(checks))

        def attempt(exercise: str, *cells: str, limits: Limits = HURRIED) -> ExerciseResult:
            sources = [textwrap.dedent(cell) for cell in cells or ("",)]
            return with_checks([path], lambda known: judge_attempt(known, exercise, sources, notebook, limits))

        return attempt

    return prepared

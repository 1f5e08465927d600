"""Workers behind walls of both levels. Where no wall can be built these tests fail; on other systems they skip."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.limits import Limits
from autograder.engine.walls import Walls
from autograder.engine.warm_parent import WarmParent
from autograder.engine.warm_workers import WarmWorkers
from autograder.engine.worker import NOTHING, Worker, Workers
from autograder.wall.bubblewrap import Opening

CELL_SECONDS = 60.0

Cage = Callable[..., Worker]


@pytest.fixture(scope="session")
def level_a(walls: Walls) -> Iterator[Workers]:
    """Behind the wall of level A, which has control groups."""
    assert walls.level == "A", f"level A cannot be built here: {walls.why_not_higher}"
    workers = walls.workers(1)
    yield workers
    workers.close()


@pytest.fixture(scope="session")
def shown_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of this machine that cages may read. It lies in /tmp, of which each cage has one of its own."""
    folder = tmp_path_factory.mktemp("shown") / "two words"
    folder.mkdir()
    (folder / "data.txt").write_text("readable")
    return folder


@pytest.fixture(scope="session")
def parent_b(walls: Walls, shown_folder: Path) -> Iterator[WarmParent]:
    """A warm parent that watches the memory of its cages by itself."""
    parent = WarmParent(level="B", opening=Opening(read_only=(shown_folder,)))
    yield parent
    parent.close()


@pytest.fixture(scope="session")
def level_b(parent_b: WarmParent) -> Iterator[Workers]:
    """Behind the wall of level B, without control groups."""
    workers = WarmWorkers(parent_b.connect(), level="B")
    yield workers
    workers.close()


@pytest.fixture(scope="module", params=["A", "B"])
def workers(request: pytest.FixtureRequest) -> Workers:
    """Behind walls of either level."""
    found: Workers = request.getfixturevalue(f"level_{request.param.lower()}")
    return found


@pytest.fixture
def neighbour(workers: Workers, walls: Walls, parent_b: WarmParent) -> Iterator[Worker]:
    """A worker of another judge, behind the same wall."""
    judge = walls.workers(2) if workers.level == "A" else WarmWorkers(parent_b.connect(), level="B")
    worker = judge.start({}, device="cpu", seed=0, limits=Limits())
    yield worker
    worker.kill()
    judge.close()


@pytest.fixture
def cage(workers: Workers) -> Iterator[Cage]:
    """Start a worker that the test may destroy."""
    started: list[Worker] = []

    def start(limits: Limits = Limits(), files: Mapping[str, bytes] = NOTHING) -> Worker:  # noqa: B008 - it is frozen
        started.append(workers.start(files, device="cpu", seed=0, limits=limits))
        return started[-1]

    yield start
    for worker in started:
        worker.kill()


@pytest.fixture(scope="session")
def printed() -> Callable[[Worker, str], str]:
    """What a cell prints, which must come to its end."""

    def run(worker: Worker, source: str) -> str:
        done = worker.run_cell(textwrap.dedent(source), CELL_SECONDS)
        assert done.status == "ok", done
        return "".join(output["text"] for output in done.outputs if output.get("name") == "stdout").strip()

    return run


@pytest.fixture(scope="session")
def found(printed: Callable[[Worker, str], str]) -> Callable[[Worker, str], Any]:
    """What a cell prints as JSON."""
    return lambda worker, source: json.loads(printed(worker, source))

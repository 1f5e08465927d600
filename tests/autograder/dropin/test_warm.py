"""Walls that are kept between two runs of one process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import nbformat.v4 as v4
import pytest

from autograder.dropin import warm
from autograder.dropin.warm import Wanted, open_workers, worth_warming
from autograder.engine.worker import WorkerNotStarted
from autograder.settings import WallPolicy

ONE = Wanted(WallPolicy.REQUIRED, 2)


class FakeWorkers:
    def __init__(self) -> None:
        self.closed = False

    def close(self) -> None:
        self.closed = True


class FakeWalls:
    level = "A"
    built: list[FakeWalls]

    def __init__(self, *arguments: Any, **named: Any) -> None:
        self.closed = self.broken = self.tried = False
        FakeWalls.built.append(self)

    def wait_until_ready(self) -> None:
        self.tried = True

    def workers(self, judge: int) -> Any:
        assert self.tried, "a student's code would be the first that runs behind this wall"
        if self.broken:
            raise WorkerNotStarted("gone")
        return FakeWorkers()

    def close(self) -> None:
        self.closed = True


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    FakeWalls.built = []
    monkeypatch.setattr(warm, "Walls", FakeWalls)
    monkeypatch.setattr(warm, "_shelf", warm._Shelf())
    yield
    warm._shelf.clear()


def test_the_second_run_finds_the_walls_of_the_first() -> None:
    for _ in range(2):
        with open_workers(ONE) as (level, workers):
            assert (level, len(workers)) == ("A", 2)
        assert all(one.closed for one in workers)  # type: ignore[attr-defined]
    assert len(FakeWalls.built) == 1
    assert not FakeWalls.built[0].closed


def test_other_walls_are_built_where_others_are_wanted() -> None:
    for wanted in (ONE, Wanted(WallPolicy.REQUIRED, 1)):
        with open_workers(wanted):
            pass
    first, second = FakeWalls.built
    assert (first.closed, second.closed) == (True, False)


def test_walls_that_have_died_meanwhile_are_built_anew() -> None:
    with open_workers(ONE):
        FakeWalls.built[0].broken = True
    with open_workers(ONE):
        assert FakeWalls.built[0].closed
    assert len(FakeWalls.built) == 2


def test_walls_in_which_a_run_failed_are_not_kept() -> None:
    with pytest.raises(KeyboardInterrupt), open_workers(ONE):
        raise KeyboardInterrupt
    assert FakeWalls.built[0].closed


def test_walls_of_a_run_within_a_run_are_others() -> None:
    with open_workers(ONE), open_workers(ONE):
        assert len(FakeWalls.built) == 2
    assert sum(walls.closed for walls in FakeWalls.built) == 1


def test_only_what_can_be_forked_is_imported_beforehand(tmp_path: Path) -> None:
    source = "import numpy as np\nfrom sklearn.svm import SVC\nimport tensorflow, os"
    nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(source)]), tmp_path / "n.ipynb")
    assert worth_warming([tmp_path / "n.ipynb", tmp_path / "missing.ipynb"]) == (
        "numpy", "sklearn.svm", "sklearn.svm:SVC",
    )  # fmt: skip

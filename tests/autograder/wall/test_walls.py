"""Which wall a run gets, and what is done where none can be built."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.engine import walls as module
from autograder.engine.cold_workers import ColdWorkers
from autograder.engine.limits import Limits
from autograder.engine.walls import NoWall, Walls
from autograder.settings import WallPolicy
from autograder.wall.control_groups import GroupsUnavailable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="walls are made of what only Linux has")


@pytest.fixture
def no_bubblewrap(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))


@pytest.mark.usefixtures("no_bubblewrap")
def test_where_one_is_required_and_cannot_be_built_nothing_starts() -> None:
    with pytest.raises(NoWall, match=r"cannot be walled in here: bubblewrap is not installed.*underhood doctor"):
        Walls(WallPolicy.REQUIRED, 1)


@pytest.mark.usefixtures("no_bubblewrap")
def test_where_one_is_only_wanted_there_is_none_and_it_says_why() -> None:
    walls = Walls(WallPolicy.IF_POSSIBLE, 1)
    assert walls.level == "none"
    assert "bubblewrap is not installed" in walls.why_not_higher
    walls.wait_until_ready()
    assert isinstance(walls.workers(0), ColdWorkers)
    walls.close()


def test_where_none_is_wanted_none_is_built(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Walls, "_build", None)
    walls = Walls(WallPolicy.NONE, 1)
    assert walls.level == "none"
    walls.close()


@pytest.fixture
def no_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(slots: int) -> None:
        raise GroupsUnavailable("not delegated")

    monkeypatch.setattr(module, "ControlGroups", none)


@pytest.mark.usefixtures("no_groups")
def test_without_control_groups_the_wall_is_of_level_b() -> None:
    walls = Walls(WallPolicy.REQUIRED, 1)
    try:
        assert walls.level == "B"
        assert "not delegated" in walls.why_not_higher
        workers = walls.workers(0)
        worker = workers.start({}, device="cpu", seed=0, limits=Limits())
        assert worker.run_cell("1", 30).status == "ok"
        worker.kill()
        workers.close()
    finally:
        walls.close()


THERE = """
import sys
names = "numpy.random", "colorsys", "wsgiref.util", "underhood.notebook.commands"
print(*filter(sys.modules.__contains__, names))
"""


def test_what_notebooks_import_is_there_before_they_ask() -> None:
    imports = ["colorsys", "wsgiref:util", "underhood:check", "underhood:nothing", "no.such:module"]
    walls = Walls(WallPolicy.REQUIRED, 1, imports=imports)
    try:
        workers = walls.workers(0)
        worker = workers.start({}, device="cpu", seed=0, limits=Limits())
        run = worker.run_cell(THERE, 30)
        assert run.outputs[0]["text"].split() == [
            "numpy.random", "colorsys", "wsgiref.util", "underhood.notebook.commands",
        ]  # fmt: skip
        worker.kill()
        workers.close()
    finally:
        walls.close()


@pytest.mark.parametrize(
    ("trial", "words"),
    [("raise FileNotFoundError('gone')", "FileNotFoundError: gone"), ("import os; os._exit(3)", "exit code 3")],
)
def test_behind_a_wall_where_our_own_cell_does_not_run_nobodys_does(
    monkeypatch: pytest.MonkeyPatch, trial: str, words: str
) -> None:
    monkeypatch.setattr(module, "TRIAL", trial)
    walls = Walls(WallPolicy.REQUIRED, 1)
    with pytest.raises(NoWall, match=words):
        walls.wait_until_ready()
    assert walls.level == "none"


@pytest.mark.parametrize(("policy", "level"), [(WallPolicy.REQUIRED, None), (WallPolicy.IF_POSSIBLE, "none")])
def test_a_wall_that_falls_while_it_is_built_is_none(
    monkeypatch: pytest.MonkeyPatch, policy: WallPolicy, level: str | None
) -> None:
    program: Callable[..., list[str]] = lambda *_, **__: ["/bin/sh", "-c", "echo no namespaces; exit 1"]  # noqa: E731
    monkeypatch.setattr("autograder.engine.warm_parent._program", program)
    walls = Walls(policy, 1)
    if level is None:
        with pytest.raises(NoWall, match="no namespaces"):
            walls.wait_until_ready()
    else:
        walls.wait_until_ready()
        assert walls.level == level
        assert "no namespaces" in walls.why_not_higher
    walls.close()

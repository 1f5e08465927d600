"""Exercises that compute on CUDA. What a card is needed for runs where there is one; the rest anywhere."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.engine import run_cells
from autograder.engine.cold_workers import ColdWorkers
from autograder.engine.cuda_driver import card_files, driver_folders
from autograder.engine.environment import walled_environment, worker_environment
from autograder.engine.limits import Limits
from autograder.engine.run_cells import Cell, ExerciseProcess, NotebookRun
from autograder.engine.walls import Walls
from autograder.engine.worker import WorkerEnded, WorkerNotStarted, Workers
from autograder.settings import WallPolicy
from autograder.worker import warm_parent
from autograder.worker.cuda import CUDA_DEVICES
from autograder.worker.orders import CELL
from underhood.checking.values import decode, encode

HAS_CUDA = torch.version.cuda is not None and bool(card_files())
"""Found without CUDA's help: this process forks judges in other tests."""
LIMITS = Limits(cell=30.0, memory=8 * 2**30)
FOLDER = "import os, torch\nos.mkdir('out')"
"""A cell that cannot run twice in one folder."""
BACKWARD = "torch.ones(1, requires_grad=True).sum().backward()\ntrace = [torch.rand(1).item()]"
WHERE = """
x = torch.ones(2, 3, device="cuda", requires_grad=True)
(x @ x.T).sum().backward()
print(x.grad.device, torch.rand(1, device="cuda").item() < 1)
"""


@pytest.fixture(scope="module", params=["cold", "warm"])
def workers(request: pytest.FixtureRequest) -> Iterator[Workers]:
    if request.param == "cold":
        yield ColdWorkers()
        return
    if sys.platform != "linux":
        pytest.skip("walls are made of what only Linux has")
    walls = Walls(WallPolicy.REQUIRED, 1, device="cuda")
    walls.wait_until_ready()
    connected = walls.workers(0)
    yield connected
    connected.close()
    walls.close()


@pytest.fixture
def open_on_cuda(workers: Workers) -> Iterator[Callable[..., NotebookRun]]:
    opened: list[NotebookRun] = []

    def start(*sources: str) -> NotebookRun:
        run = NotebookRun(lambda: workers.start({}, device="cuda", seed=3, limits=LIMITS), LIMITS)
        opened.append(run)
        run.run(Cell(str(number), source) for number, source in enumerate(sources))
        return run

    yield start
    for run in opened:
        run.close()


@pytest.fixture
def no_card(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have exercises start where there is no card."""
    monkeypatch.setattr(run_cells, "TRY_CUDA", "pass")


def said(process: ExerciseProcess, source: str) -> str:
    run: dict[str, Any] = decode(process.exercise.channel.ask(CELL + encode({"source": source, "seconds": 60.0}), 60.0))
    assert run["status"] == "ok", run
    return "".join(output["text"] for output in run["outputs"]).strip()


@pytest.mark.usefixtures("no_card")
def test_each_exercise_repeats_the_cells_in_a_worker_of_its_own(open_on_cuda: Callable[..., NotebookRun]) -> None:
    run = open_on_cuda(FOLDER, BACKWARD, "1 / 0", "print(trace)")
    assert [cell.status for cell in run.runs.values()] == ["ok", "ok", "raised", "ok"]
    one, other = run.start_exercise(), run.start_exercise()
    assert said(one, "trace.append(0); print(trace[:1])") == run.runs["3"].outputs[0]["text"].strip()
    assert said(other, "print(len(trace), os.listdir('out'))") == "1 []"
    assert run.is_current(one)
    run.end_exercise(one)
    assert not run.is_current(one)
    assert said(other, "print(len(trace))") == "1"
    run.end_exercise(other)


@pytest.mark.usefixtures("no_card")
def test_cells_that_end_python_only_there_cost_the_exercise(
    open_on_cuda: Callable[..., NotebookRun], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("CUDA_VISIBLE_DEVICES", raising=False)
    run = open_on_cuda("import os\nif 'CUDA_VISIBLE_DEVICES' not in os.environ: os._exit(0)")
    with pytest.raises(WorkerEnded, match="ended Python when it was repeated"):
        run.start_exercise()


@pytest.mark.skipif(HAS_CUDA, reason="there is a cuda device here")
def test_where_cuda_does_not_work_that_is_the_machines_fault(open_on_cuda: Callable[..., NotebookRun]) -> None:
    with pytest.raises(WorkerNotStarted, match="CUDA cannot be used where students' code runs"):
        open_on_cuda("a = 1").start_exercise()


@pytest.mark.skipif(not HAS_CUDA, reason="there is no cuda device here")
def test_an_exercise_computes_on_the_card_after_cells_that_called_backward(
    open_on_cuda: Callable[..., NotebookRun],
) -> None:
    run = open_on_cuda(FOLDER, BACKWARD)
    one, other = run.start_exercise(), run.start_exercise()
    assert said(one, WHERE) == said(other, WHERE) == "cuda:0 True"
    run.end_exercise(one)
    run.end_exercise(other)


def test_a_warm_parent_of_a_run_on_cuda_leaves_backward_out(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[object] = []
    monkeypatch.setattr(torch.Tensor, "backward", lambda loss: called.append(loss))  # a function takes self
    monkeypatch.setenv(CUDA_DEVICES, "all")
    warm_parent._use_once()
    assert called == []
    monkeypatch.delenv(CUDA_DEVICES)
    warm_parent._use_once()
    assert len(called) == 1


# ------------------------------------------------------------------------------------------------------- what is opened


def test_only_the_folder_of_the_driver_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    driver, mine = tmp_path / "driver", tmp_path / "mine"
    for folder in (driver, mine):
        folder.mkdir()
    (driver / "libcuda.so.1").touch()
    (mine / "gradebook.db").touch()
    monkeypatch.chdir(driver)
    monkeypatch.setenv("LD_LIBRARY_PATH", os.pathsep.join(["", ".", str(mine), str(driver), str(tmp_path / "none")]))
    assert driver_folders() == [driver]
    for of_cuda, of_cpu in (
        (walled_environment("cuda"), walled_environment()),
        (worker_environment("/home", "cuda"), worker_environment("/home")),
    ):
        assert of_cuda["LD_LIBRARY_PATH"] == str(driver)
        assert of_cuda.keys() - of_cpu.keys() == {CUDA_DEVICES, "LD_LIBRARY_PATH"}
    monkeypatch.delenv("LD_LIBRARY_PATH")
    assert driver_folders() == []
    assert "LD_LIBRARY_PATH" not in walled_environment("cuda")


def test_only_what_cuda_opens_of_the_cards_is_shown(tmp_path: Path) -> None:
    for name in ("nvidia0", "nvidia12", "nvidiactl", "nvidia-uvm", "nvidia-uvm-tools", "nvidia-modeset", "nvidia-fs0"):
        (tmp_path / name).touch()
    (tmp_path / "nvidia-caps").mkdir()
    assert [path.name for path in card_files(tmp_path)] == ["nvidia-uvm", "nvidia0", "nvidia12", "nvidiactl"]

"""Walls cost an honest student no point, and leave nothing behind, however many there have been."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.engine.limits import Limits
from autograder.engine.walls import Walls
from autograder.grade_assignment import Outcome, grade_assignment
from autograder.settings import GradeSettings, WallPolicy
from tests.adversarial.host import Traces, cgroups, orphans_come_here, survivors
from tests.adversarial.places import Places
from tests.adversarial.small_course import HALF, NAME, RIGHT, WRONG, write_course
from tests.adversarial.submissions import hand_in_honestly, release

PATIENT = Limits(cell=60.0, call=60.0, exercise=120.0, submission=300.0)
"""A Python that has not been warmed up imports for seconds."""
SANDBOXES = 500
EVERY = 25
"""Of so many sandboxes one is left with a daemon and files in it."""

# Computes in each of the ways that a wall could stand in: threads, processes, files, the random numbers of the system.
BUSY = {
    "distance": """import concurrent.futures, multiprocessing, os, pathlib, random, tempfile

def distance(a, b):
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        parts = list(pool.map(float, (a - b).abs()))
    pathlib.Path("kept.txt").write_text(str(sum(parts)))
    with tempfile.TemporaryFile() as file:
        file.write(os.urandom(8))
    return float(pathlib.Path("kept.txt").read_text()) / len(parts)""",
    "Affine": RIGHT["Affine"].replace("x @ self.weight + self.bias", "torch.addmm(self.bias, x, self.weight)"),
    "descend": """from torch.utils.data import DataLoader, TensorDataset

def descend(x, y, steps):
    model = torch.nn.Linear(x.shape[1], 1, bias=False)
    torch.nn.init.zeros_(model.weight)
    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)
    loader = DataLoader(TensorDataset(x, y), batch_size=len(x), num_workers=1 if steps == 1 else 0)
    for _ in range(steps):
        for a, b in loader:
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(model(a).squeeze(1), b).backward()
            optimizer.step()
    return model.weight.detach()[0]""",
}
HONEST = {
    "right": RIGHT,
    "busy": BUSY,
    "half": HALF,
    "wrong": WRONG,
    "part": {"distance": RIGHT["distance"]},
    "untouched": {},
}

DAEMON = """
import os, sys, tempfile
open(os.path.expanduser("~/left"), "w").write("x")
open("/dev/shm/left", "w").write("x")
if os.fork() == 0:
    os.setsid()
    if os.fork():
        os._exit(0)
    os.execv(sys.executable, [sys.executable, "-S", "-c", "import time; time.sleep(600)"])
"""


def _verdicts(course: Course, wall: WallPolicy) -> dict[str, Mapping[str, Any]]:
    outcomes: list[Outcome] = []
    grade_assignment(course, NAME, GradeSettings(wall=wall, force=True, limits=PATIENT), outcomes.append)
    return {outcome.student: _without_times(dict(outcome.receipt)) for outcome in outcomes}


def _without_times(receipt: dict[str, Any]) -> dict[str, Any]:
    return receipt | {
        "seconds": 0,
        "exercises": [
            exercise | {"checks": [check | {"seconds": 0} for check in exercise["checks"]]}
            for exercise in receipt["exercises"]
        ],
    }


def test_honest_students_score_the_same_with_and_without_walls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JUPYTER_NO_CONFIG", "1")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    places = Places(tmp_path)
    write_course(places)
    released = release(places)
    for student, answers in HONEST.items():
        hand_in_honestly(places, student, released, answers)
    course = Course.load(places.course)
    walled, open_ = _verdicts(course, WallPolicy.REQUIRED), _verdicts(course, WallPolicy.NONE)
    places.close()
    assert {student: receipt["score"] for student, receipt in walled.items()} == {
        "right": 8.0, "busy": 8.0, "half": 1.0, "wrong": 0.0, "part": 3.0, "untouched": 0.0,
    }  # fmt: skip
    assert walled == open_


def test_many_sandboxes_in_a_row_leave_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))  # other tests have files in the common one
    with orphans_come_here():
        before, files = Traces(), _files()
        walls = Walls(WallPolicy.REQUIRED, 1)
        try:
            walls.wait_until_ready()
            workers = walls.workers(0)
            inside = Traces()
            for number in range(SANDBOXES):
                worker = workers.start({"data.txt": b"x"}, device="cpu", seed=0, limits=Limits())
                if number % EVERY == 0:
                    assert worker.run_cell(DAEMON, 10.0).status == "ok"
                worker.kill()
            assert len(Traces().processes) <= len(inside.processes)
            assert Traces().mounts == before.mounts
            workers.close()
        finally:
            walls.close()
        assert survivors(before.processes) == {}
        assert Traces().mounts == before.mounts
        assert _files() == files
        assert list(tmp_path.iterdir()) == []
        assert [name for name in cgroups() - before.cgroups if f"underhood-{os.getpid()}" in name] == []


def _files() -> set[str]:
    """What is in the folders that every program of this machine may write, as far as it is of a sandbox's making."""
    words = ("left", "data.txt", "student")
    places = {
        Path("/tmp"),
        Path("/var/tmp"),
        Path("/dev/shm"),
        Path.home(),
        Path(sys.prefix),
    }
    return {str(path) for place in places for path in place.glob("*") if any(word in path.name for word in words)}

"""A real scheduler and real workers, each a process of its own on this machine, and a class that they grade."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from autograder.course import Course
from tests.autograder.small_checks import CHECKS, HIDDEN_CHECKS

NAME = "two_tasks"
START_SECONDS = 60.0


SLOWLY = "import time\ntime.sleep(1)\n\ndef double(x):\n    return 2 * x"
ANSWERS = {
    "a-slow": SLOWLY,
    "b-slow": SLOWLY,
    "c-slow": SLOWLY,
    "d-slow": SLOWLY,
    "right": "def double(x):\n    return x + x",
    "square": "def double(x):\n    return x * x",
    "memorised": "def double(x):\n    return 6",
    "raises": "def double(x):\n    raise ValueError('no')",
}


class Machines:
    """Processes of Dask. Those that are still there are ended with the test."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        file = folder / "scheduler.json"
        self._start("scheduler", "--host", "127.0.0.1", "--port", "0", "--no-show", "--scheduler-file", str(file))
        self.address = str(_written(file)["address"])

    def start_worker(self) -> subprocess.Popen[bytes]:
        """A worker with one thread; whoever needs it waits until it has joined."""
        options = ("--nthreads", "1", "--no-nanny", "--no-dashboard", "--local-directory", str(self._folder))
        return self._start("worker", self.address, *options)

    def close(self) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def _start(self, *command: str) -> subprocess.Popen[bytes]:
        # As on this machine: the settings of the course, and nobody's own.
        environment = os.environ | {"JUPYTER_NO_CONFIG": "1", "DASK_DISTRIBUTED__DASHBOARD__LINK": ""}
        log = (self._folder / f"{command[0]}-{len(self._processes)}.log").open("wb")
        with log:
            process = subprocess.Popen(
                [sys.executable, "-m", "dask", *command], cwd=self._folder, env=environment, stdout=log, stderr=log
            )
        self._processes.append(process)
        return process


def _written(file: Path) -> Any:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if file.is_file() and (text := file.read_text()):
            return json.loads(text)
        time.sleep(0.05)
    raise AssertionError("the scheduler does not start")


@pytest.fixture
def machines(tmp_path: Path) -> Iterator[Machines]:
    folder = tmp_path / "dask"
    folder.mkdir()
    started = Machines(folder)
    yield started
    started.close()


@pytest.fixture
def course(course_root: Path) -> Course:
    folder = course_root / "solutions" / NAME
    (folder / "checks.py").write_text(CHECKS)
    (folder / "hidden_checks.py").write_text(HIDDEN_CHECKS)
    return Course.load(course_root)


@pytest.fixture
def handed_in(course: Course, submit: Any, answer: Callable[[str, str], Any]) -> Course:
    """A class of eight, half of them slow."""
    for student, source in ANSWERS.items():
        submit(student, answer("double", source))
    return course


Family = list[psutil.Process]


def family(process: subprocess.Popen[bytes]) -> Family:
    """A process and all that it has started, and they in turn."""
    first = psutil.Process(process.pid)
    return [first, *first.children(recursive=True)]


def wait_for_end(processes: Family) -> Family:
    """Those that are still alive after a while."""
    _, alive = psutil.wait_procs(processes, timeout=20)
    return [process for process in alive if process.status() != psutil.STATUS_ZOMBIE]

"""`python -m benchmarks.overhead`: what the engine costs a submission, over what its cells and checks compute.

The same submission is judged again and again by one judge: once through the engine (repair, cage, wire, a process an
exercise, receipt, gradebook, files), and once with its cells and checks in this very process, which is what they
compute by themselves. The difference is the engine's: what it does around cells and checks, and what these take longer
behind the wall than here.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import torch

from autograder.autograded import write_autograded
from autograder.course import Course
from autograder.engine.judge_process import with_its_checks
from autograder.engine.judge_submission import judge_submission
from autograder.engine.walls import Walls, walls_for
from autograder.gradebook import open_gradebook, record, register
from autograder.receipt import Circumstances
from autograder.settings import GradeSettings, processors
from autograder.submission.read import read_submission
from benchmarks.classroom import ASSIGNMENT, classroom
from underhood.checking.cells import CellShell
from underhood.checking.local import LocalTransport
from underhood.checking.session import Collected
from underhood.checking.student import Student
from underhood.surroundings import CHECKS_ELSEWHERE, FIGURES_VARIABLE, IN_WORDS

ITSELF = ("cells", "checks")
"""The steps of the engine in which the notebook's own code runs."""


def main() -> None:
    """Print medians in milliseconds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--assignment", default=ASSIGNMENT)
    parser.add_argument("--rounds", type=int, default=15)
    given = parser.parse_args()
    torch.set_num_threads(1)
    os.environ |= {FIGURES_VARIABLE: IN_WORDS, "UNDERHOOD_DIGITS": "embedded", CHECKS_ELSEWHERE: "1"}
    with classroom(1, ours=True, assignment=given.assignment) as root:
        course = Course.load(root)
        settings = GradeSettings(jobs=1)
        walls = walls_for(course, [given.assignment], settings)
        walls.wait_until_ready()
        try:
            with_its_checks(
                course.assignment(given.assignment), settings, lambda checks: _compare(course, walls, checks, given)
            )
        finally:
            walls.close()


def _compare(course: Course, walls: Walls, checks: Collected, given: argparse.Namespace) -> None:
    assignment = course.assignment(given.assignment)
    (submission,) = course.submissions(assignment.name)
    workers, settings = walls.workers(0), GradeSettings()
    gc.freeze()  # as a judge does, which also sits where its workers are
    os.sched_setaffinity(0, processors()[:1])
    engine, own, steps = [], [], []
    with open_gradebook(course) as gradebook:
        register(gradebook, assignment)
        for _ in range(given.rounds):
            started = time.perf_counter()
            submitted = read_submission(submission)
            circumstances = Circumstances(submitted.sha256, assignment.digest(), 0)
            judged = judge_submission(
                course, assignment, submission, submitted, checks, settings, circumstances, workers
            )  # fmt: skip
            record(gradebook, course, assignment, submission, judged.results, judged.repaired)
            write_autograded(course, submission, judged.files)
            engine.append(time.perf_counter() - started)
            steps.append(judged.seconds)
            own.append(_by_itself(submission.notebook, checks))
    workers.close()
    print(f"{given.assignment}, wall of level {walls.level}, {given.rounds} rounds, medians")
    for name in steps[0]:
        _say(name, [step[name] for step in steps])
    _say("the engine, all of it", engine)
    for name in ITSELF:
        _say(f"{name} by themselves", [step[name] for step in own])
    around = [whole - sum(step[name] for name in ITSELF) for whole, step in zip(engine, steps, strict=True)]
    longer = [sum(step[name] - alone[name] for name in ITSELF) for step, alone in zip(steps, own, strict=True)]
    _say("around cells and checks", around)
    _say("cells and checks take longer by", longer)
    _say("overhead, all of it", [a + b for a, b in zip(around, longer, strict=True)])


def _say(what: str, seconds: Sequence[float]) -> None:
    print(f"  {what:<32} {statistics.median(seconds) * 1000:7.1f} ms")


def _by_itself(notebook: Path, checks: Collected) -> dict[str, float]:
    """Seconds for the cells and for the checks in this process, without any isolation."""
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    shell = CellShell.create()
    started = time.perf_counter()
    for cell in cells:
        name = str(cell["metadata"].get("nbgrader", {}).get("grade_id", ""))
        if cell["cell_type"] == "code" and not name.startswith("check_"):
            shell.run("".join(cell["source"]), 60.0)
    between = time.perf_counter()
    for exercise in checks.exercises:
        checks.judge(exercise, _Here(shell).open)
    return dict(zip(ITSELF, (between - started, time.perf_counter() - between), strict=True))


class _Here:
    """The student whose code is in this process."""

    def __init__(self, shell: CellShell) -> None:
        self._names = shell.user_ns

    def open(self, seed: int, device: torch.device) -> _Opened:
        return _Opened(LocalTransport(self._names, device), seed, device)


class _Opened:
    def __init__(self, transport: LocalTransport, seed: int, device: torch.device) -> None:
        self._transport, self._seed, self._device = transport, seed, device

    def __enter__(self) -> Student:
        return Student(self._transport, seed=self._seed, device=self._device)

    def __exit__(self, *_: object) -> None:
        self._transport.restore()


main()

"""A class that is graded by workers of a cluster gets what it gets on one machine, whatever happens to a worker."""

from __future__ import annotations

import json
import os
import socket
import subprocess
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast
from unittest.mock import Mock

import psutil
import pytest
from typer.testing import CliRunner

from autograder import grade_assignment as module
from autograder.cluster import pool, processors, scheduler
from autograder.cluster.agreement import Facts
from autograder.cluster.orders import JudgeOrder, RunOrder, listing
from autograder.cluster.processors import claim_processors
from autograder.cluster.scheduler import ClusterError
from autograder.cluster.worker import OtherFiles, judge
from autograder.cluster.workforce import Member, Workforce
from autograder.command_line import app
from autograder.course import Course
from autograder.engine.tasks import JudgeTask, Verdict
from autograder.grade_assignment import Outcome, Watch, grade_assignment
from autograder.settings import GradeSettings
from autograder.submission.folder import Submission

from .conftest import ANSWERS, NAME, Machines, family, wait_for_end

SCORES = {"a-slow": 3, "b-slow": 3, "c-slow": 3, "d-slow": 3, "right": 3, "square": 0, "memorised": 2, "raises": 0}


class Follow(Watch):
    """Does something when the first submission is done, and keeps what it is told."""

    def __init__(self, at_first: Callable[[], None] = lambda: None, when_told: Callable[[], None] = lambda: None):
        self._at_first, self._when_told = at_first, when_told
        self.level, self.messages, self.seen = "", list[str](), set[str]()

    def begins(self, submissions: Sequence[Submission], level: str) -> None:
        self.level = level

    def told(self, message: str) -> None:
        self.messages.append(message)
        self._when_told()

    def done(self, outcome: Outcome) -> None:
        self._at_first()
        self._at_first = lambda: None

    def tick(self, running: Sequence[Submission]) -> None:
        self.seen |= {submission.student for submission in running}


def receipts(course: Course) -> dict[str, Any]:
    found = {}
    for student in ANSWERS:
        folder = course.autograded_folder(student, NAME)
        content = json.loads((folder / "result.json").read_text())
        content.pop("seconds")
        for exercise in content["exercises"]:
            for check in exercise["checks"]:
                check.pop("seconds")
        found[student] = content, (folder / f"{NAME}.ipynb").read_text()
    return found


def test_one_of_two_workers_is_killed_and_each_submission_is_graded_once(
    handed_in: Course, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers = [machines.start_worker() for _ in range(2)]
    recorded: Counter[str] = Counter()
    record = module.record

    def counted(*given: Any) -> None:
        recorded[given[3].student] += 1
        record(*given)

    monkeypatch.setattr(module, "record", counted)
    killed: list[psutil.Process] = []

    def kill_one() -> None:
        killed.extend(family(workers[0]))
        workers[0].kill()

    watch = Follow(kill_one)
    outcomes = grade_assignment(handed_in, NAME, GradeSettings(cluster=machines.address, jobs=1), watch)

    assert {outcome.student: outcome.receipt["score"] for outcome in outcomes} == SCORES
    assert {outcome.kind for outcome in outcomes} == {"graded"}
    assert recorded == dict.fromkeys(ANSWERS, 1)
    assert all((handed_in.feedback_folder(student, NAME) / f"{NAME}.html").is_file() for student in ANSWERS)
    assert "a-slow" in watch.seen
    assert len(killed) > 3  # the worker, its host, the judge, what is behind the wall
    assert not wait_for_end(killed)
    assert not wait_for_end(family(workers[1])[1:])  # the run is over, so its judges are gone there, too

    from_cluster = receipts(handed_in)
    grade_assignment(handed_in, NAME, GradeSettings(force=True), there := Follow())
    assert receipts(handed_in) == from_cluster
    assert watch.level == there.level


def test_a_worker_may_join_late_and_if_none_is_left_the_next_run_goes_on(
    handed_in: Course, machines: Machines, monkeypatch: pytest.MonkeyPatch
) -> None:
    workers: list[subprocess.Popen[bytes]] = []

    def start_one() -> None:
        if not workers:
            workers.append(machines.start_worker())

    def has_died(force: Workforce) -> bool:
        return force.is_alone and bool(workers) and workers[0].returncode is not None

    def kill_it() -> None:
        workers[0].kill()
        workers[0].wait()

    watch = Follow(kill_it, start_one)
    monkeypatch.setattr(Workforce, "is_lost", property(has_died))
    outcomes = grade_assignment(handed_in, NAME, GradeSettings(cluster=machines.address, jobs=1), watch)

    kinds = Counter(outcome.kind for outcome in outcomes)
    assert set(kinds) == {"graded", "failed"}
    faults = {outcome.fault.partition(".")[0] for outcome in outcomes if outcome.kind == "failed"}
    assert faults == {"the cluster has no worker any more"}
    assert [message for message in watch.messages if f"{machines.address} has no worker" in message]

    again = Counter(outcome.kind for outcome in grade_assignment(handed_in, NAME, GradeSettings(), Follow()))
    assert again == {"kept": kinds["graded"], "graded": kinds["failed"]}


def test_workers_that_would_grade_otherwise_are_refused(
    course: Course, submit: Any, machines: Machines, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    submit("a")
    machines.start_worker()
    settings = GradeSettings(cluster=machines.address, jobs=1)
    facts_here = pool.facts_here

    def with_another_torch(*given: Any) -> Facts:
        facts = facts_here(*given)
        return replace(facts, versions={**facts.versions, "torch": "1.0"})

    with monkeypatch.context() as patch:
        patch.setattr(pool, "facts_here", with_another_torch)
        with pytest.raises(ClusterError, match=r"tcp://.* it has torch 2\..*, and this machine has 1\.0"):
            grade_assignment(course, NAME, settings, Follow())

    elsewhere = tmp_path / "elsewhere"
    monkeypatch.setattr(pool, "RunOrder", lambda name, _, *rest: RunOrder(name, elsewhere, *rest))
    with pytest.raises(ClusterError, match=f"tcp://.* there is no such course folder .{elsewhere}"):
        grade_assignment(course, NAME, settings, Follow())


def test_a_submission_that_a_worker_does_not_see_is_not_judged_there(submit: Any) -> None:
    submission = submit("a")
    order = JudgeOrder(submission, False, listing(submission.folder))
    (submission.folder / f"{NAME}.ipynb").unlink()
    run = RunOrder("a run", submission.folder, GradeSettings(), (NAME,))
    with pytest.raises(OtherFiles, match=f"{submission.folder} holds other files there"):
        judge(run, order)


def test_a_submission_that_workers_are_lost_with_is_given_up(course: Course, submit: Any) -> None:
    force = Dying()
    judges = pool.ClusterPool(course, GradeSettings(jobs=1), cast(Workforce, force))
    (verdict,) = judges.run([JudgeTask(submit("a"))])
    judges.close()
    assert isinstance(verdict, Verdict)
    assert verdict.kind == "failed"
    assert "3 workers failed with this in hand" in verdict.fault
    assert force.met == 3


class Dying:
    """A workforce of one after the other, each lost with what it has been given."""

    is_lost = False

    def __init__(self) -> None:
        self.met, self.ready = 0, list[Member]()

    def look(self) -> list[Member]:
        gone, self.ready = self.ready, [Member(f"tcp://worker-{self.met}", 1)]
        return gone

    def admit(self) -> None:
        pass

    def submit(self, *given: Any) -> Any:
        self.met += 1
        return Mock()


def test_a_scheduler_that_is_not_there_is_named(course: Course, submit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "CONNECT_SECONDS", 1)
    submit("a")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
    done = CliRunner().invoke(app, ["grade", "--course", str(course.root), "--cluster", address])
    assert done.exit_code == 2
    assert "no Dask scheduler can be reached" in done.stderr
    assert address in done.stderr
    assert "Is the scheduler running" in done.stderr


def test_workers_of_one_machine_share_out_its_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processors, "CLAIM", f"\0underhood-test-{os.getpid()}-{{}}")
    all_of_them = os.sched_getaffinity(0)
    try:
        first = claim_processors(1)
        (one,) = os.sched_getaffinity(0)
        os.sched_setaffinity(0, all_of_them)
        second = claim_processors(len(all_of_them))
        assert os.sched_getaffinity(0) == (all_of_them - {one} or all_of_them)
    finally:
        os.sched_setaffinity(0, all_of_them)
    for claim in first + second:
        claim.close()

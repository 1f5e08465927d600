"""Judges side by side: whatever becomes of one of them, the others' verdicts are the same, and none stays behind."""

from __future__ import annotations

import multiprocessing
import os
import signal
import struct
import subprocess
import sys
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.engine import judge_pool as module
from autograder.engine.judge_pool import JudgePool
from autograder.engine.limits import Limits
from autograder.engine.tasks import JudgeTask, PageDone, PageTask, Verdict
from autograder.engine.walls import Walls
from autograder.errors import CourseError
from autograder.settings import GradeSettings, WallPolicy
from autograder.submission.folder import Submission

NAME = "two_tasks"
LOOPS = """
import os, subprocess
open("/proc/self/comm", "w").write({mark!r})
subprocess.Popen([{mark!r}, "600"], executable="/bin/sleep", start_new_session=True)
while True: pass
"""
ANSWERS = {
    "right": "def double(x):\n    return x + x",
    "wrong": "def double(x):\n    return x * x",
    "raises": "def double(x):\n    raise ValueError(x)",
    "random": "import random\ndef double(x):\n    return 2 * x + random.randint(0, 3)",
    "ends": "import os\ndef double(x):\n    os._exit(3)",
    "ends the notebook": "import os, time\ndef double(x):\n    os.kill(os.getppid(), 9)\n    time.sleep(9)",
    "remembers": "seen = []\ndef double(x):\n    seen.append(x)\n    return 2 * x if len(seen) < 2 else 0",
}

Start = Callable[..., JudgePool]


@pytest.fixture
def pool(course: Course, walls: Walls) -> Iterator[Start]:
    """Start judges that are ended after the test."""
    started: list[JudgePool] = []

    def start(jobs: int = 1, most: int = 9, **settings: Any) -> JudgePool:
        started.append(JudgePool(course, GradeSettings(jobs=jobs, **settings), walls, most))
        return started[-1]

    yield start
    for one in started:
        one.close()
    assert multiprocessing.active_children() == []


@pytest.fixture
def handed_in(submit: Any, answer: Any) -> Callable[..., list[JudgeTask]]:
    """Tasks for these students, who have answered so."""

    def hand_in(answers: dict[str, str]) -> list[JudgeTask]:
        return [JudgeTask(submit(student, answer("double", source))) for student, source in answers.items()]

    return hand_in


def verdicts(found: Sequence[Verdict | PageDone]) -> dict[str, Verdict]:
    return {one.submission.student: one for one in found if isinstance(one, Verdict)}


def kinds(found: Sequence[Verdict | PageDone]) -> dict[str, str]:
    return {student: verdict.kind for student, verdict in verdicts(found).items()}


def without_times(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: without_times(part) for name, part in value.items() if name != "seconds"}
    return [without_times(part) for part in value] if isinstance(value, list) else value


def test_verdicts_are_the_same_whoever_gives_them_and_in_whatever_order(
    pool: Start, handed_in: Callable[..., list[JudgeTask]]
) -> None:
    tasks = handed_in(ANSWERS)

    def receipts(jobs: int, order: list[JudgeTask]) -> dict[str, Any]:
        found = verdicts(list(pool(jobs).run(order)))
        return {student: without_times(dict(verdict.receipt)) for student, verdict in found.items()}

    first = receipts(1, tasks)
    assert set(first) == set(ANSWERS)
    assert first["right"]["score"] == 3
    assert receipts(3, tasks) == first
    assert receipts(3, tasks[::-1]) == first
    assert receipts(2, tasks[3:] + tasks[:3]) == first


def test_a_judge_that_is_killed_costs_the_submission_in_its_hands(
    pool: Start, handed_in: Callable[..., list[JudgeTask]], living: Callable[[str], int]
) -> None:
    mark = uuid.uuid4().hex[:12]
    tasks = handed_in({"a": ANSWERS["right"], "b": LOOPS.format(mark=mark), "c": ANSWERS["right"]})
    judges = pool(1, limits=Limits(cell=100.0))
    killed = judges._judges[0].process.pid

    def kill_once_it_loops() -> None:
        if living(mark) == 2 and judges._judges[0].process.pid == killed:
            os.kill(killed, signal.SIGKILL)

    found = list(judges.run(tasks, kill_once_it_loops))
    assert kinds(found) == {"a": "graded", "b": "failed", "c": "graded"}
    lost = verdicts(found)["b"]
    assert "the judge's process ended (exit code -9)" in lost.fault
    assert (lost.judged, lost.receipt) == (None, {})
    assert living(mark) == 0


def test_a_judge_that_ended_while_it_was_idle_costs_nothing(
    pool: Start, handed_in: Callable[..., list[JudgeTask]]
) -> None:
    judges = pool(2)
    for judge in judges._judges:
        judge.process.kill()
        judge.process.join()
    assert kinds(list(judges.run(handed_in({"a": ANSWERS["right"], "b": ANSWERS["right"]})))) == {
        "a": "graded", "b": "graded",
    }  # fmt: skip


def test_a_judge_that_ends_in_the_middle_of_its_answer_is_lost_like_any_other(
    pool: Start, handed_in: Callable[..., list[JudgeTask]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def half(pipe: Connection, *given: Any) -> None:
        pipe.recv()
        os.write(pipe.fileno(), struct.pack("!i", 1000) + b"half")
        os._exit(1)

    be_judge = module.be_judge
    monkeypatch.setattr(module, "be_judge", half)
    judges = pool(1)
    monkeypatch.setattr(module, "be_judge", be_judge)
    found = list(judges.run(handed_in({"a": ANSWERS["right"], "b": ANSWERS["right"]})))
    assert kinds(found) == {"a": "failed", "b": "graded"}


def test_a_judge_that_is_lost_while_it_writes_a_page_is_told_as_that(
    pool: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.feedback.Pages.write", lambda *given: os._exit(4))
    judges = pool(1)
    judges.add(PageTask("a", NAME))
    assert list(judges.run([])) == [
        PageDone("a", NAME, "the judge's process ended (exit code 4) while it had this in hand")
    ]


def test_pages_that_are_added_meanwhile_come_first(pool: Start, handed_in: Callable[..., list[JudgeTask]]) -> None:
    judges = pool(1)
    order = []
    for answer in judges.run(handed_in({"a": ANSWERS["right"], "b": ANSWERS["right"]})):
        order.append(type(answer).__name__)
        if order == ["Verdict"]:
            judges.add(PageTask("a", NAME))
    assert order == ["Verdict", "PageDone", "Verdict"]


@pytest.fixture
def fragile_walls() -> Iterator[Walls]:
    """Walls that a test may bring down."""
    walls = Walls(WallPolicy.REQUIRED, 2)
    yield walls
    walls.close()


@pytest.mark.parametrize("falls", [1, 2], ids=["once", "whenever one is judged"])
def test_a_wall_that_falls_is_raised_again_and_costs_at_most_whoever_brings_it_down(
    falls: int,
    course: Course,
    fragile_walls: Walls,
    handed_in: Callable[..., list[JudgeTask]],
    living: Callable[[str], int],
) -> None:
    mark = uuid.uuid4().hex[:12]
    tasks = handed_in({"a": ANSWERS["right"], "b": LOOPS.format(mark=mark), "c": ANSWERS["right"]})
    judges = JudgePool(course, GradeSettings(jobs=2, limits=Limits(cell=3.0)), fragile_walls, 9)
    killed = []

    def bring_it_down() -> None:
        parent = fragile_walls._parent
        assert parent is not None
        if len(killed) < falls and parent not in killed and living(mark) == 2:
            killed.append(parent)
            parent._process.kill()

    try:
        found = list(judges.run(tasks, bring_it_down))
    finally:
        judges.close()
    assert len(killed) == falls
    assert kinds(found) == {"a": "graded", "b": "graded" if falls == 1 else "failed", "c": "graded"}
    assert {verdicts(found)[one].receipt["score"] for one in "ac"} == {3}
    assert falls == 1 or "twice while this was judged" in verdicts(found)["b"].fault
    assert living(mark) == 0


def test_a_wall_that_fell_while_nobody_was_busy_costs_nothing(
    course: Course, fragile_walls: Walls, handed_in: Callable[..., list[JudgeTask]]
) -> None:
    judges = JudgePool(course, GradeSettings(jobs=2), fragile_walls, 9)
    try:
        assert kinds(list(judges.run(handed_in({"a": ANSWERS["right"]})))) == {"a": "graded"}
        assert fragile_walls._parent is not None
        fragile_walls._parent._process.kill()
        judges._judges[0].process.kill()
        judges._judges[0].process.join()
        more = handed_in({"b": ANSWERS["right"], "c": ANSWERS["wrong"]})
        assert kinds(list(judges.run(more))) == {"b": "graded", "c": "graded"}
    finally:
        judges.close()


def test_a_fault_of_the_course_ends_the_run(
    pool: Start, course: Course, handed_in: Callable[..., list[JudgeTask]]
) -> None:
    tasks = handed_in({"a": ANSWERS["right"]})
    (course.source_folder(NAME) / "checks.py").write_text("import nothing_of_that_name")
    with pytest.raises(CourseError, match="nothing_of_that_name"):
        list(pool(1).run(tasks))


def test_what_a_judge_did_not_foresee_costs_one_submission_and_is_told(
    pool: Start, handed_in: Callable[..., list[JudgeTask]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(submission: Submission) -> None:
        raise LookupError("nobody foresaw this")

    monkeypatch.setattr("autograder.engine.judge_process.read_submission", fails)
    (verdict,) = verdicts(list(pool(1).run(handed_in({"a": ANSWERS["right"]})))).values()
    assert verdict.kind == "failed"
    assert "nobody foresaw this" in verdict.fault


@pytest.mark.parametrize("jobs", [1, 3])
def test_not_more_judges_than_there_is_work(pool: Start, jobs: int) -> None:
    assert len(pool(jobs, most=2)._judges) == min(jobs, 2)


def test_no_process_is_left_when_all_is_done_or_when_it_ends_in_the_middle(
    pool: Start, handed_in: Callable[..., list[JudgeTask]], living: Callable[[str], int]
) -> None:
    mark = uuid.uuid4().hex[:12]
    tasks = handed_in({"loops": LOOPS.format(mark=mark), "a": ANSWERS["right"]})
    judges = pool(2, limits=Limits(cell=100.0))

    def stop_once_it_loops() -> None:
        if living(mark) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        list(judges.run(tasks, stop_once_it_loops))
    judges.close()
    assert multiprocessing.active_children() == []
    deadline = time.monotonic() + 10  # the warm parent has to see that the judge has gone
    while living(mark) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert living(mark) == 0


MAIN = """
import sys
from pathlib import Path
from autograder.course import Course
from autograder.engine.limits import Limits
from autograder.grade_assignment import grade_assignment
from autograder.settings import GradeSettings
settings = GradeSettings(jobs=2, limits=Limits(cell=100.0))
grade_assignment(Course.load(Path(sys.argv[1])), "two_tasks", settings, lambda outcome: None)
"""


def below(process: int) -> list[int]:
    """All processes that this one has started, and those that they have."""
    try:
        children = [int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()]
    except OSError:
        return []
    return children + [other for child in children for other in below(child)]


def is_alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.usefixtures("walls")
def test_when_the_run_is_killed_everything_that_it_has_started_ends(
    course: Course, handed_in: Callable[..., list[JudgeTask]], living: Callable[[str], int]
) -> None:
    mark = uuid.uuid4().hex[:12]
    handed_in({"a": LOOPS.format(mark=mark), "b": LOOPS.format(mark=mark)})
    main = subprocess.Popen([sys.executable, "-c", MAIN, str(course.root)])
    deadline = time.monotonic() + 120
    while living(mark) < 4 and time.monotonic() < deadline:
        assert main.poll() is None, "the run has ended by itself"
        time.sleep(0.1)
    started = below(main.pid)
    assert len(started) >= 8
    main.kill()
    main.wait()
    deadline = time.monotonic() + 20
    while any(map(is_alive, started)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [process for process in started if is_alive(process)]
    assert living(mark) == 0

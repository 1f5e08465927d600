"""Judges on the workers of a Dask cluster. What they find comes back to the one process that records it."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent import futures
from contextlib import suppress
from dataclasses import replace
from queue import Empty, SimpleQueue
from uuid import uuid4

from distributed import Future

from autograder.assignment import Assignment
from autograder.cluster.agreement import facts_here
from autograder.cluster.orders import JudgeOrder, RunOrder, listing
from autograder.cluster.pages import LocalPages
from autograder.cluster.scheduler import RESULT_SECONDS, ClusterError, answer_of, connect, in_words
from autograder.cluster.worker import finish, judge
from autograder.cluster.workforce import AGAIN, Member, Workforce
from autograder.course import Course
from autograder.engine.tasks import Broken, JudgeTask, PageDone, PageTask, Verdict
from autograder.settings import GradeSettings
from autograder.submission.folder import Submission

__all__ = ["Cluster", "ClusterPool"]

TICK_SECONDS = 0.2
PATIENCE_SECONDS = 600.0
MOST_LOAD = 2.0
"""Each thread of a worker has one submission in hand, and the next one at hand."""
MOST_LOST = 3
"""A submission that so many workers were lost with is not given to another."""


class Cluster:
    """A cluster for one run: the workers get ready as soon as it is made."""

    def __init__(
        self,
        course: Course,
        settings: GradeSettings,
        assignments: Sequence[str],
        told: Callable[[str], None],
        patience: float = PATIENCE_SECONDS,
    ) -> None:
        """Find the scheduler at `settings.cluster`, and its workers.

        Args:
            course: at the same path on each machine.
            settings: how to grade.
            assignments: the names of those that are to be graded.
            told: hears what whoever grades should know.
            patience: for so many seconds there may be no worker at all.

        Raises:
            ClusterError: there is no scheduler.
            CourseError: the assignments cannot be read here.
        """
        assert settings.cluster is not None
        self._course, self._settings = course, settings
        self._run = RunOrder(uuid4().hex, course.root, replace(settings, students=None), tuple(assignments))
        facts = facts_here(course, assignments)
        self._client = connect(settings.cluster)
        try:
            self._workforce = Workforce(self._client, self._run, facts, told, patience)
        except BaseException:
            self.close()
            raise

    @property
    def level(self) -> str:
        """The lowest level of a wall on any machine: A, B or none."""
        return self._workforce.level

    def pool(self, most: int, assignments: Mapping[str, Assignment]) -> ClusterPool:
        """The judges, once those of each worker are there.

        Raises:
            ClusterError: a worker cannot be used, or there is none.
        """
        self._workforce.wait_until_ready()
        return ClusterPool(self._course, self._settings, self._workforce)

    def close(self) -> None:
        """End the judges, and leave the cluster as it was."""
        with suppress(Exception):  # the cluster may be gone
            self._client.run(finish, self._run.id, on_error="ignore")
        self._client.close()


class ClusterPool:
    """Judges on the workers of a cluster. A worker that is lost costs nothing: another one does what it had in hand."""

    def __init__(self, course: Course, settings: GradeSettings, workforce: Workforce) -> None:
        self._workforce = workforce
        self._finished: SimpleQueue[Future[bytes] | futures.Future[PageDone]] = SimpleQueue()
        self._pages = LocalPages(course.root, settings.jobs_at_once, self._finished.put)
        self._waiting: deque[JudgeTask] = deque()
        self._lost: Counter[Submission] = Counter()

    def run(self, tasks: Iterable[JudgeTask], tick: Callable[[], None] = lambda: None) -> Iterator[Verdict | PageDone]:
        """Carry out all tasks, and those that are added with `add` meanwhile.

        Args:
            tasks: submissions to judge.
            tick: called a few times a second, also while nothing happens.

        Raises:
            AutograderError: a judge found the course or its machine at fault, or the scheduler is gone.
        """
        self._waiting.extend(tasks)
        while self._waiting or self._holders() or self._pages.unfinished:
            yield from self._without_the_lost()
            self._workforce.admit()
            self._hand_out()
            yield from self._answer()
            tick()

    def add(self, task: PageTask) -> None:
        """Write this page soon, on this machine."""
        self._pages.add(task)

    @property
    def running(self) -> list[JudgeTask]:
        """What is being judged."""
        return [task for member in self._holders() for task in list(member.held.values())[: member.threads]]

    def close(self) -> None:
        """End, whatever the workers are doing: `Cluster.close` ends their judges."""
        for member in self._holders():
            for future in member.held:
                future.release()
            member.held.clear()
        self._pages.close()

    def _holders(self) -> list[Member]:
        return [member for member in self._workforce.ready if member.held]

    def _without_the_lost(self) -> Iterator[Verdict]:
        """Take back what workers had in hand that are gone; give up where none is left for too long."""
        for member in self._workforce.look():
            tasks = list(member.held.values())
            for future in member.held:
                future.release()
            for task in reversed(tasks):
                yield from self._again(task, f"the worker {member.address} was lost")
        if self._workforce.is_lost:
            for task in self._waiting:
                yield Verdict(task.submission, "failed", fault=f"the cluster has no worker any more. {AGAIN}")
            self._waiting.clear()

    def _again(self, task: JudgeTask, why: str) -> Iterator[Verdict]:
        self._lost[task.submission] += 1
        if self._lost[task.submission] < MOST_LOST:
            self._waiting.appendleft(task)
        else:
            yield Verdict(task.submission, "failed", fault=f"{MOST_LOST} workers failed with this in hand; {why}")

    def _hand_out(self) -> None:
        while self._waiting and self._workforce.ready:
            member = min(self._workforce.ready, key=lambda one: one.load)
            if member.load >= MOST_LOAD:
                return
            task = self._waiting.popleft()
            order = JudgeOrder(task.submission, task.recorded, listing(task.submission.folder))
            future = self._workforce.submit(member, judge, order)
            member.held[future] = task
            future.add_done_callback(self._finished.put)

    def _answer(self) -> Iterator[Verdict | PageDone]:
        """What comes in next; nothing, if that takes more than a moment."""
        try:
            future = self._finished.get(timeout=TICK_SECONDS)
        except Empty:
            return
        if isinstance(future, futures.Future):
            yield self._pages.outcome_of(future)
            return
        member = next((one for one in self._holders() if future in one.held), None)
        if member is not None:  # otherwise the worker was lost, and its task is another's by now
            yield from self._verdict(member, member.held.pop(future), future)

    def _verdict(self, member: Member, task: JudgeTask, future: Future[bytes]) -> Iterator[Verdict]:
        try:
            answer = answer_of(future, RESULT_SECONDS)
        except TimeoutError:  # the worker was lost between its answer and now
            yield from self._again(task, f"the worker {member.address} gave no answer")
        except futures.CancelledError as error:
            raise ClusterError("the scheduler is gone", "", AGAIN) from error
        except Exception as error:  # noqa: BLE001 - it costs this submission alone
            yield Verdict(task.submission, "failed", fault=f"the worker {member.address}: {in_words(error)}")
        else:
            if isinstance(answer, Broken):
                raise ClusterError(f"the worker {member.address}: {in_words(answer.error)}", "", AGAIN)
            assert isinstance(answer, Verdict)
            yield answer

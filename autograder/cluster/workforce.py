"""Which workers of the cluster judge for this run: who has come, who agrees with this machine, who has gone."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from distributed import Client, Future

from autograder.cluster.agreement import Facts, Ready, differences
from autograder.cluster.orders import RunOrder
from autograder.cluster.scheduler import RESULT_SECONDS, ClusterError, answer_of, in_words
from autograder.cluster.worker import prepare
from autograder.engine.tasks import Broken, JudgeTask

__all__ = ["Member", "Workforce"]

LOOK_SECONDS = 0.5
SAME = "All machines of the cluster need the same environment and see the course at the same path: see docs/cluster.md."
START = "Start workers: see docs/cluster.md."
AGAIN = "What was graded before is kept: start the cluster, and run the same command again."
LEVELS = ("none", "B", "A")


@dataclass(eq=False)
class Member:
    """One worker, and what it has in hand. `level` is that of its wall, once it is ready."""

    address: str
    threads: int
    level: str = ""
    held: dict[Future[bytes], JudgeTask] = field(default_factory=dict)

    @property
    def load(self) -> float:
        """How much it has in hand: 1 where each of its threads has something to do."""
        return len(self.held) / self.threads


class Workforce:
    """The workers that judge for this run. One that joins later is used, too."""

    def __init__(
        self, client: Client, run: RunOrder, facts: Facts, told: Callable[[str], None], patience: float
    ) -> None:
        """Let those that are there get ready.

        Args:
            client: the way to the scheduler.
            run: what the workers have to know.
            facts: of this machine, with which they have to agree.
            told: hears what whoever grades should know.
            patience: for so many seconds there may be no worker at all.
        """
        self._client, self._run, self._facts, self._told, self._patience = client, run, facts, told, patience
        self._ready: dict[str, Member] = {}
        self._preparing: dict[str, tuple[Future[bytes], Member]] = {}
        self._refused: set[str] = set()
        self._looked = self._alone_since = float("-inf")
        self.is_alone = False
        """Whether there is no worker, not even one that is getting ready."""
        self.look()

    @property
    def ready(self) -> list[Member]:
        """Those that judge."""
        return list(self._ready.values())

    @property
    def level(self) -> str:
        """The lowest level of a wall on any of them."""
        return min((member.level for member in self.ready), key=LEVELS.index, default="none")

    def wait_until_ready(self) -> None:
        """Return once each worker that is there is ready.

        Raises:
            ClusterError: one cannot be used, or there is none.
        """
        while self._preparing or not self._ready:
            self.look()
            for error in self._admit():
                raise error
            if self.is_lost:
                raise ClusterError("no worker has joined the cluster", self._address, START)
            time.sleep(0.05)

    def look(self) -> list[Member]:
        """Notice who has come and who is ready; returns those who have gone.

        Raises:
            ClusterError: the scheduler is gone.
        """
        if time.monotonic() < self._looked + LOOK_SECONDS:
            return []
        self._looked = time.monotonic()
        present = self._present()
        gone = [self._ready.pop(address) for address in self._ready.keys() - present.keys()]
        for address in self._preparing.keys() - present.keys():
            del self._preparing[address]
        self._refused &= present.keys()
        for address in present.keys() - self._ready.keys() - self._preparing.keys() - self._refused:
            member = Member(address, present[address])
            self._preparing[address] = self.submit(member, prepare), member
        self._notice_alone()
        return gone

    def admit(self) -> None:
        """Take in those that have got ready since. One that cannot be used is told of, and left out."""
        for error in self._admit():
            self._told(f"{error} It is left out.")

    @property
    def is_lost(self) -> bool:
        """Whether there has been no worker for too long."""
        return self.is_alone and time.monotonic() > self._alone_since + self._patience

    def submit(self, member: Member, function: Callable[..., bytes], *given: object) -> Future[bytes]:
        """Let a worker, and no other, call this with the run's order and what is given."""
        return self._client.submit(
            function, self._run, *given, workers=[member.address], allow_other_workers=False, pure=False, retries=0
        )  # fmt: skip

    def _present(self) -> dict[str, int]:
        try:
            return dict(self._client.nthreads())
        except OSError as error:
            raise ClusterError(f"the scheduler does not answer any more: {error}", self._address, AGAIN) from error

    def _admit(self) -> Iterator[ClusterError]:
        for address, (future, member) in list(self._preparing.items()):
            if not future.done():
                continue
            del self._preparing[address]
            if problem := self._problem(future, member):
                self._refused.add(address)
                yield ClusterError(f"the worker {address} cannot be used: {problem}", "", SAME)
            else:
                self._ready[address] = member

    def _problem(self, future: Future[bytes], member: Member) -> str:
        """Why a worker that says it is ready, or that it is not, cannot be used."""
        try:
            answer = answer_of(future, RESULT_SECONDS)
        except Exception as error:  # noqa: BLE001 - it may lack our packages, or anything
            return f"{type(error).__name__}: {error}"
        if isinstance(answer, Broken):
            return in_words(answer.error)
        assert isinstance(answer, Ready)
        member.level = answer.level
        return differences(self._facts, answer.facts)

    def _notice_alone(self) -> None:
        is_alone = not self._ready and not self._preparing
        if is_alone and not self.is_alone:
            self._alone_since = time.monotonic()
            self._told(f"The cluster {self._address} has no worker. Waiting for one for {self._patience:.0f} seconds.")
        self.is_alone = is_alone

    @property
    def _address(self) -> str:
        return str(self._client.scheduler.address) if self._client.scheduler else ""

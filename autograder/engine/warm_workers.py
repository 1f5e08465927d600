"""Workers that a warm parent inside the wall forks off: ready in milliseconds, each in a cage of its own."""

from __future__ import annotations

import itertools
import socket
import time
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.engine.failures import WallFell, WorkerNotStarted
from autograder.engine.limits import Limits
from autograder.engine.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.engine.worker import NOTHING, Worker, ended_in_words
from autograder.wall.control_groups import NO_GROUPS, Slot
from autograder.worker.orders import END_WORKER, START_WORKER, WORKER_STATUS
from underhood.checking.values import decode, encode

__all__ = ["WarmWorkers"]

ORDER_SECONDS = 30.0
LOOK_SECONDS = 0.02


class WarmWorkers:
    """One judge's way to the warm parent. Its workers compute on one processor and share the limits of one slot."""

    def __init__(
        self, connection: socket.socket, *, level: str, slot: Slot = NO_GROUPS, cpu: int | None = None
    ) -> None:
        self.level = level
        self._channel, self._slot, self._cpu = Channel(connection), slot, cpu
        self._numbers = itertools.count()

    def start(
        self,
        files: Mapping[str, bytes],
        *,
        device: str,
        seed: int,
        limits: Limits,
        environment: Mapping[str, str] = NOTHING,
    ) -> Worker:
        """Fork a worker.

        Raises:
            WallFell: the warm parent is gone.
            WorkerNotStarted: it could not build the cage.
        """
        number = next(self._numbers)
        here, there = socket.socketpair()
        self._slot.limit(limits)
        disk = limits.disk + sum(map(len, files.values()))
        order = {
            "number": number, "device": device, "seed": seed, "memory": limits.memory, "tasks": limits.tasks,
            "disk": disk, "cpu": self._cpu, "environment": dict(environment),
        }  # fmt: skip
        try:
            with there, self._slot.joinable() as groups:
                answer = self._order(START_WORKER + encode(order), [there.fileno(), *groups])
            if "problem" in answer:
                raise WorkerNotStarted(str(answer["problem"]))
        except BaseException:
            here.close()
            raise
        return Worker(Channel(here), _Cage(self, number, limits), files, device)

    def close(self) -> None:
        """Hang up: the warm parent ends what it has forked for this judge."""
        self._channel.close()

    def let_go(self) -> None:
        """See `Workers`: the other process holds the line, so the warm parent does not see this end go."""
        self._channel.close()

    def _order(self, order: bytes, files: Sequence[int] = ()) -> dict[str, Any]:
        try:
            answer = decode(self._channel.ask(order, ORDER_SECONDS, files))
        except (ChannelClosed, ChannelTimedOut) as error:
            raise WallFell(f"the warm parent behind the wall does not answer ({error})") from error
        assert isinstance(answer, dict)
        return answer

    def status(self, number: int) -> dict[str, Any]:
        """Whether and how a worker has ended."""
        return self._order(WORKER_STATUS + encode({"number": number}))

    def end(self, number: int) -> None:
        """End a worker and everything in its cage."""
        self._order(END_WORKER + encode({"number": number}))

    def ran_out_of_memory(self) -> bool:
        """Whether the slot's control group had to end a process since it was asked last."""
        return self._slot.ran_out_of_memory()


class _Cage:
    """The life of one worker: see `WorkerLife`."""

    def __init__(self, workers: WarmWorkers, number: int, limits: Limits) -> None:
        self._workers, self._number, self._limits = workers, number, limits
        self._is_over = False

    def ended(self, seconds: float) -> str | None:
        deadline = time.monotonic() + seconds
        while True:
            status = self._workers.status(self._number)
            if words := self._over_memory(status):
                return words
            if status["ended"]:
                code = status.get("code")
                return ended_in_words(code) if isinstance(code, int) else "your code ended Python"
            if time.monotonic() > deadline:
                return None
            time.sleep(LOOK_SECONDS)

    def limit_reached(self) -> str:
        return self._over_memory(self._workers.status(self._number))

    def said(self) -> str:
        return ""

    def kill(self) -> None:
        if not self._is_over:
            self._is_over = True
            self._workers.end(self._number)

    def _over_memory(self, status: Mapping[str, Any]) -> str:
        if not (status.get("over_memory") or self._workers.ran_out_of_memory()):
            return ""
        return f"your code took more than {self._limits.memory / 2**30:g} GB of memory, which is the limit"

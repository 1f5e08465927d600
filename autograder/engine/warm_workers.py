"""Workers that a warm parent inside the wall forks off: ready in milliseconds, each in a cage of its own."""

from __future__ import annotations

import itertools
import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from typing import Any

from autograder.engine.environment import walled_environment
from autograder.engine.limits import Limits
from autograder.engine.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.engine.worker import NOTHING, Worker, WorkerNotStarted, ended_in_words
from autograder.wall.bubblewrap import Opening, find_bubblewrap, walled_command
from autograder.wall.control_groups import NO_GROUPS, Slot
from autograder.wall.seccomp import seccomp_program
from autograder.worker.orders import CONNECT, END_WORKER, HELLO, START_WORKER, WORKER_STATUS
from underhood.checking.values import decode, encode

__all__ = ["WarmParent", "WarmWorkers"]

START_SECONDS = 120.0
ORDER_SECONDS = 30.0
LOOK_SECONDS = 0.02
FILTER = "/etc/underhood.seccomp"


class WarmParent:
    """The warm parent's process, from outside. `connect` gives each judge a way to it."""

    def __init__(self, *, level: str, imports: Sequence[str] = (), opening: Opening = Opening()) -> None:  # noqa: B008
        """Start it; it gets ready meanwhile.

        Args:
            level: A where control groups limit the cages; B where they do not, and the parent watches their memory.
            imports: modules that notebooks will want.
            opening: what the cages get to see beside the system and Python.

        Raises:
            BubblewrapUnavailable: there is no bubblewrap.
            FilterUnavailable: there is no libseccomp.
        """
        self.level = level
        find_bubblewrap()  # before anything is opened that would have to be closed
        opening = Opening(opening.read_only, opening.devices, {**opening.content, FILTER: seccomp_program()})
        here, there = socket.socketpair()
        self._channel = Channel(here)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        program = _program(there.fileno(), imports, watch_memory=level != "A")
        command, files = walled_command(program, walled_environment(), opening)
        with there:
            self._process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=self._said, stderr=self._said, cwd="/",
                pass_fds=[there.fileno(), *files],
            )  # fmt: skip
        for number in files:
            os.close(number)
        self._is_ready = False

    def wait_until_ready(self) -> None:
        """Return once everything is imported.

        Raises:
            WorkerNotStarted: it ended before, with what it said.
        """
        if not self._is_ready:
            try:
                self._channel.ask(HELLO, START_SECONDS)
            except (ChannelClosed, ChannelTimedOut) as error:
                raise WorkerNotStarted(
                    f"the wall or Python behind it did not start. It said:\n{self.said()}"
                ) from error
            self._is_ready = True

    def connect(self) -> socket.socket:
        """A socket on which another judge can send orders.

        Raises:
            WorkerNotStarted: see `wait_until_ready`.
        """
        self.wait_until_ready()
        here, there = socket.socketpair()
        try:
            with there:
                self._channel.ask(CONNECT, ORDER_SECONDS, [there.fileno()])
        except (ChannelClosed, ChannelTimedOut) as error:
            here.close()
            raise WorkerNotStarted(f"the warm parent behind the wall does not answer ({error})") from error
        return here

    def said(self) -> str:
        """What it said while it started."""
        self._said.seek(0)
        return self._said.read()[-2000:].decode("utf-8", "replace")

    def close(self) -> None:
        """End it, and with it all that it has forked."""
        self._channel.close()
        self._process.kill()
        self._process.wait()
        self._said.close()


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
            WorkerNotStarted: the warm parent is gone, or could not build the cage.
        """
        number = next(self._numbers)
        here, there = socket.socketpair()
        self._slot.limit(limits)
        disk = limits.disk + sum(map(len, files.values()))
        order = {
            "number": number, "device": device, "seed": seed, "memory": limits.memory, "tasks": limits.tasks,
            "disk": disk, "cpu": self._cpu, "environment": dict(environment),
        }  # fmt: skip
        with there, self._slot.joinable() as groups:
            answer = self._order(START_WORKER + encode(order), [there.fileno(), *groups])
        if "problem" in answer:
            here.close()
            raise WorkerNotStarted(str(answer["problem"]))
        return Worker(Channel(here), _Cage(self, number, limits), files)

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
            raise WorkerNotStarted(f"the warm parent behind the wall does not answer ({error})") from error
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


def _program(control: int, imports: Sequence[str], *, watch_memory: bool) -> list[str]:
    watch = ["--watch-memory"] if watch_memory else []
    return [
        sys.executable, "-P", "-s", "-m", "autograder.worker", "warm", "--control", str(control), "--filter", FILTER,
        "--imports", ",".join(imports), *watch,
    ]  # fmt: skip

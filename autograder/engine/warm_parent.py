"""Starting the warm parent behind the wall. Imports little, as it is the first thing that a run does."""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import tempfile
from collections.abc import Sequence

from autograder.engine.environment import walled_environment
from autograder.engine.failures import WorkerNotStarted
from autograder.engine.wire import Channel, ChannelClosed, ChannelTimedOut
from autograder.wall.bubblewrap import Opening, find_bubblewrap, walled_command
from autograder.wall.seccomp import seccomp_program
from autograder.worker.orders import CONNECT, HELLO

__all__ = ["WarmParent"]

START_SECONDS = 120.0
ORDER_SECONDS = 30.0
END_SECONDS = 10.0
FILTER = "/etc/underhood.seccomp"


class WarmParent:
    """The warm parent's process, from outside. `connect` gives each judge a way to it."""

    def __init__(
        self,
        *,
        level: str,
        imports: Sequence[str] = (),
        opening: Opening = Opening(),  # noqa: B008
        device: str = "cpu",
    ) -> None:
        """Start it; it gets ready meanwhile.

        Args:
            level: A where control groups limit the cages; B where they do not, and the parent watches their memory.
            imports: modules that notebooks will want.
            opening: what the cages get to see beside the system and Python.
            device: where exercises will compute.

        Raises:
            BubblewrapUnavailable: there is no bubblewrap.
            FilterUnavailable: there is no libseccomp.
        """
        self.level = level
        find_bubblewrap()  # before anything is opened that would have to be closed
        _allow_open_files()
        opening = Opening(opening.read_only, opening.devices, {**opening.content, FILTER: seccomp_program()})
        here, there = socket.socketpair()
        self._channel = Channel(here)
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - it lives as long as the process
        program = _program(there.fileno(), imports, watch_memory=level != "A")
        self._info, info = os.pipe()
        command, files = walled_command(program, walled_environment(device), opening, info=info)
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

    def connect(self, *, early: bool = False) -> socket.socket:
        """A socket on which another judge can send orders. If `early`, they are answered once everything is imported.

        Raises:
            WorkerNotStarted: see `wait_until_ready`.
        """
        if not early:
            self.wait_until_ready()
        here, there = socket.socketpair()
        send = self._channel.post if early else self._channel.ask
        try:
            with there:
                send(CONNECT, ORDER_SECONDS, [there.fileno()])
        except (ChannelClosed, ChannelTimedOut) as error:
            here.close()
            raise WorkerNotStarted(f"the warm parent behind the wall does not answer ({error})") from error
        return here

    def said(self) -> str:
        """What it said while it started."""
        self._said.seek(0)
        return self._said.read()[-2000:].decode("utf-8", "replace")

    def close(self) -> None:
        """End it, and with it all that it has forked; return once they have ended."""
        self._channel.close()
        first = self._first_inside()
        self._process.kill()
        self._process.wait()
        if first is not None:
            select.select([first], [], [], END_SECONDS)
            os.close(first)
        self._said.close()

    def _first_inside(self) -> int | None:
        """An open file of process 1 behind the wall, readable when it has ended: the kernel ends all others before."""
        with os.fdopen(self._info) as info:
            said = info.read()
        try:
            return os.pidfd_open(json.loads(said)["child-pid"])
        except (ValueError, ProcessLookupError):  # it never started, or has ended by itself
            return None


def _allow_open_files() -> None:
    """Allow this process, and the judges that it will fork, as many open files as it may have.

    Linux counts files on their way through sockets for a user as a whole. A cage, which may have few, could otherwise
    leave so many under way that a judge of the same user cannot send any.
    """
    import resource  # not on Windows, which has no bubblewrap either

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


def _program(control: int, imports: Sequence[str], *, watch_memory: bool) -> list[str]:
    watch = ["--watch-memory"] if watch_memory else []
    return [
        sys.executable, "-P", "-s", "-m", "autograder.worker", "warm", "--control", str(control), "--filter", FILTER,
        "--imports", ",".join(imports), *watch,
    ]  # fmt: skip

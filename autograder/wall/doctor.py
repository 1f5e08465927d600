"""`underhood doctor`: which wall this machine gives, found out by trying to get through it."""

from __future__ import annotations

import secrets
import socket
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.engine.limits import Limits
from autograder.engine.walls import NoWall, Walls
from autograder.engine.worker import Worker, WorkerEnded, Workers
from autograder.settings import WallPolicy
from autograder.wall.escapes import ESCAPES, Escape

__all__ = ["Diagnosis", "Tried", "diagnose"]

LIMITS = Limits(cell=10.0)
RAISE = (
    "For level A the run has to own a control group: as root; or `systemd-run --user --scope -p Delegate=yes underhood "
    "grade`; or in the container that the Containerfile makes."
)


@dataclass(frozen=True)
class Tried:
    """One way out, and what came of it: "" where the wall held."""

    what: str
    got: str

    @property
    def held(self) -> bool:
        """Whether there was no way out."""
        return not self.got


@dataclass(frozen=True)
class Diagnosis:
    """The level (A, B or none), each way out that was tried, and how to get a higher wall, where there is one."""

    level: str
    tried: tuple[Tried, ...]
    why_not_higher: str
    advice: str

    @property
    def is_sound(self) -> bool:
        """Whether foreign submissions can be graded here."""
        return self.level != "none" and all(one.held for one in self.tried)


def diagnose() -> Diagnosis:
    """Build the wall as grading would, and try to get out."""
    try:
        walls = Walls(WallPolicy.REQUIRED, 1)
        walls.wait_until_ready()
    except NoWall as error:
        return Diagnosis("none", (), error.what, error.next)
    try:
        tried = tuple(_try_all(walls.workers(0)))
        advice = "" if walls.level == "A" else RAISE
        return Diagnosis(walls.level, tried, walls.why_not_higher, advice)
    finally:
        walls.close()


def _try_all(workers: Workers) -> Iterator[Tried]:
    secret = secrets.token_hex(16)
    with tempfile.NamedTemporaryFile("w") as canary, socket.create_server(("127.0.0.1", 0)) as listener:
        canary.write(secret)
        canary.flush()
        Path(canary.name).chmod(0o644)  # so that what hides it is the wall
        for escape in ESCAPES:
            source = escape.source.replace("{port}", str(listener.getsockname()[1]))
            worker = workers.start({}, device="cpu", seed=0, limits=LIMITS)
            try:
                got = _try(worker, escape, source.replace("{canary!r}", repr(canary.name)))
            finally:
                worker.kill()
            yield Tried(escape.what, got)
    workers.close()


def _try(worker: Worker, escape: Escape, source: str) -> str:
    try:
        run = worker.run_cell(source, LIMITS.cell)
    except WorkerEnded as ended:
        return "" if escape.ends_cage and not ended.timed_out else str(ended)
    printed = "".join(output.get("text", "") for output in run.outputs).strip()
    return "" if printed == "held" else printed or run.message or run.status

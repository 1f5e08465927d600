"""Runs that are killed, as by `kill -9`, at a given place in the program or after a given time."""

from __future__ import annotations

import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from types import FrameType
from typing import Any

__all__ = ["Place", "killed_after", "killed_at"]


@dataclass(frozen=True)
class Place:
    """When a function is entered (`call`) or left (`return`) for the nth time; `c_call`, `c_return` for one of C."""

    event: str
    function: str
    number: int = 1


def killed_at(place: Place, run: Callable[[], object]) -> bool:
    """Run in a process that is killed there; False where it ended before."""
    pid = os.fork()
    if pid == 0:
        _kill_at(place)
        _run_and_end(run)
    return _was_killed(pid)


def killed_after(seconds: float, run: Callable[[], object]) -> bool:
    """Run in a process that is killed so much later; False where it ended before."""
    pid = os.fork()
    if pid == 0:
        _run_and_end(run)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return _was_killed(pid)


def _kill_at(place: Place) -> None:
    here, left = os.getpid(), place.number

    def look(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal left
        if os.getpid() != here:
            sys.setprofile(None)  # a fork of the run
            return
        if event == place.event:
            function = argument.__qualname__ if event.startswith("c_") else frame.f_code.co_qualname
            left -= function == place.function
            if not left:
                os.kill(here, signal.SIGKILL)

    sys.setprofile(look)


def _run_and_end(run: Callable[[], object]) -> None:
    try:
        run()
        os._exit(0)
    finally:
        os._exit(1)  # pytest goes on in the other process alone


def _was_killed(pid: int) -> bool:
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) or os.waitstatus_to_exitcode(status) == 0, "the run failed by itself"
    return os.WIFSIGNALED(status)

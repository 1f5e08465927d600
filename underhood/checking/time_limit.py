"""A limit on the time that a piece of a student's code may take, from inside its own process."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

__all__ = ["TimeLimitReached", "time_limit"]

# A loop with `except: pass` around its body swallows the first alarm, so it rings again.
AGAIN_SECONDS = 0.5


class TimeLimitReached(BaseException):
    """The time is up. No `Exception`, so that a student's `except Exception` does not catch it."""


@contextmanager
def time_limit(seconds: float) -> Iterator[bool]:
    """Raise `TimeLimitReached` in this block after so many seconds.

    Yields whether the limit is in force: it needs a Unix signal and the main thread, which a notebook's cells have on
    Linux and macOS. A long call inside a compiled library is interrupted only when it returns.
    """
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield False
        return
    armed = [True]  # emptied when the block has ended

    def ring(number: int, frame: FrameType | None) -> None:
        if armed:
            raise TimeLimitReached

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, max(seconds, 0.001), AGAIN_SECONDS)
    try:
        try:
            yield True
        finally:
            armed.clear()
    finally:  # twice, because the alarm may ring at the very moment in which the block ends
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

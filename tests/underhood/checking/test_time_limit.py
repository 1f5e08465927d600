"""The limit of time rings once, rings again, and never after its block has ended."""

from __future__ import annotations

import signal
import threading
import time

import pytest

from underhood.checking.time_limit import TimeLimitReached, time_limit


def test_a_block_that_takes_too_long_is_left() -> None:
    started = time.monotonic()
    with pytest.raises(TimeLimitReached), time_limit(0.05):
        time.sleep(60)
    assert time.monotonic() - started < 30


def test_a_quick_block_is_not_disturbed_afterwards() -> None:
    with time_limit(0.05) as in_force:
        assert in_force
    time.sleep(0.1)


def test_the_handler_of_before_is_given_back() -> None:
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(5):
        assert signal.getsignal(signal.SIGALRM) is not before
    assert signal.getsignal(signal.SIGALRM) is before
    assert signal.getitimer(signal.ITIMER_REAL) == (0, 0)


def test_an_alarm_in_the_last_moment_is_not_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    real = signal.setitimer

    def ring_then_stop(which: int, seconds: float, interval: float = 0.0) -> tuple[float, float]:
        if seconds == 0:
            signal.raise_signal(signal.SIGALRM)
        return real(which, seconds, interval)

    monkeypatch.setattr(signal, "setitimer", ring_then_stop)
    before = signal.getsignal(signal.SIGALRM)
    with time_limit(5):
        pass
    assert signal.getsignal(signal.SIGALRM) is before


def test_the_alarm_is_no_ordinary_exception() -> None:
    assert not issubclass(TimeLimitReached, Exception)


def test_in_another_thread_there_is_no_limit_and_it_says_so() -> None:
    said = []

    def work() -> None:
        with time_limit(0.01) as in_force:
            said.append(in_force)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    assert said == [False]

"""Where the time of a submission goes."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from autograder.engine.stopwatch import Stopwatch


def test_laps_of_one_name_are_added_up(monkeypatch: pytest.MonkeyPatch) -> None:
    now: Iterator[float] = iter([10.0, 11.0, 13.0, 16.0])
    monkeypatch.setattr(time, "perf_counter", lambda: next(now))
    watch = Stopwatch()
    for name in ("cells", "checks", "cells"):
        watch.lap(name)
    assert watch.laps == {"cells": 4.0, "checks": 2.0}
    assert watch.total == 6.0

"""Short functions that a check sends to the student's side, for what a call alone cannot show.

A probe is written in `checks.py` as an ordinary function. Its source text travels, so it must stand on its own: it may
use `torch` and its arguments, nothing else of the file. It runs where the student's code runs, so it must not hold an
expected value. Its first argument is the notebook: `notebook.MyLinear` is the student's class.
"""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

__all__ = ["Probe", "probe"]


@dataclass(frozen=True)
class Probe:
    """The name and the source of a function that runs on the student's side."""

    name: str
    source: str


def probe(function: Callable[..., Any]) -> Probe:
    """Make a function one that `Student.probe` can send over.

    Raises:
        OSError: the source of the function is not on disk.
    """
    lines = textwrap.dedent(inspect.getsource(function)).splitlines(keepends=True)
    start = next(number for number, line in enumerate(lines) if line.startswith("def "))
    return Probe(function.__name__, "".join(lines[start:]))

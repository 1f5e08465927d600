"""Places on the machine that graded, without the part that says nothing to a student: see `without_places`."""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

__all__ = ["known_places", "without_places"]

PACKAGES = ("underhood", "autograder")
# What may stand in a path: where it stands before a place, that is the middle of another path.
_BEFORE = r"(?<![\w.~/\\-])"


def known_places(*more: Path) -> tuple[str, ...]:
    """The folders of Python, its packages and ours on this machine, and `more`; each before those that it is in."""
    installed = [Path(sysconfig.get_path(kind)) for kind in ("purelib", "platlib", "stdlib", "platstdlib")]
    ours = [Path(spec.origin).parents[1] for name in PACKAGES if (spec := find_spec(name)) and spec.origin]
    # Python itself may be in `/usr`, which is not ours alone: students' code, too, may name a path in there.
    own_python = [Path(sys.prefix)] if sys.prefix != sys.base_prefix else []
    places = [*installed, *ours, *own_python, *more]
    names = {str(place) for found in places for place in (found, found.resolve()) if place != Path(place.anchor)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def without_places(output: Mapping[str, Any], places: tuple[str, ...]) -> dict[str, Any]:
    """A valid output in which paths begin below these folders: `torch/nn/functional.py:12`.

    A student has no use for where the grader's Python is, nor should it be told. Only these folders are left out, and
    only where they begin a path.
    """
    shortened = dict(output)
    for name in ("text", "evalue", "traceback"):
        if name in output:
            shortened[name] = _short(output[name], places)
    for kind, content in output.get("data", {}).items():
        if kind.startswith("text/"):
            shortened["data"] = {**shortened["data"], kind: _short(content, places)}
    return shortened


def _short(text: str | Iterable[str], places: tuple[str, ...]) -> Any:
    if isinstance(text, str):
        return _pattern(places).sub("", text)
    return [_short(part, places) for part in text]


@lru_cache(maxsize=8)
def _pattern(places: tuple[str, ...]) -> re.Pattern[str]:
    if not places:
        return re.compile("(?!)")  # is nowhere
    return re.compile(f"{_BEFORE}(?:{'|'.join(map(re.escape, places))})[/\\\\]")

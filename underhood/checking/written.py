"""What a student wrote: the source of a notebook's code cells, and which names an answer in it uses."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from underhood.checking.plain_text import plain

__all__ = ["Reading", "Use", "Written", "names_used"]

PROGRAM = Path(__file__).with_name("used_names.py")
SECONDS = 10.0
MAX_CHARACTERS = 300_000
MAX_NAME = 80


@dataclass(frozen=True)
class Written:
    """The code cells of a notebook, in the order in which they ran.

    `answer` is the place of the answer cell; where it is None, the last cell that defines the exercise's name is meant.
    `ran` says that the answer cell is known to have run without an error.
    """

    cells: tuple[str, ...]
    answer: int | None = None
    ran: bool = False


@dataclass(frozen=True)
class Use:
    """A name that an answer uses: in which line of its cell, or in which helper of another cell (`within`)."""

    name: str
    line: int
    within: str = ""

    def __str__(self) -> str:
        where = f"the helper {self.within}" if self.within else f"line {self.line}"
        return f"{self.name} in {where}"


@dataclass(frozen=True)
class Reading:
    """What reading an answer has found. `doubt` says why it could not be read in full, and is empty where it could."""

    uses: tuple[Use, ...] = ()
    doubt: str = ""


def names_used(written: Written, exercise: str, without: Sequence[str], *, imports: bool = False) -> Reading:
    """Which of some names the answer to an exercise uses; with `imports`, an import alone is a use.

    The text is parsed in a process of its own: a hostile one can bring Python's parser down.
    """
    if sum(map(len, written.cells)) > MAX_CHARACTERS:
        return Reading(doubt=f"it cannot be read: the notebook has more than {MAX_CHARACTERS:,} characters of code")
    request = {"cells": written.cells, "answer": written.answer, "exercise": exercise, "without": list(without)}
    answer = _ask(request | {"imports": imports})
    if answer is None:
        return Reading(doubt="it cannot be read: Python's parser gives up on it")
    if answer["status"] == "no python" and written.ran:
        return Reading(doubt="it cannot be read: it runs, but not as Python alone")
    uses, hidden = (tuple(map(_use, answer.get(kind, ()))) for kind in ("uses", "hidden"))
    return Reading(uses, f"it cannot be read in full: {hidden[0]}" if hidden else "")


def _ask(request: Mapping[str, Any]) -> Any:
    """The program's answer; None where it crashed, or came to the end of its time or memory."""
    # Isolated: neither the folder of the notebook nor the environment has a say in what the program imports.
    command = [sys.executable, "-I", "-S", str(PROGRAM)]
    text = json.dumps(request).encode("ascii")
    try:
        done = subprocess.run(command, input=text, capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None
    return json.loads(done.stdout) if done.returncode == 0 else None


def _use(found: Mapping[str, Any]) -> Use:
    return Use(_cut(found["name"]), int(found["line"]), _cut(found["within"]))


def _cut(name: str) -> str:
    return plain(name if len(name) <= MAX_NAME else name[: MAX_NAME - 1] + "…")

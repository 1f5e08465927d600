"""The attempts that an author keeps beside the checks: known mistakes, and right answers written in an unusual way.

`attempts/<exercise>.py` holds one block an attempt. A block starts with a line `# %% mistake: title` or
`# %% right: title`; after a mistake may follow `# why: words that its WHY line holds` and `# status: raised`. The rest
of the block takes the place of the answer cell.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from autograder.errors import CourseError
from underhood.checking.outcome import Status

__all__ = ["Attempt", "read_attempts"]

_TITLE = re.compile(r"^# %% *(?P<kind>mistake|right): *(?P<title>.+?) *$")
_NOTE = re.compile(r"^# (?P<name>why|status): *(?P<text>.+?) *$")


@dataclass(frozen=True)
class Attempt:
    """One answer to an exercise, and what judging it must come to.

    `status` is None where any status but passed will do; `why` is part of the line that the mistake must earn.
    """

    exercise: str
    title: str
    is_right: bool
    source: str
    status: Status | None = None
    why: str = ""


def read_attempts(assignment_folder: Path, exercise: str) -> tuple[Attempt, ...]:
    """All attempts at an exercise, in the order of the file; none where there is no file.

    Raises:
        CourseError: the file is not of the form that this module describes.
    """
    path = assignment_folder / "attempts" / f"{exercise}.py"
    if not path.is_file():
        return ()
    return tuple(_attempt(exercise, block, path) for block in _blocks(path))


def _blocks(path: Path) -> list[list[str]]:
    blocks: list[list[str]] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("# %%"):
            blocks.append([line])
        elif blocks:
            blocks[-1].append(line)
        elif line and not line.startswith(("#", '"')):
            raise CourseError("code before the first `# %% mistake:` or `# %% right:`", str(path))
    return blocks


def _attempt(exercise: str, block: list[str], path: Path) -> Attempt:
    title = _TITLE.match(block[0])
    if title is None:
        raise CourseError(f"{block[0]!r} starts neither a mistake nor a right answer", str(path))
    notes = _notes(block[1:])
    return Attempt(
        exercise,
        title["title"],
        title["kind"] == "right",
        "\n".join(block[1 + len(notes) :]).strip() + "\n",
        _status(notes["status"], path) if "status" in notes else None,
        notes.get("why", ""),
    )


def _notes(lines: list[str]) -> dict[str, str]:
    notes = {}
    for line in lines:
        note = _NOTE.match(line)
        if note is None:
            break
        notes[note["name"]] = note["text"]
    return notes


def _status(text: str, path: Path) -> Status:
    try:
        return Status(text)
    except ValueError:
        known = ", ".join(Status)
        raise CourseError(f"{text!r} is no status of a check", str(path), f"There are: {known}.") from None

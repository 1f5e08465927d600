"""Everything that can go wrong with the data, one class and one sentence each.

A message has up to three lines: what is wrong, WHERE it was looked for (resolved path, and what lies there) and NEXT,
the one command to run. The readers of single files know only the first line; `told` adds the other two, because only
the caller knows whether a folder came from an environment variable, from the cache or from the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, ClassVar, Self

SHOWN_NAMES = 8


class DataError(Exception):
    """Base of all failures of the data: `str()` is a message for the student, `facts` are its parts."""

    template: ClassVar[str] = "{reason}"

    def __init__(self, **facts: Any) -> None:
        super().__init__(self.template.format(**facts))
        self.facts = facts
        self.where = ""
        self.next_step = ""

    def __str__(self) -> str:
        lines = [self.template.format(**self.facts)]
        lines += [f"WHERE  {self.where}"] if self.where else []
        lines += [f"NEXT   {self.next_step}"] if self.next_step else []
        return "\n".join(lines)

    def __reduce__(self) -> tuple[Callable[..., DataError], tuple[Any, ...]]:
        # Exceptions rebuild themselves from positional arguments; ours have names, and must survive a worker process.
        return _rebuilt, (type(self), self.facts, self.where, self.next_step)

    def told(self, where: str, next_step: str) -> Self:
        """Add the place and the next step where they are not yet known; returns the same error."""
        self.where = self.where or where
        self.next_step = self.next_step or next_step
        return self


def _rebuilt(kind: type[DataError], facts: dict[str, Any], where: str, next_step: str) -> DataError:
    return kind(**facts).told(where, next_step)


class BadFile(DataError):
    """A file is truncated, corrupt, or not what its name says."""

    template = "{path} was refused: {reason}"


class Disagreement(DataError):
    """Two files are fine by themselves and do not belong together."""

    template = "{what} and {other} do not belong together: {reason}"


class MissingFiles(DataError):
    """Some files of a form are there and others are not."""

    template = "the {form} are not complete: no {missing}"


class NoDigits(DataError):
    """None of the four forms was found."""

    template = (
        "no digits found. Four forms are understood: idx files, idx files packed with gzip (.gz), "
        "PNG folders named by digit (training/3/123.png), and mnist.pkl.gz"
    )


class NoSuchFolder(DataError):
    """A folder was named that is not there, or is a file."""

    template = "{path} {reason}"


class NotFetched(DataError):
    """MNIST was asked for and is not on this machine."""

    template = "MNIST has not been fetched to this machine yet"


class ChecksumDiffers(DataError):
    """A file has the right form and size, but other bytes than the original."""

    template = "{path} was refused: its bytes are not those of the original (SHA-256 {got}…, expected {expected}…)"


class UnknownSource(DataError):
    """Neither `load_digits` nor UNDERHOOD_DIGITS knows this name."""

    template = "{setting} is {value!r}; it can be {choices}"


class NoSuchDigit(DataError, ValueError):
    """A digit outside 0..9 was asked for."""

    template = "a digit is one of 0, 1, … 9, and {value!r} is none of them"


class BrokenInstallation(DataError):
    """A file that ships with the course is missing or altered."""

    template = "this installation of underhood is broken: {path} {reason}"


class NoMirrorWorked(DataError):
    """Every mirror was tried, each failure is named."""

    template = "{name} could not be fetched.\n{failures}"


class NoMirrorReached(NoMirrorWorked):
    """This machine has no network, or its network lets none of the mirrors through."""

    template = "MNIST could not be fetched: none of its hosts can be reached from here ({hosts})"


class CannotWrite(DataError):
    """The folder does not take files, or its disk is full."""

    template = "{path} could not be written: {reason}"


def listing(folder: Path) -> str:
    """The resolved folder and the names in it, cut short, for the WHERE line of a message."""
    try:
        names = sorted(entry.name + "/" * entry.is_dir() for entry in folder.iterdir() if entry.name[0] != ".")
    except OSError as error:
        return f"{folder} ({(error.strerror or str(error)).lower()})"
    more = f", and {len(names) - SHOWN_NAMES} more" if len(names) > SHOWN_NAMES else ""
    return f"{folder} (in it: {', '.join(names[:SHOWN_NAMES]) or 'nothing'}{more})"


@contextmanager
def telling(folder: Path, next_step: str) -> Iterator[None]:
    """Whatever `DataError` passes through here leaves with this folder and this next step in its message."""
    try:
        yield
    except DataError as error:
        error.told(listing(folder), next_step)
        raise

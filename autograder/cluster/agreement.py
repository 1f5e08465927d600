"""What two machines have to have in common for the same submission to get the same score on both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from autograder.course import Course
from autograder.engine.judge_process import versions_here

__all__ = ["Facts", "Ready", "differences", "facts_here"]

PACKAGES = ("autograder", "underhood")
# Those of nbgrader's settings that say which files a submission is made of.
SETTINGS = (
    "source_directory", "submitted_directory", "autograded_directory", "directory_structure", "ignore", "include",
    "max_file_size",
)  # fmt: skip


@dataclass(frozen=True)
class Facts:
    """Of one machine: the versions of what may change a number, settings of the course, and digests of its checks."""

    versions: Mapping[str, str]
    settings: Mapping[str, str]
    checks: Mapping[str, str]


@dataclass(frozen=True)
class Ready:
    """The judges are there, behind a wall of this level."""

    level: str
    facts: Facts


def facts_here(course: Course, assignments: Sequence[str]) -> Facts:
    """The facts of this machine.

    Raises:
        CourseError: the assignments cannot be read here.
    """
    ours = f"{version('underhood')} ({_digest_of_code()})"
    return Facts(
        {**versions_here(), "distributed": version("distributed"), "underhood": ours},
        {name: str(getattr(course.directory, name, None)) for name in SETTINGS},
        {name: course.assignment(name).digest() for name in assignments},
    )


def differences(here: Facts, there: Facts) -> str:
    """In which they differ, in words; empty where they agree."""
    return "; ".join([
        *_differing(here.versions, there.versions, "it has {name} {there}, and this machine has {here}"),
        *_differing(here.settings, there.settings, "there the course's setting {name} is {there}, and here {here}"),
        *_differing(here.checks, there.checks, "it sees another notebook or other checks of {name}"),
    ])  # fmt: skip


def _differing(here: Mapping[str, str], there: Mapping[str, str], words: str) -> Iterator[str]:
    for name in sorted({*here, *there}):
        if here.get(name) != there.get(name):
            yield words.format(name=name, here=here.get(name, "nothing"), there=there.get(name, "nothing"))


def _digest_of_code() -> str:
    """Of our own sources: a working copy keeps its version while it changes."""
    digest = hashlib.sha256()
    for path in sorted(path for folder in _folders() for path in folder.rglob("*.py")):
        digest.update(f"{path.parent.name}/{path.name}\0".encode())
        digest.update(path.read_bytes())
    return f"sources {digest.hexdigest()[:12]}"


def _folders() -> Iterator[Path]:
    for name in PACKAGES:
        spec = find_spec(name)
        if spec is not None and spec.origin is not None:
            yield Path(spec.origin).parent

"""What a judge's process is asked, and what it answers: plain data that travels between trusted processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from autograder.engine.judge_submission import Judged
from autograder.submission.folder import Submission

__all__ = ["Broken", "JudgeTask", "NotJudged", "PageDone", "PageTask", "Verdict"]


@dataclass(frozen=True)
class JudgeTask:
    """Judge this submission, unless it has been graded; `recorded` says whether the gradebook knows it."""

    submission: Submission
    recorded: bool = False


@dataclass(frozen=True)
class PageTask:
    """Write the feedback page of a submission that is recorded."""

    student: str
    assignment: str


@dataclass(frozen=True)
class Verdict:
    """What became of one submission: `kind` is graded, kept, unreadable or failed. `fault` tells why it failed."""

    submission: Submission
    kind: str
    judged: Judged | None = None
    receipt: Mapping[str, Any] = field(default_factory=dict)
    fault: str = ""


@dataclass(frozen=True)
class NotJudged:
    """The wall fell while this was judged, so there is no verdict; it can be judged again."""

    task: JudgeTask
    fault: str


@dataclass(frozen=True)
class PageDone:
    """The page has been written, or why not."""

    student: str
    assignment: str
    failure: str = ""


@dataclass(frozen=True)
class Broken:
    """The course or this machine is at fault: no submission of this assignment can be judged."""

    error: Exception

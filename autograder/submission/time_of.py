"""When a submission was handed in, as its folder says."""

from __future__ import annotations

from datetime import datetime

from nbgrader.utils import parse_utc

from autograder.submission.folder import Submission

__all__ = ["handed_in_at", "note_on_time"]


def handed_in_at(submission: Submission) -> datetime | None:
    """The time in `timestamp.txt`, in UTC and without a zone, as nbgrader keeps it; None where it tells none."""
    try:
        return None if submission.timestamp is None else _parsed(submission.timestamp)
    except (ValueError, OverflowError, TypeError, AttributeError):
        # dateutil raises all of these on odd text.
        return None


def note_on_time(submission: Submission) -> tuple[str, ...]:
    """What student and instructor should know of it."""
    if submission.timestamp is None or handed_in_at(submission) is not None:
        return ()
    return ("timestamp.txt holds no date: the submission counts as in time",)


def _parsed(text: str) -> datetime:
    found: datetime = parse_utc(text)
    return found

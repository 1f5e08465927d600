"""From what a check raised to what the student reads."""

from __future__ import annotations

import traceback
from typing import Any

import pytest

from underhood.checking.advice import advice_about
from underhood.checking.expectations import Wrong
from underhood.checking.outcome import CheckResult, Status
from underhood.checking.plain_text import plain
from underhood.checking.student import (
    AnswerRefused,
    NameMissing,
    NotAttempted,
    StudentRaised,
    StudentStopped,
    StudentTimedOut,
)

__all__ = ["HIDDEN_FILE", "RESULT", "as_report", "five_lines", "result_of"]

RESULT = pytest.StashKey[CheckResult]()
"""Where an item of pytest keeps what its check came to."""

HIDDEN_FILE = "hidden_checks.py"
NO_ERROR = "your code runs to its end without an error"


def result_of(item: pytest.Item, call: pytest.CallInfo[Any]) -> CheckResult:
    """The result of one check, from the marker, the docstring, and the exception where there was one."""
    marker = item.get_closest_marker("exercise")
    assert marker is not None
    error = call.excinfo.value if call.excinfo else None
    hidden = item.path.name == HIDDEN_FILE
    status, lines = _said(error, hidden)
    fault = "".join(traceback.format_exception(error, limit=-3)) if error and status is Status.COULD_NOT_RUN else ""
    return CheckResult(
        name=item.name,
        status=status,
        points=float(marker.kwargs.get("points", 0)),
        hidden=hidden,
        seconds=round(call.duration, 4),
        what=" ".join((getattr(item, "function", item).__doc__ or item.name).split()),
        fault=fault,
        flag=_flag(item),
        **lines,
    )


def _flag(item: pytest.Item) -> str:
    student = getattr(item, "funcargs", {}).get("student")
    return "; ".join(getattr(student, "flags", ()))


def five_lines(result: CheckResult) -> list[tuple[str, str]]:
    """The labelled lines of a check that did not pass; a hidden check tells only what the author wrote."""
    lines = [("WHAT", result.what), ("EXPECTED", result.expected)]
    if not result.hidden:
        lines += [("GOT", result.got), ("WHY", result.why), ("NEXT", result.next)]
    return [(label, plain(text)) for label, text in lines if text]


def as_report(result: CheckResult) -> str:
    """The lines as a terminal shows them."""
    return "\n".join(f"{label:<9} {text}" for label, text in [("STATUS", str(result.status)), *five_lines(result)])


def _said(error: BaseException | None, hidden: bool) -> tuple[Status, dict[str, str]]:
    match error:
        case None:
            return Status.PASSED, {}
        case NotAttempted():
            expected = "an answer of your own"
            return Status.NOT_ATTEMPTED, {"expected": expected, "got": str(error), "next": error.next}
        case NameMissing(name=name):
            return Status.NOT_ATTEMPTED, {
                "expected": f"the notebook defines {name}",
                "got": f"there is no {name} in the notebook",
                "next": f"run the cell that defines {name}, then this check again",
            }
        case StudentRaised():
            return Status.RAISED, {
                "expected": NO_ERROR,
                "got": _raised(error),
                "next": advice_about(error.type, error.message, error.room),
            }
        case StudentTimedOut():
            expected = f"an answer within {error.seconds:g} seconds"
            return Status.TIMED_OUT, {"expected": expected, "got": str(error), "next": "is there a loop without end?"}
        case StudentStopped():
            advice = "look for exit(), and for memory that grows without end"
            return Status.RAISED, {"expected": NO_ERROR, "got": str(error), "next": advice}
        case AnswerRefused():
            return Status.WRONG, {"expected": "a value of ordinary size", "got": f"something else: {error}"}
        case Wrong():
            expected = error.words if hidden or not error.value else f"{error.words}: {error.value}"
            return Status.WRONG, {"expected": expected, "got": error.got, "why": error.why, "next": error.next}
        case AssertionError():
            return Status.WRONG, {"got": str(error).partition("\n")[0]}
        case _:
            return Status.COULD_NOT_RUN, {}


def _raised(error: StudentRaised) -> str:
    where = f" (line {error.line_number} of your cell: {error.line})" if error.line else ""
    return f"{error}{where}"

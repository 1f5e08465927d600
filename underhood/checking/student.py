"""`student`: how a check speaks to the student's code, wherever that code runs.

The same requests travel over one of two transports: straight into this process (in JupyterLab and on the instructor's
own solutions), or over a wire to a worker (in grading). Both carry only values, so that a check can't tell them apart.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import torch

from underhood.checking.advice import Room
from underhood.checking.probe import Probe
from underhood.checking.values import Handle, ValueRefused, decode, encode
from underhood.checking.written import Written

__all__ = [
    "UNFINISHED",
    "AnswerRefused",
    "NameMissing",
    "NotAttempted",
    "Observation",
    "Student",
    "StudentFailed",
    "StudentRaised",
    "StudentStopped",
    "StudentTimedOut",
    "Target",
    "Transport",
]

Target: TypeAlias = str | Handle | tuple[Any, str]
"""A name of the notebook, an object kept there, or `(one of these, attribute)`."""

CALL_SECONDS = 10.0
CPU = torch.device("cpu")
WRITE_IT = "write your answer, run its cell, then run this check"
UNFINISHED = "replace the line raise NotImplementedError() with your code, run the cell, then run this check"
MAX_TEXT = 500
"""Characters of a message that a student reads."""


class StudentFailed(Exception):
    """The student's side gave no value. Each subclass is one way in which that happens."""


class NotAttempted(StudentFailed):
    """The exercise is as it was released. A check raises it where an answer, such as a quiz, is still empty.

    Args:
        got: what there is instead of an answer.
        next: what to do about it.
    """

    def __init__(self, got: str = "the cell is as it was released", next: str = WRITE_IT) -> None:
        super().__init__(got)
        self.next = next


class NameMissing(StudentFailed):
    """The notebook does not define the name."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} is not defined")
        self.name = name


class StudentRaised(StudentFailed):
    """The student's code raised an exception. `room` is what it may use over there, where that is known."""

    def __init__(
        self, type: str, message: str = "", line_number: int = 0, line: str = "", room: Room | None = None
    ) -> None:
        super().__init__(f"{type}: {message}" if message else type)
        self.type, self.message, self.line_number, self.line, self.room = type, message, line_number, line, room


class StudentTimedOut(StudentFailed):
    """The student's code did not end in time."""

    def __init__(self, seconds: float, what: str = "a call") -> None:
        super().__init__(f"{what} took more than {seconds:g} seconds")
        self.seconds, self.what = seconds, what


class StudentStopped(StudentFailed):
    """The process in which the student's code ran ended under it."""


class AnswerRefused(StudentFailed):
    """The answer is larger or deeper than may cross, or is no answer at all."""


class Transport(Protocol):
    """Carries a request to the student's side and brings the answer."""

    def send(self, request: bytes, seconds: float) -> bytes | memoryview:
        """The answer to a request that may take so many seconds over there.

        Raises:
            StudentFailed: there will be no answer.
        """
        ...

    def written(self, exercise: str) -> Written | None:
        """The cells of the notebook, as text; None where they cannot be had."""
        ...


@dataclass(frozen=True)
class Observation:
    """What a call returned, and its inputs as they were afterwards."""

    value: Any
    args: tuple[Any, ...]
    kwargs: dict[str, Any]


class Student:
    """One student's notebook, as a check sees it. Everything that is returned is a value (see `values`).

    Args:
        transport: where the student's code is.
        seed: the random number generators over there start from it before each request.
        seconds: how long one request may take.
        device: where tensors land that the code over there makes without naming a device.
        missing: turns the name of something that the notebook lacks into the failure that the student should read.
        room: what the code over there may use, where that is limited.
    """

    def __init__(
        self,
        transport: Transport,
        *,
        seed: int = 0,
        seconds: float = CALL_SECONDS,
        device: torch.device = CPU,
        missing: Callable[[str], Exception] = NameMissing,
        room: Room | None = None,
    ) -> None:
        self._transport = transport
        self._seed = seed
        self._seconds = seconds
        self._device = device
        self._missing = missing
        self._room = room
        self.timed_out: StudentTimedOut | None = None
        self.has_left_something = False
        self.flags: list[str] = []

    def allow(self, seconds: float) -> None:
        """Let each request from now on take so many seconds."""
        self._seconds = seconds

    def flag(self, reason: str) -> None:
        """Ask a person to look at this exercise. It costs no points by itself."""
        self.flags.append(reason)

    def written(self, exercise: str) -> Written | None:
        """What the student wrote; None where the source cannot be had, outside of grading."""
        return self._transport.written(exercise)

    def call(self, target: Target, *args: Any, **kwargs: Any) -> Any:
        """What the student's function returns for these arguments."""
        return self._ask("call", target=target, args=args, kwargs=kwargs, inputs=False)["value"]

    def observe(self, target: Target, *args: Any, **kwargs: Any) -> Observation:
        """What the student's function returns, and what it has made of its inputs."""
        answer = self._ask("call", target=target, args=args, kwargs=kwargs, inputs=True)
        after, named = answer.get("args", ()), answer.get("kwargs", {})
        alike = isinstance(after, tuple) and isinstance(named, dict)
        if not alike or len(after) != len(args) or named.keys() != kwargs.keys():
            raise AnswerRefused("the inputs came back as something else")
        return Observation(answer["value"], after, named)

    def make(self, target: Target, *args: Any, **kwargs: Any) -> Handle:
        """Call, and keep what is returned over there: a model, an optimizer, a loader."""
        return self._handle(self._ask("make", target=target, args=args, kwargs=kwargs)["value"])

    def value(self, target: Target) -> Any:
        """The value of a variable of the notebook, or of an attribute of an object kept there."""
        return self._ask("value", target=target)["value"]

    def assign(self, name: str, value: Any) -> None:
        """Give a variable of the notebook another value, until this check has ended."""
        self._ask("assign", name=name, value=value)

    def probe(self, probe: Probe, *args: Any, **kwargs: Any) -> Any:
        """What a probe returns that runs over there."""
        return self._probe(probe, args, kwargs, keep=False)

    def make_by(self, probe: Probe, *args: Any, **kwargs: Any) -> Handle:
        """Run a probe, and keep what it returns over there."""
        return self._handle(self._probe(probe, args, kwargs, keep=True))

    def _probe(self, probe: Probe, args: tuple[Any, ...], kwargs: dict[str, Any], *, keep: bool) -> Any:
        message = {"name": probe.name, "source": probe.source, "args": args, "kwargs": kwargs, "keep": keep}
        return self._ask("probe", **message)["value"]

    def _handle(self, value: Any) -> Handle:
        if not isinstance(value, Handle):
            raise AnswerRefused("an object was asked for, and something else came")
        return value

    def _ask(self, operation: str, **message: Any) -> dict[str, Any]:
        settings = {"seconds": self._seconds, "seed": self._seed, "device": self._device.type}
        request = encode({"do": operation, **settings, **message})
        # An object that is kept over there, or another value under a name of the notebook's: to be undone at the end.
        self.has_left_something |= operation in ("make", "assign") or bool(message.get("keep"))
        data = self._transport.send(request, self._seconds)
        try:
            answer = decode(data)
        except ValueRefused as error:
            raise AnswerRefused(str(error)) from error
        if not isinstance(answer, dict):
            raise AnswerRefused("not an answer")
        status = _text(answer, "status")
        if status != "ok":
            raise self._failure(status, answer)
        if "value" not in answer:
            raise AnswerRefused("an answer without a value")
        return answer

    def _failure(self, status: str, answer: dict[str, Any]) -> Exception:
        match status:
            case "unfinished":
                return NotAttempted(next=UNFINISHED)
            case "timed out":
                self.timed_out = StudentTimedOut(self._seconds)
                return self.timed_out
            case "missing":
                return self._missing(_text(answer, "name"))
            case "raised":
                number = answer.get("line_number")
                return StudentRaised(
                    _text(answer, "type"), _text(answer, "message"),
                    number if isinstance(number, int) else 0, _text(answer, "line"), self._room,
                )  # fmt: skip
            case _:
                return AnswerRefused(_text(answer, "message") or "not an answer")


def _text(answer: dict[str, Any], name: str) -> str:
    """A text of an answer, cut to a length that fits on a card, whatever the student's side sent in its place."""
    found = answer.get(name)
    return found[:MAX_TEXT] if isinstance(found, str) else ""

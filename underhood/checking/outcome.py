"""What judging an exercise can come to: six statuses, the result of a check, the result of an exercise."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

__all__ = ["CheckResult", "ExerciseResult", "Status"]


class Status(StrEnum):
    """The six outcomes of a check. The last one is a fault of the system and never becomes a zero."""

    PASSED = "passed"
    NOT_ATTEMPTED = "not attempted"
    RAISED = "raised"
    WRONG = "wrong"
    TIMED_OUT = "timed out"
    COULD_NOT_RUN = "could not be run"


@dataclass(frozen=True)
class CheckResult:
    """One check on one student's answer, with the five lines that the student reads.

    `points` is what the check is worth, `seconds` how long it took. `what` and `expected` are the author's words;
    `got` and `why` come from the student's answer and are never shown for a hidden check. `flag` says what a person
    should look at, whatever the status.
    """

    name: str
    status: Status
    points: float
    hidden: bool = False
    seconds: float = 0.0
    what: str = ""
    expected: str = ""
    got: str = ""
    why: str = ""
    next: str = ""
    fault: str = ""
    flag: str = ""

    @property
    def passed(self) -> bool:
        """Whether the answer had the property that this check looks for."""
        return self.status is Status.PASSED


@dataclass(frozen=True)
class ExerciseResult:
    """All checks of one exercise on one student's answer, visible ones first, in the order of the files.

    `notices` are what a person should look at, beside the flags of the checks.
    """

    name: str
    checks: tuple[CheckResult, ...] = field(default=())
    notices: tuple[str, ...] = ()

    @property
    def max_score(self) -> float:
        """What the exercise is worth: the points of its checks together."""
        return sum(check.points for check in self.checks)

    @property
    def status(self) -> Status:
        """The status of the first check that did not pass; a fault of the system comes before all others."""
        failed = [check.status for check in self.checks if not check.passed]
        if Status.COULD_NOT_RUN in failed or not self.checks:
            return Status.COULD_NOT_RUN
        return failed[0] if failed else Status.PASSED

    @property
    def score(self) -> float | None:
        """The points earned, or None where the system, not the student, failed.

        The first check is the worked example from the text. An answer that fails it earns nothing: a property such
        as "the input stays as it was" is no achievement of a function that does not do its work.
        """
        if self.status is Status.COULD_NOT_RUN:
            return None
        if not self.checks[0].passed:
            return 0.0
        return sum(check.points for check in self.checks if check.passed)

    @property
    def flags(self) -> tuple[str, ...]:
        """What a person should look at; it costs no points."""
        return tuple(dict.fromkeys((*self.notices, *(check.flag for check in self.checks if check.flag))))

    @property
    def checks_passed(self) -> int:
        """How many checks the answer passed. One that was not attempted has passed none, whatever may be true of it."""
        return 0 if self.status is Status.NOT_ATTEMPTED else sum(check.passed for check in self.checks)

    @property
    def first_failed(self) -> CheckResult | None:
        """The check that the student is told about, or None where all passed."""
        return next((check for check in self.checks if not check.passed), None)

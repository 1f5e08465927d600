"""What an author of checks uses: `from underhood.checking import exercise, expect_close`.

A check is a pytest function with the `student` fixture and the `exercise` marker. Its docstring is the line WHAT.
"""

import pytest

from underhood.checking.expectations import Mistake, Wrong, expect, expect_close, expect_equal, expect_error
from underhood.checking.forms import require_form
from underhood.checking.outcome import CheckResult, ExerciseResult, Status
from underhood.checking.probe import Probe, probe
from underhood.checking.source_rules import expect_own
from underhood.checking.student import NotAttempted, Observation, Student
from underhood.checking.values import Handle, Opaque

__all__ = [
    "CheckResult",
    "ExerciseResult",
    "Handle",
    "Mistake",
    "NotAttempted",
    "Observation",
    "Opaque",
    "Probe",
    "Status",
    "Student",
    "Wrong",
    "exercise",
    "expect",
    "expect_close",
    "expect_equal",
    "expect_error",
    "expect_own",
    "probe",
    "require_form",
]

exercise = pytest.mark.exercise

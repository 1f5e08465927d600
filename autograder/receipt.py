"""`result.json`: what a submission earned and why, enough to grade it again and get the same."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from underhood.checking.outcome import CheckResult, ExerciseResult
from underhood.checking.plain_text import plain

__all__ = [
    "RECEIPT_NAME",
    "UNREADABLE",
    "Circumstances",
    "is_graded",
    "is_unreadable",
    "load_receipt",
    "receipt",
    "receipt_text",
]

RECEIPT_NAME = "result.json"
SCHEMA = 1
UNREADABLE = "unreadable"
"""The name of the only check of each exercise where a file could not be read. Those of an author begin with `test`."""


@dataclass(frozen=True)
class Circumstances:
    """All that a grade depends on: the same circumstances give the same grade.

    `notebook_sha256` is of the submitted file, `checks_sha256` is `Assignment.digest()`; `versions` is of Python, torch
    and whatever else may change a number.
    """

    notebook_sha256: str
    checks_sha256: str
    seed: int
    device: str = "cpu"
    versions: Mapping[str, str] = field(default_factory=dict)

    def as_dict(self) -> dict[str, Any]:
        """The circumstances in the words of `result.json`."""
        return {
            "seed": self.seed,
            "device": self.device,
            "versions": dict(sorted(self.versions.items())),
            "notebook_sha256": self.notebook_sha256,
            "checks_sha256": self.checks_sha256,
        }


def receipt(
    assignment: str,
    student: str,
    results: Sequence[ExerciseResult],
    circumstances: Circumstances,
    *,
    repairs: Sequence[str] = (),
    faults: Sequence[str] = (),
    seconds: float = 0.0,
) -> dict[str, Any]:
    """The content of `result.json`, in the order in which it is written.

    An exercise that could not be judged has the score null. It counts as nothing in the sum, and `faults` says so; the
    check's own faults are added to those given. `flags` says what a person should look at; it costs no points.
    """
    exercises = [_exercise(result) for result in results]
    return {
        "schema": SCHEMA,
        "assignment": assignment,
        "student": student,
        "score": sum(exercise["score"] or 0.0 for exercise in exercises),
        "max_score": sum(exercise["max_score"] for exercise in exercises),
        "exercises": exercises,
        "repairs": [plain(line) for line in repairs],
        "faults": [plain(line) for line in (*faults, *_faults(results))],
        "flags": [plain(f"{result.name}: {flag}") for result in results for flag in result.flags],
        **circumstances.as_dict(),
        "seconds": round(seconds, 3),
    }


def receipt_text(content: Mapping[str, Any]) -> str:
    """The text of `result.json`: the same content gives the same bytes."""
    return json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def load_receipt(folder: Path) -> dict[str, Any] | None:
    """The receipt in `folder`, or None where there is none that can be read."""
    try:
        content = json.loads((folder / RECEIPT_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return content if isinstance(content, dict) and content.get("schema") == SCHEMA else None


def is_graded(folder: Path, circumstances: Circumstances) -> bool:
    """Whether `folder` holds a grade given under the same circumstances and without any fault of the system."""
    content = load_receipt(folder)
    if content is None or content.get("faults"):
        return False
    wanted = circumstances.as_dict()
    return {key: content.get(key) for key in wanted} == wanted


def is_unreadable(content: Mapping[str, Any]) -> bool:
    """Whether the receipt is that of a file which could not be read: `repairs` then hold why, and nothing else."""
    return any(check["name"] == UNREADABLE for exercise in content["exercises"] for check in exercise["checks"])


def _exercise(result: ExerciseResult) -> dict[str, Any]:
    return {
        "name": result.name,
        "score": result.score,
        "max_score": result.max_score,
        "status": str(result.status),
        "checks": [_check(check) for check in result.checks],
    }


def _check(check: CheckResult) -> dict[str, Any]:
    return {
        "name": check.name,
        "hidden": check.hidden,
        "status": str(check.status),
        "seconds": round(check.seconds, 3),
        "what": plain(check.what),
        "expected": plain(check.expected),
        "got": plain(check.got),
        "why": plain(check.why),
        "next": plain(check.next),
    }


def _faults(results: Sequence[ExerciseResult]) -> list[str]:
    return [f"{result.name}: {check.fault}" for result in results for check in result.checks if check.fault]

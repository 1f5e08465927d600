"""The settings of a run: what the command says, else what the course says, else as by default."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from typing import Any

from autograder.course import Course
from autograder.errors import AutograderError
from autograder.settings import GradeSettings
from underhood.device import DEVICES

__all__ = ["chosen_settings"]

MOST_JOBS = 1_000
MOST_SEED = 2**63 - 1
ASK_FOR_DEVICES = "from underhood.device import devices_here; print(*devices_here())"


def chosen_settings(
    course: Course, said: Mapping[str, Any] | None = None, limits: Mapping[str, float] | None = None, **run: Any
) -> GradeSettings:
    """The settings of a run.

    Args:
        course: its `c.Underhood` may have `jobs`, `device`, `seed` and `limits`.
        said: what counts in their place, by the same names.
        limits: what counts in the place of single limits, by the names of `Limits`.
        run: whatever else `GradeSettings` has.

    Raises:
        AutograderError: a number or a device that cannot be used, or that this machine lacks.
    """
    own = course.config.get("Underhood", {})
    chosen = {name: own[name] for name in ("jobs", "device", "seed") if name in own}
    for name, value in chosen.items():
        if problem := _problem(name, value):
            raise course.wrong_setting(name, problem)
    for name, value in (said or {}).items():
        if problem := _problem(name, value):
            raise AutograderError(problem)
    try:
        all_limits = course.limits.with_chosen(limits or {})
    except ValueError as error:
        raise AutograderError(str(error)) from error
    settings = GradeSettings(**{"wall": course.wall_policy, "limits": all_limits, **chosen, **(said or {}), **run})
    if settings.device != "cpu" and not settings.cluster:
        _require_here(settings.device)
    return settings


def _problem(name: str, value: object) -> str:
    """Why this is no such setting; "" where it is one."""
    if name == "device":
        return "" if value in DEVICES else f"there is no device {value!r}: there are {', '.join(DEVICES)}"
    most = MOST_JOBS if name == "jobs" else MOST_SEED
    is_fine = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= most
    return "" if is_fine else f"{name} is {value!r}, and has to be a whole number from 0 to {most}"


def _require_here(device: str) -> None:
    """Ask another process, since one that has looked for a card must not be forked any more."""
    here = subprocess.run([sys.executable, "-c", ASK_FOR_DEVICES], capture_output=True, text=True, check=True)
    if device not in here.stdout.split():
        what = f"this machine has no device {device!r}"
        raise AutograderError(what, "", f"It has: {', '.join(here.stdout.split())}.")

"""The settings of a run that nbgrader starts: the engine's own (`c.Underhood`), and nbgrader's where they say more."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from traitlets.config import Config

from autograder.engine.limits import Limits
from autograder.errors import CourseError
from autograder.settings import GradeSettings, WallPolicy

__all__ = ["engine_settings"]

_MEGABYTE = 2**20
_IN_MEGABYTES = ("memory", "disk")


def engine_settings(config: Config, **given: Any) -> GradeSettings:
    """`c.Underhood` as settings of the engine; `given` are what a run decides by itself (students, force).

    `jobs`, `device` and `seed` are those of `underhood grade`; `limits` is a dict by the names of `Limits`, with
    memory and disk in megabytes.

    Raises `CourseError` where a limit has another name.
    """
    own = config.get("Underhood", {})
    chosen = {name: own[name] for name in ("jobs", "device", "seed") if name in own}
    policy = WallPolicy.IF_POSSIBLE if own.get("own_submissions", False) else WallPolicy.REQUIRED
    return GradeSettings(**{"wall": policy, "limits": _limits(own.get("limits", {}), config), **chosen, **given})


def _limits(wanted: dict[str, float], config: Config) -> Limits:
    names = {field.name for field in fields(Limits)}
    if unknown := sorted(wanted.keys() - names):
        raise CourseError(f"there is no limit {', '.join(unknown)}", "c.Underhood.limits in nbgrader_config.py")
    seconds = config.get("Execute", {}).get("timeout")
    from_nbgrader = {"cell": float(seconds)} if isinstance(seconds, int | float) and seconds > 0 else {}
    given = {name: int(value * _MEGABYTE) if name in _IN_MEGABYTES else value for name, value in wanted.items()}
    return Limits(**{**from_nbgrader, **given})  # type: ignore[arg-type]

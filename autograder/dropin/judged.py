"""Which assignments are this project's own, and what the checks that students have say of one of their notebooks.

To collect checks is to run pytest, which is nothing to do inside of a server that others use, too: it has a process of
its own.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from nbgrader.coursedir import CourseDirectory

from autograder.errors import AutograderError

__all__ = ["are_checks", "is_ours", "judged_elsewhere"]

SECONDS = 600.0


def are_checks(path: Path) -> bool:
    """Whether a file holds checks of this project, and not something else of that name."""
    try:
        return "underhood" in path.read_text("utf-8", "replace")
    except OSError:
        return False


def is_ours(directory: CourseDirectory, assignment: str) -> bool:
    """Whether an assignment is judged by checks from outside: they are beside its notebook, and written for that."""
    folder = Path(directory.format_path(directory.source_directory, ".", assignment))
    return are_checks(folder / "checks.py")


def judged_elsewhere(notebook: Path) -> list[dict[str, Any]]:
    """What the checks beside a notebook say of each exercise: its `name`, whether it `passed`, and in `text` why not.

    Raises `AutograderError` where they cannot be run.
    """
    command = [sys.executable, "-m", "autograder.dropin.judge_notebook", str(notebook.absolute())]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise AutograderError(f"the checks took more than {SECONDS:g} seconds", str(notebook)) from error
    if done.returncode != 0:
        raise AutograderError(f"the checks could not be run. They said:\n{done.stderr[-2000:]}", str(notebook))
    exercises: list[dict[str, Any]] = json.loads(done.stdout)
    return exercises

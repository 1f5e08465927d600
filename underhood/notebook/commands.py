"""What a student types into a cell: `check("relu")`, `hint("relu")`, `progress()`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import torch
from IPython.core.getipython import get_ipython

from underhood.checking.local import LocalTransport
from underhood.checking.outcome import ExerciseResult, Status
from underhood.checking.pytest_plugin import StudentSource
from underhood.checking.session import Collected, with_checks
from underhood.checking.student import Student, StudentTimedOut
from underhood.device import chosen_device
from underhood.notebook.answers import essays_in, in_order, names_in
from underhood.notebook.card import card_html, card_text
from underhood.notebook.errors import CheckStopped, NothingToCheck, NotPassed
from underhood.notebook.shown import Shown, hints_shown, progress_shown
from underhood.notebook.unread_cells import error_in_last_run, watch
from underhood.surroundings import CHECKS_ELSEWHERE, NBGRADER_VALIDATES

__all__ = ["check", "hint", "progress"]

Answer = TypeVar("Answer")

CHECKS_FILE, HINTS_FILE = "checks.py", "hints.toml"

_hints_taken: dict[str, int] = {}


def check(exercise: str) -> Shown:
    """Run the checks of one exercise on what the notebook has defined, and show what came of it.

    Raises:
        NothingToCheck: the folder of the notebook has no `checks.py`, or that file no such exercise.
        CheckStopped: an interrupt from the keyboard.
        NotPassed: the answer has not passed, and nbgrader validates: it takes a cell that raises nothing for passed.
    """
    _in_quotes(check, exercise)
    if _checked_elsewhere():
        return Shown(f"{exercise} is checked outside this notebook.")
    result = _with_checks(lambda checks: _judge(checks, exercise))
    note = _older(exercise)
    if NBGRADER_VALIDATES in os.environ and result.status is not Status.PASSED:
        raise NotPassed(card_text(result, note=note))
    return Shown(card_text(result, note=note), card_html(result, note=note))


def hint(exercise: str) -> Shown:
    """Show the next hint for an exercise, below those that were shown before.

    Raises:
        NothingToCheck: the folder of the notebook has no hints, or none for this exercise.
    """
    _in_quotes(hint, exercise)
    if _checked_elsewhere():
        return Shown("Hints are shown in the notebook that students work in.")
    hints = _hints().get(exercise)
    if hints is None and exercise in essays_in(_folder()):
        raise NothingToCheck(f"{exercise} is read by a person: there are no hints for it.")
    if hints is None:
        raise NothingToCheck(f"There is no exercise {exercise!r} here. There are: {', '.join(_hints())}.")
    _hints_taken[exercise] = min(_hints_taken.get(exercise, 0) + 1, len(hints))
    return hints_shown(exercise, hints[: _hints_taken[exercise]], len(hints))


def progress() -> Shown:
    """Run every check of this notebook and show which exercises are done."""
    if _checked_elsewhere():
        return Shown("Progress is shown where the checks run.")
    order = names_in(_folder())
    results = _with_checks(lambda checks: [_judge(checks, name) for name in in_order(checks.exercises, order)])
    return progress_shown(results, essays_in(_folder()))


def _in_quotes(command: Callable[[str], Shown], exercise: object) -> None:
    """Refuse what is no text: mostly the student's function itself, whose name is meant."""
    if not isinstance(exercise, str):
        name = getattr(exercise, "__name__", "name")
        raise NothingToCheck(f'Write the name of the exercise in quotes: {command.__name__}("{name}")')


def _judge(checks: Collected, exercise: str) -> ExerciseResult:
    if exercise in essays_in(_folder()):
        raise NothingToCheck(f"{exercise} is graded by a person: there is nothing to check here.")
    if exercise not in checks.exercises:
        raise NothingToCheck(f"There is no exercise {exercise!r} here. There are: {', '.join(checks.exercises)}.")
    return checks.judge(exercise, _this_notebook())


def _older(exercise: str) -> str:
    """What to say where the answer that was checked is not the one that the student ran last."""
    error = error_in_last_run(exercise)
    return f"the last run of your cell ended with {error}: what is checked is what you had before" if error else ""


def _this_notebook() -> StudentSource:
    """A student for one check of an exercise after the other, in this notebook."""
    lost: list[StudentTimedOut] = []

    @contextmanager
    def source(seed: int, device: torch.device) -> Iterator[Student]:
        if lost:
            raise lost[0]
        shell = _shell()
        transport = LocalTransport(shell.user_ns, device)
        student = Student(transport, seed=seed, device=device)
        try:
            with _exit_raises(shell):
                yield student
        finally:
            transport.restore()
            # As in grading: a call that took too long once is not tried again, and nobody waits for it twice.
            lost.extend([student.timed_out] if student.timed_out else [])

    return source


@contextmanager
def _exit_raises(shell: Any) -> Iterator[None]:
    """In here `exit()` is an error of the student's. IPython's returns, and ends the kernel after the cell."""

    def ask_exit() -> NoReturn:
        raise SystemExit

    shell.ask_exit = ask_exit
    try:
        yield
    finally:
        del shell.ask_exit


def _shell() -> Any:
    shell = get_ipython()
    if shell is None:
        raise NothingToCheck("check() and progress() work inside a notebook: open it with the command: underhood lab")
    return shell


def _with_checks(serve: Callable[[Collected], Answer]) -> Answer:
    try:
        return with_checks([_file(CHECKS_FILE)], serve, device=chosen_device().type)
    except KeyboardInterrupt as interrupt:
        raise CheckStopped(interrupt) from None


def _hints() -> dict[str, list[str]]:
    read = tomllib.loads(_file(HINTS_FILE).read_text("utf-8"))
    return {name: entry["hints"] for name, entry in read.items()}


def _folder() -> Path:
    """The folder of the notebook. A kernel starts in it; a cell may have gone to another one since."""
    here = Path.cwd()
    shell = get_ipython()
    started = here if shell is None else Path(shell.starting_dir)
    return here if (here / CHECKS_FILE).is_file() or not (started / CHECKS_FILE).is_file() else started


def _file(name: str) -> Path:
    path = _folder() / name
    if not path.is_file():
        raise NothingToCheck(
            f"{name} should be beside this notebook, in {path.parent}. Take it from the release again."
        )
    return path


def _checked_elsewhere() -> bool:
    return CHECKS_ELSEWHERE in os.environ


def _follow_this_notebook() -> None:
    shell = get_ipython()
    if shell is not None and not _checked_elsewhere():
        watch(shell)


_follow_this_notebook()

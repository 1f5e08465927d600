"""One pytest session that collects the checks once and then judges as many students as it is given."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, TypeVar

import pytest
from _pytest.runner import runtestprotocol

from underhood.checking.outcome import CheckResult, ExerciseResult
from underhood.checking.pytest_plugin import SOURCE, StudentSource
from underhood.checking.verdict import HIDDEN_FILE, RESULT

__all__ = ["ChecksBroken", "Collected", "with_checks"]

Answer = TypeVar("Answer")

# Nothing of the folder's own pytest set-up, and no plugin that happens to be installed, may decide a score.
_ALONE = [
    "-c", os.devnull, "--noconftest", "--import-mode=importlib", "--disable-plugin-autoload", "--capture=no",
    "-p", "no:terminal", "-p", "no:cacheprovider", "-p", "no:faulthandler", "-p", "no:logging", "-p", "no:warnings",
    "-p", "no:unraisableexception", "-p", "no:threadexception", "-p", "underhood.checking.pytest_plugin",
]  # fmt: skip


# Options and plugins that whoever runs this has set for their own tests.
_PYTESTS_VARIABLES = ("PYTEST_ADDOPTS", "PYTEST_PLUGINS")


class ChecksBroken(Exception):
    """The file of checks cannot be collected: a fault of the course, not of a student."""


class Collected:
    """The checks of an assignment, ready to be run on one student after the other."""

    def __init__(self, session: pytest.Session) -> None:
        if not session.items:
            files = ", ".join(session.config.args)
            raise ChecksBroken(f"there is no check in {files}: a function whose name starts with test_")
        self._session = session
        # Nobody sees pytest's own account of a failure, and to write it takes longer than the check.
        session.config.option.tbstyle = "value"
        self._items: dict[str, list[pytest.Item]] = {}
        # Visible checks first: the very first one of an exercise is the worked example from the text.
        for item in sorted(session.items, key=lambda item: item.path.name == HIDDEN_FILE):
            marker = item.get_closest_marker("exercise")
            if marker is None:
                raise ChecksBroken(f"{item.nodeid} does not say which exercise it checks: @exercise(name, points=…)")
            self._items.setdefault(str(marker.args[0]), []).append(item)

    @property
    def exercises(self) -> list[str]:
        """The names of the exercises that have a check, in the order of the file."""
        return list(self._items)

    def names(self, exercise: str) -> list[str]:
        """The names of an exercise's checks, in the order in which they run."""
        return [item.name for item in self._items[exercise]]

    def points(self, exercise: str) -> float:
        """What the checks of an exercise are worth together."""
        markers = [item.get_closest_marker("exercise") for item in self._items[exercise]]
        return float(sum(marker.kwargs.get("points", 0) for marker in markers if marker))

    def judge(self, exercise: str, source: StudentSource, *, hidden: bool | None = None) -> ExerciseResult:
        """Run the checks of one exercise on the student that the source opens: all, or the hidden or visible ones."""
        self._session.config.stash[SOURCE] = source
        items = [item for item in self._items[exercise] if hidden in (None, item.path.name == HIDDEN_FILE)]
        return ExerciseResult(exercise, tuple(self._run(item) for item in items))

    def _run(self, item: pytest.Item) -> CheckResult:
        if RESULT in item.stash:
            del item.stash[RESULT]
        runtestprotocol(item, log=False, nextitem=None)
        if RESULT not in item.stash:
            raise ChecksBroken(f"{item.nodeid} was skipped: a check that grades must run, or not be there")
        return item.stash[RESULT]


class _Serve(Generic[Answer]):
    """The pytest plugin that puts our own loop in the place of pytest's."""

    def __init__(self, serve: Callable[[Collected], Answer]) -> None:
        self._serve = serve
        self.answers: list[Answer] = []
        self.problems: list[str] = []
        self.error: BaseException | None = None

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.problems.append(_without_pytest(report.longreprtext))

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note an interrupt while the checks are collected: pytest would keep it to itself."""
        if isinstance(excinfo.value, KeyboardInterrupt):  # pytest.exit() comes here, too
            self.error = excinfo.value

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if not self.problems:
            try:
                self.answers.append(self._serve(Collected(session)))
            except BaseException as error:  # noqa: BLE001 - raised again by with_checks; pytest would print and swallow it
                self.error = error
        return True


def with_checks(
    files: Sequence[Path], serve: Callable[[Collected], Answer], *, device: str = "cpu", seed: int = 0
) -> Answer:
    """Collect the checks in these files, then give them to `serve`, and return what it returns.

    Raises:
        ChecksBroken: a file does not import, has no check, or a check has no exercise.
        KeyboardInterrupt: as it comes, at any time.
    """
    plugin = _Serve(serve)
    folder = files[0].parent
    options = [*_ALONE, f"--rootdir={folder}", f"--device={device}", f"--seed={seed}"]
    modules_before = set(sys.modules)
    with _without_variables(_PYTESTS_VARIABLES):
        code = pytest.main([*options, *map(str, files)], plugins=[plugin])
    _forget_checks(set(sys.modules) - modules_before, folder.resolve())
    if plugin.error is not None:
        raise plugin.error
    if not plugin.answers:
        names = ", ".join(path.name for path in files)
        raise ChecksBroken(f"{names} in {folder}: " + ("\n".join(plugin.problems) or f"pytest ended with {code!r}"))
    return plugin.answers[0]


def _forget_checks(new: set[str], folder: Path) -> None:
    """Let the next session read the file of checks anew: its author may have changed it."""
    for name in new:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file and folder in Path(file).resolve().parents:
            sys.modules.pop(name, None)


def _without_pytest(account: str) -> str:
    """An account of a file that does not import. Of one that is no Python, pytest shows how it came to read it."""
    said = [line[4:] for line in account.splitlines() if line.startswith("E ")]
    return "\n".join(said) if said and "_pytest" in account else account


@contextmanager
def _without_variables(names: Sequence[str]) -> Iterator[None]:
    taken = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(taken)

"""What a command in a cell raises. A student is shown the text alone, not the way through pytest on which it came."""

from __future__ import annotations

from underhood.checking.side import frames_of_cells

__all__ = ["CheckStopped", "NotPassed", "NothingToCheck"]


class _TextAlone:
    def _render_traceback_(self) -> list[str]:
        """What IPython shows."""
        return [str(self)]


class NothingToCheck(_TextAlone, Exception):
    """There is no such exercise, or no file of checks, where the notebook runs."""


class NotPassed(_TextAlone, AssertionError):
    """Nbgrader validates the notebook, and the answer did not pass its checks: the text is the card."""


class CheckStopped(_TextAlone, KeyboardInterrupt):
    """Whoever sits in front of the notebook has stopped a check. The text names the function that was running."""

    def __init__(self, interrupt: KeyboardInterrupt) -> None:
        super().__init__(f"You stopped the check{_where(interrupt)}.")


def _where(interrupt: KeyboardInterrupt) -> str:
    frames = frames_of_cells(interrupt)
    if not frames:
        return ""
    name, line = frames[-1].name, frames[-1].lineno
    running = "your code" if name.startswith("<") else f"your function {name}"  # <lambda> is no name
    return f" while {running} was running (line {line} of its cell)"

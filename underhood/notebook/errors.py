"""What a command in a cell raises. A student is shown the text alone, not the way through pytest on which it came."""

from __future__ import annotations

__all__ = ["NotPassed", "NothingToCheck"]


class _TextAlone:
    def _render_traceback_(self) -> list[str]:
        """What IPython shows."""
        return [str(self)]


class NothingToCheck(_TextAlone, Exception):
    """There is no such exercise, or no file of checks, where the notebook runs."""


class NotPassed(_TextAlone, AssertionError):
    """Nbgrader validates the notebook, and the answer did not pass its checks: the text is the card."""

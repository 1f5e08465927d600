"""The one kind of failure that the command line shows as a message instead of a traceback."""

from __future__ import annotations

__all__ = ["AutograderError", "CourseError"]


class AutograderError(Exception):
    """Something that a person can put right.

    `what` went wrong, `where` it was found (a path, a cell), and `next`: what to do about it.
    """

    def __init__(self, what: str, where: str = "", next: str = "") -> None:
        super().__init__(what, where, next)
        self.what = what
        self.where = where
        self.next = next

    def __str__(self) -> str:
        place = f" ({self.where})" if self.where else ""
        advice = f" {self.next}" if self.next else ""
        return f"{self.what}{place}.{advice}"


class CourseError(AutograderError):
    """The course itself is at fault: its settings, its folders or an assignment's notebook."""

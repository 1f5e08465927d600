"""Points as people read them, the same in the card, on the pages, in the report and in the terminal."""

from __future__ import annotations

__all__ = ["points_text"]


def points_text(value: float) -> str:
    """Points with as many decimals as they need, three at most: 3, 2.5, 0.625.

    With two, the parts of a score do not add up: checks are worth eighths of a point, too.
    """
    return f"{round(value, 3) + 0.0:g}"

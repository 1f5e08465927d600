"""The cycle of gradient descent, drawn with the seven steps in the order in which a student has put them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import matplotlib.pyplot as plt

from underhood.pictures.figures import show_figure

__all__ = ["show_cycle"]

STEPS = 7

# The first box stands on the left, the last on the right; the five between them form a ring.
_PLACES = [(0.0, 0.0), (2.3, 1.1), (4.7, 1.1), (5.9, 0.0), (4.7, -1.1), (2.3, -1.1), (8.2, -1.1)]
_ARROWS = [(0, 1, 0.0), (1, 2, 0.0), (2, 3, 0.0), (3, 4, 0.0), (4, 5, 0.0), (5, 1, 0.0), (4, 6, 0.0)]
_ENDS, _ROUND = "#f0d9a8", "#bcd9f2"


def show_cycle(steps: Sequence[Any]) -> None:
    """Show seven steps as boxes with arrows: one before the rounds, five in each round, one after them.

    Args:
        steps: seven words in their order. A box stays a question mark where there is None.

    Raises:
        ValueError: these are not seven steps.
    """
    if isinstance(steps, str) or len(steps) != STEPS:
        raise ValueError(f"The cycle has {STEPS} steps: give a list of {STEPS} words.")
    words = ["?" if step is None else str(step) for step in steps]
    figure, axes = plt.subplots(figsize=(7.4, 3.2), layout="constrained")
    for number, (word, (x, y)) in enumerate(zip(words, _PLACES, strict=True)):
        colour = _ENDS if number in (0, STEPS - 1) else _ROUND
        box = {"boxstyle": "round,pad=0.45", "facecolor": colour, "edgecolor": "#333333"}
        axes.text(x, y, f"{number + 1} {word}", ha="center", va="center", fontsize=12, bbox=box)
    for start, end, bend in _ARROWS:
        axes.annotate("", _PLACES[end], _PLACES[start], arrowprops=_arrow(bend))
    axes.text(3.5, 0.0, "again and again", ha="center", va="center", fontsize=11, style="italic")
    axes.set(xlim=(-1.0, 9.2), ylim=(-1.7, 1.7))
    axes.axis("off")
    first, *ring, last = words
    show_figure(figure, f"A cycle. Before it: {first}. Round and round: {', '.join(ring)}. After it: {last}.")


def _arrow(bend: float) -> dict[str, Any]:
    style = f"arc3,rad={bend}"
    return {"arrowstyle": "-|>", "color": "#333333", "shrinkA": 32, "shrinkB": 32, "connectionstyle": style}

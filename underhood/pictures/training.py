"""Epochs, drawn as rows of boxes: which item comes when, and in which batch."""

from __future__ import annotations

from collections.abc import Sequence

import matplotlib.pyplot as plt
from matplotlib.patches import Rectangle

from underhood.pictures.figures import show_figure

__all__ = ["show_epochs"]

_COLOURS = ["#bcd9f2", "#f0d9a8", "#cfe6c4", "#e6cfe3"]
_GAP = 0.8


def show_epochs(epochs: Sequence[Sequence[Sequence[int]]], kinds: Sequence[str]) -> None:
    """Show in which order the items came: a row for each epoch, with gaps between the batches.

    Args:
        epochs: for each epoch its batches, for each batch the numbers of its items.
        kinds: what each item is, such as the name of its digit. Items of one kind have one colour.

    Raises:
        ValueError: an item has no kind, or there are more kinds than colours.
    """
    names = list(dict.fromkeys(kinds))
    if len(names) > len(_COLOURS):
        raise ValueError(f"There are {len(names)} kinds of items and {len(_COLOURS)} colours.")
    if any(not 0 <= item < len(kinds) for epoch in epochs for batch in epoch for item in batch):
        raise ValueError(f"There are {len(kinds)} kinds, for the items 0 to {len(kinds) - 1}.")
    figure, axes = plt.subplots(figsize=(8, 0.4 + 0.62 * len(epochs)), layout="constrained")
    widest = 0.0
    for row, epoch in enumerate(epochs):
        x = 0.0
        axes.text(-0.4, -row, f"epoch {row + 1}", ha="right", va="center", fontsize=11)
        for batch in epoch:
            for item in batch:
                colour = _COLOURS[names.index(kinds[item])]
                axes.add_patch(Rectangle((x, -row - 0.35), 0.92, 0.7, facecolor=colour, edgecolor="#333333"))
                axes.text(x + 0.46, -row, str(item), ha="center", va="center", fontsize=11)
                x += 1
            x += _GAP
        widest = max(widest, x - _GAP)
    axes.set(xlim=(-2.6, widest + 0.2), ylim=(-len(epochs) + 0.4, 0.6))
    axes.axis("off")
    show_figure(figure, _words(epochs, kinds))


def _words(epochs: Sequence[Sequence[Sequence[int]]], kinds: Sequence[str]) -> str:
    rows = [
        f"epoch {number}: " + " | ".join(", ".join(f"{item} ({kinds[item]})" for item in batch) for batch in epoch)
        for number, epoch in enumerate(epochs, 1)
    ]
    return "The items of each epoch in their order, with a gap (here |) between batches. " + "; ".join(rows)

"""A matplotlib figure on the page, with its alt text."""

from __future__ import annotations

import io
import os
from base64 import b64encode
from html import escape

import matplotlib.pyplot as plt
from matplotlib.figure import Figure
from PIL import Image

from underhood.pictures.picture import Picture, show
from underhood.surroundings import FIGURES_VARIABLE, IN_WORDS

__all__ = ["show_figure"]

DOTS_PER_INCH = 120
_COLOURS = 64


def show_figure(figure: Figure, alt: str) -> None:
    """Show a matplotlib figure on white, in any theme, and close it.

    Where the variable UNDERHOOD_FIGURES is `words`, its alt text stands in its place: to draw a figure takes longer
    than to grade most answers, and whoever handed the notebook in has seen it drawn.

    Args:
        figure: as `plt.subplots()` makes it.
        alt: what is to be seen, in words: the axes, the course of the line, what it says.

    Raises:
        ValueError: there is no alt text.
    """
    if not alt.strip():
        raise ValueError("A figure needs an alt text: say in words what is to be seen.")
    if os.environ.get(FIGURES_VARIABLE) == IN_WORDS:
        show(Picture(f"<p><em>Figure:</em> {escape(alt)}</p>", alt))
        plt.close(figure)
        return
    style = "max-width:100%;height:auto;border-radius:6px;background-color:#fff"
    address = "data:image/png;base64," + b64encode(_small_png(figure)).decode("ascii")
    width = round(figure.get_figwidth() * 72)
    show(Picture(f'<img src="{address}" alt="{escape(alt)}" width="{width}" style="{style}">', alt))
    plt.close(figure)


def _small_png(figure: Figure) -> bytes:
    drawn, packed = io.BytesIO(), io.BytesIO()
    figure.savefig(drawn, format="png", dpi=DOTS_PER_INCH, facecolor="white", metadata={"Software": None})
    Image.open(drawn).convert("RGB").quantize(_COLOURS).save(packed, format="png", optimize=True)
    return packed.getvalue()

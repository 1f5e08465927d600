"""A picture as a notebook shows it: HTML for the page, words for a terminal and for a screen reader.

It is HTML and not a PNG output because JupyterLab gives the `<img>` of a PNG output no alt text. Words stand outside
of the pixels wherever they can, so that they take the colour of the theme. No id and no `<style>`: two pictures on one
page do not disturb each other, and the same data always gives the same HTML.
"""

from __future__ import annotations

from typing import Any

from IPython.display import display

__all__ = ["EDGE", "Picture", "show", "text_colour_on"]

EDGE = "#8a8a8a"
"""A grey that stands out from a white page and from a black one."""

_EQUAL_CONTRAST = 118
"""On this grey, black and white text have the same contrast; the smaller of the two is never below 4.5."""


class Picture:
    """HTML and the words that stand for it."""

    def __init__(self, html: str, words: str) -> None:
        self.html, self.words = html, words

    def __repr__(self) -> str:
        return self.words

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        return {"text/html": self.html, "text/plain": self.words}


def show(picture: Picture) -> None:
    """Put the picture below the cell, wherever in the cell this is called."""
    display(picture)


def text_colour_on(grey: int) -> str:
    """Black or white: what can be read on this grey (0 black to 255 white)."""
    return "#000" if grey >= _EQUAL_CONTRAST else "#fff"

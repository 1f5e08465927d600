"""The numbers of an image, each in a cell of its own grey."""

from __future__ import annotations

from html import escape
from typing import Any

import torch

from underhood.pictures.images import as_greys
from underhood.pictures.picture import EDGE, Picture, show, text_colour_on
from underhood.pictures.shapes import one_image

__all__ = ["show_pixels"]

_ROW = '<tr style="background-color:transparent">'
_CELL = "padding:2px 4px;width:1.7em;min-width:1.7em;text-align:center;border:none;font-size:80%;line-height:1.5"


def show_pixels(image: Any, rows: Any = None, columns: Any = None, *, alt: str | None = None) -> None:
    """Show the numbers of an image in cells from white (no ink) to black (all ink), with the index of rows and columns.

    Args:
        image: one (28, 28) tensor.
        rows: which rows: a slice, a range or a pair (start, stop). All, where it is not given.
        columns: which columns, in the same way.
        alt: what is to be seen, in words, for those who cannot see it.

    Raises:
        ValueError: not one image, or no such rows or columns.
    """
    pixels = one_image(image)
    down = _indices(rows, pixels.shape[0], "rows")
    across = _indices(columns, pixels.shape[1], "columns")
    crop = pixels[list(down)][:, list(across)]
    greys = as_greys([pixels])[0][list(down)][:, list(across)]
    words = alt or (
        f"The pixels of rows {down[0]} to {down[-1]} and columns {across[0]} to {across[-1]} as a table of numbers, "
        f"from {_number(crop.min())} to {_number(crop.max())}"
    )
    head = "".join(_index("col", column) for column in across)
    body = "".join(
        f"{_ROW}{_index('row', row)}{''.join(map(_cell, crop[at], greys[at].tolist()))}</tr>"
        for at, row in enumerate(down)
    )
    show(Picture(_table(words, head, body), words))


def _table(words: str, head: str, body: str) -> str:
    style = "border-collapse:collapse;border:none;margin:4px 0;table-layout:auto;width:auto"
    corner = f'<td style="{_CELL}"></td>'
    return (
        f'<div style="overflow-x:auto"><table aria-label="{escape(words)}" style="{style}">'
        f"<thead>{_ROW}{corner}{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _index(scope: str, number: int) -> str:
    edge = "bottom" if scope == "col" else "right"
    return f'<th scope="{scope}" style="{_CELL};border-{edge}:1px solid {EDGE};font-weight:normal">{number}</th>'


def _cell(pixel: torch.Tensor, grey: int) -> str:
    shade = f"background-color:rgb({grey},{grey},{grey});color:{text_colour_on(grey)}"
    return f'<td style="{_CELL};{shade}">{_number(pixel)}</td>'


def _number(pixel: torch.Tensor) -> str:
    return f"{pixel.item():.2f}" if pixel.is_floating_point() else str(int(pixel))


def _indices(wanted: Any, length: int, name: str) -> range:
    if wanted is None:
        return range(length)
    if isinstance(wanted, range):
        chosen = wanted
    elif isinstance(wanted, slice):
        chosen = range(length)[wanted]
    elif isinstance(wanted, tuple | list) and len(wanted) == 2:
        chosen = range(length)[slice(*wanted)]
    else:
        raise ValueError(f"{name} is {wanted!r}: give a slice or a pair of numbers, such as (4, 15).")
    if not chosen or not 0 <= min(chosen) <= max(chosen) < length:
        raise ValueError(f"{name} is {wanted!r}, and the image has {name} 0 to {length - 1}.")
    return chosen

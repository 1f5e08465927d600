"""A model as a chain: what goes in, the layers one after the other, and the shape that comes out of each."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from underhood.pictures.picture import EDGE, Picture, show

__all__ = ["show_layers"]

_BOX = f"padding:6px 10px;border:1px solid {EDGE};border-radius:6px;text-align:center;line-height:1.35"
_LAYER = f"{_BOX};background-color:#1f5fa8;color:#fff"
_PLAIN = f"{_BOX};border-style:dashed"


def show_layers(first: str, layers: Sequence[tuple[str, str, str]], *, alt: str | None = None) -> None:
    """Show layers as boxes in a row, and between them the shapes of what flows from one to the next.

    Args:
        first: the shape of what goes in, such as "(B, 784)".
        layers: for each layer its name, what it holds ("" for nothing), and the shape of what comes out of it.
        alt: what is to be seen, in words, for those who cannot see it.

    Raises:
        ValueError: there is no layer.
    """
    if not layers:
        raise ValueError("There are no layers to show: give at least one (name, what it holds, shape).")
    words = alt or _words(first, layers)
    boxes = [_shape(first)]
    for name, holds, shape in layers:
        boxes += [_ARROW, _layer(name, holds), _ARROW, _shape(shape)]
    row = "display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin:6px 0"
    show(Picture(f'<div role="img" aria-label="{escape(words)}" style="{row}">{"".join(boxes)}</div>', words))


_ARROW = '<div style="font-size:120%">→</div>'


def _shape(shape: str) -> str:
    return f'<div style="{_PLAIN}">{escape(shape)}</div>'


def _layer(name: str, holds: str) -> str:
    below = f'<br><span style="font-size:85%">{escape(holds)}</span>' if holds else ""
    return f'<div style="{_LAYER}"><strong>{escape(name)}</strong>{below}</div>'


def _words(first: str, layers: Sequence[tuple[str, str, str]]) -> str:
    steps = [f"{name}{f' with {holds}' if holds else ''}, out comes {shape}" for name, holds, shape in layers]
    return f"In goes {first}; " + "; ".join(steps)

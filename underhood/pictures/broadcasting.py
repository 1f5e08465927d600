"""What broadcasting does to two tensors, drawn: which numbers are there, and which are used again."""

from __future__ import annotations

import operator
from collections.abc import Callable
from html import escape
from typing import Any

import torch

from underhood.pictures.picture import EDGE, Picture, show
from underhood.pictures.shapes import shape_of

__all__ = ["show_broadcasting"]

MOST_LENGTH = 8

_OPERATIONS: dict[str, tuple[str, Callable[[Any, Any], torch.Tensor]]] = {
    "+": ("+", operator.add),
    "-": ("−", operator.sub),
    "*": ("×", operator.mul),
}

_CELL = "padding:0;width:2.5em;min-width:2.5em;height:2em;text-align:center;vertical-align:middle;font-size:90%"
_OWN = f"{_CELL};background-color:#1f5fa8;color:#fff;border:1px solid {EDGE}"
_AGAIN = f"{_CELL};background-color:transparent;border:1px dashed {EDGE};font-style:italic"
_RESULT = f"{_CELL};background-color:#0b6b4f;color:#fff;border:1px solid {EDGE}"


def show_broadcasting(a: Any, b: Any, operation: str = "+", *, alt: str | None = None) -> None:
    """Show two tensors as broadcasting stretches them, and what comes out. Numbers used again have a dashed border.

    Args:
        a: a tensor with two axes at most, none longer than 8.
        b: another one, whose shape fits.
        operation: "+", "-" or "*".
        alt: what is to be seen, in words, for those who cannot see it.

    Raises:
        ValueError: too many axes, shapes that do not fit, or another operation.
    """
    first, second = _operand(a, "a"), _operand(b, "b")
    if operation not in _OPERATIONS:
        raise ValueError(f"operation is {operation!r}; it can be one of {' '.join(_OPERATIONS)}")
    sign, apply = _OPERATIONS[operation]
    try:
        result = apply(first, second)
    except RuntimeError as error:
        raise ValueError(f"The shapes {shape_of(first)} and {shape_of(second)} do not fit together.") from error
    words = alt or (
        f"Three tables: shape {shape_of(first)} {sign} shape {shape_of(second)} = shape {shape_of(result)}. "
        "Each operand is drawn as large as the result; the numbers that it uses again have a dashed border."
    )
    tables = [
        _grid(first.expand(result.shape), first, _OWN), _sign(sign), _grid(second.expand(result.shape), second, _OWN),
        _sign("="), _grid(result, result, _RESULT),
    ]  # fmt: skip
    row = "display:flex;flex-wrap:wrap;align-items:center;gap:10px;margin:4px 0"
    show(Picture(f'<div role="group" aria-label="{escape(words)}" style="{row}">{"".join(tables)}</div>', words))


def _operand(value: Any, name: str) -> torch.Tensor:
    found = torch.as_tensor(value).detach().cpu()
    if found.dim() > 2 or any(not 1 <= length <= MOST_LENGTH for length in found.shape):
        raise ValueError(
            f"{name} has shape {shape_of(found)}: two axes at most can be drawn, of length 1 to {MOST_LENGTH} each."
        )
    return found


def _sign(sign: str) -> str:
    return f'<div style="font-size:150%">{sign}</div>'


def _grid(stretched: torch.Tensor, original: torch.Tensor, style: str) -> str:
    """A table of the stretched numbers; those beyond the original's own size are the ones used again."""
    own_rows, own_columns = (1,) * (2 - original.dim()) + tuple(original.shape)
    rows = stretched.reshape((1,) * (2 - stretched.dim()) + tuple(stretched.shape))
    body = "".join(
        "<tr style='background-color:transparent'>"
        + "".join(_cell(x, style if i < own_rows and j < own_columns else _AGAIN) for j, x in enumerate(row))
        + "</tr>"
        for i, row in enumerate(rows)
    )
    table = f'<table style="border-collapse:collapse;margin:0"><tbody>{body}</tbody></table>'
    return f'<div style="text-align:center">{table}<code>{shape_of(original)}</code></div>'


def _cell(number: torch.Tensor, style: str) -> str:
    text = f"{number.item():g}" if number.is_floating_point() else str(int(number))
    return f'<td style="{style}">{text}</td>'

"""A matrix product, drawn: one row of the first table and one column of the second make one number of the result."""

from __future__ import annotations

from html import escape
from typing import Any

import torch

from underhood.pictures.picture import EDGE, Picture, show
from underhood.pictures.shapes import shape_of

__all__ = ["show_matrix_product"]

MOST_LENGTH = 8

_CELL = "padding:0;width:2.8em;min-width:2.8em;height:2em;text-align:center;vertical-align:middle;font-size:90%"
_PLAIN = f"{_CELL};background-color:transparent;border:1px solid {EDGE}"
_TAKEN = f"{_CELL};background-color:#1f5fa8;color:#fff;border:1px solid {EDGE}"
_MADE = f"{_CELL};background-color:#0b6b4f;color:#fff;border:1px solid {EDGE}"


def show_matrix_product(a: Any, b: Any, row: int = 0, column: int = 0, *, alt: str | None = None) -> None:
    """Show `a @ b`, with the row and the column in colour that make one number of it, and the sum written out.

    Args:
        a: a tensor with two axes, none longer than 8.
        b: another one, with as many rows as `a` has columns.
        row: the row of `a`, and of the result, that is shown in colour.
        column: the column of `b`, and of the result, that is shown in colour.
        alt: what is to be seen, in words, for those who cannot see it.

    Raises:
        ValueError: another number of axes, shapes that do not fit, or no such row or column.
    """
    first, second = _operand(a, "a"), _operand(b, "b")
    if first.shape[1] != second.shape[0]:
        raise ValueError(
            f"The shapes {shape_of(first)} and {shape_of(second)} do not fit: the first has {first.shape[1]} columns, "
            f"the second {second.shape[0]} rows."
        )
    product = first @ second
    if not (0 <= row < product.shape[0] and 0 <= column < product.shape[1]):
        raise ValueError(f"The result has shape {shape_of(product)}: there is no row {row} with a column {column}.")
    total = _sum_text(first[row], second[:, column], product[row, column])
    words = alt or (
        f"Three tables: shape {shape_of(first)} @ shape {shape_of(second)} = shape {shape_of(product)}. Row {row} of "
        f"the first and column {column} of the second are in colour, and so is the number they make: {total}."
    )
    inner, across = range(first.shape[1]), range(product.shape[1])
    tables = [
        _grid(first, {(row, at) for at in inner}, _TAKEN), _sign("@"),
        _grid(second, {(at, column) for at in inner}, _TAKEN), _sign("="),
        _grid(product, {(row, at) for at in across if at == column}, _MADE),
    ]  # fmt: skip
    line = "display:flex;flex-wrap:wrap;align-items:center;gap:10px;margin:4px 0"
    html = (
        f'<div role="group" aria-label="{escape(words)}"><div style="{line}">{"".join(tables)}</div>'
        f'<div style="margin:4px 0">{escape(total)}</div></div>'
    )
    show(Picture(html, words))


def _operand(value: Any, name: str) -> torch.Tensor:
    found = torch.as_tensor(value).detach().cpu()
    if found.dim() != 2 or any(not 1 <= length <= MOST_LENGTH for length in found.shape):
        raise ValueError(f"{name} has shape {shape_of(found)}: two axes are drawn, of length 1 to {MOST_LENGTH} each.")
    return found


def _sum_text(row: torch.Tensor, column: torch.Tensor, total: torch.Tensor) -> str:
    products = (f"{_number(x)} · {_factor(w)}" for x, w in zip(row, column, strict=True))
    return f"{' + '.join(products)} = {_number(total)}"


def _sign(sign: str) -> str:
    return f'<div style="font-size:150%">{sign}</div>'


def _grid(numbers: torch.Tensor, coloured: set[tuple[int, int]], style: str) -> str:
    body = "".join(
        "<tr style='background-color:transparent'>"
        + "".join(
            f'<td style="{style if (i, j) in coloured else _PLAIN}">{_number(x)}</td>' for j, x in enumerate(line)
        )
        + "</tr>"
        for i, line in enumerate(numbers)
    )
    table = f'<table style="border-collapse:collapse;margin:0"><tbody>{body}</tbody></table>'
    return f'<div style="text-align:center">{table}<code>{shape_of(numbers)}</code></div>'


def _factor(number: torch.Tensor) -> str:
    """A number after a sign of operation: negative ones stand in brackets."""
    return f"({_number(number)})" if number < 0 else _number(number)


def _number(number: torch.Tensor) -> str:
    text = f"{number.item():.4g}" if number.is_floating_point() else str(int(number))
    return text.replace("-", "−")

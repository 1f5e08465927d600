"""Tables for classes: from activations to cross-entropy, row by row, and which class was taken for which."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import torch

from underhood.pictures.picture import EDGE, Picture, show
from underhood.pictures.shapes import shape_of

__all__ = ["show_confusion", "show_cross_entropy_sheet"]

MOST_ROWS, MOST_CLASSES = 12, 12

_CELL = f"padding:3px 8px;text-align:right;vertical-align:middle;border:1px solid {EDGE}"
_PLAIN = f"{_CELL};background-color:transparent"
_LABEL = f"{_CELL};background-color:#1f5fa8;color:#fff"
_LOSS = f"{_CELL};background-color:#0b6b4f;color:#fff"
_HEAD = f"{_PLAIN};text-align:center;font-weight:bold"
_COUNT = f"padding:0;width:2.6em;min-width:2.6em;height:2em;text-align:center;border:1px solid {EDGE}"


def show_cross_entropy_sheet(
    activations: Any, labels: Any, classes: Sequence[str], rows: Sequence[str] | None = None, *, alt: str | None = None
) -> None:
    """Show how activations become a loss: a row an image, from activations over softmax to −log at the label.

    Args:
        activations: a tensor (N, C), at most 12 rows and 12 classes.
        labels: N whole numbers, the right class of each row.
        classes: the names of the C classes.
        rows: what to call the rows; without it they are numbered.
        alt: what is to be seen, in words, for those who cannot see it.

    Raises:
        ValueError: shapes, labels and names that do not fit each other, or too many of them.
    """
    found, right = _table_of(activations, classes), _labels_of(labels, len(classes))
    names = list(rows) if rows is not None else [f"image {number}" for number in range(1, len(found) + 1)]
    if not len(found) == len(right) == len(names):
        raise ValueError(f"There are {len(found)} rows, {len(right)} labels and {len(names)} names for the rows.")
    shares = found.softmax(1)
    losses = [-shares[at, label].log().item() for at, label in enumerate(right)]
    mean = sum(losses) / len(losses)
    lines = [
        _row(
            _td(escape(name), _HEAD),
            *(_td(_number(x), _PLAIN) for x in found[at]),
            *(_td(_number(x), _LABEL if column == right[at] else _PLAIN) for column, x in enumerate(shares[at])),
            _td(escape(classes[right[at]]), _PLAIN),
            _td(_number(losses[at]), _LOSS),
        )
        for at, name in enumerate(names)
    ]
    told = "; ".join(
        f"{name}: softmax {', '.join(map(_number, shares[at]))}, label {classes[right[at]]}, loss {_number(losses[at])}"
        for at, name in enumerate(names)
    )
    words = alt or f"A table with a row for each image. {told}. The mean loss is {_number(mean)}."
    top = _row(
        _td("", _HEAD),
        _td("activations", _HEAD, len(classes)),
        _td("softmax", _HEAD, len(classes)),
        _td("label", _HEAD),
        _td("−log at the label", _HEAD),
    )
    second = _row(_td("", _HEAD), *(_td(escape(name), _HEAD) for name in [*classes, *classes]), _td("", _HEAD) * 2)
    last = _row(_td("mean", f"{_PLAIN};font-weight:bold", 2 * len(classes) + 2), _td(_number(mean), _LOSS))
    show(Picture(_table(words, [top, second, *lines, last]), words))


def show_confusion(counts: Any, *, names: Sequence[str] | None = None, alt: str | None = None) -> None:
    """Show a table of counts: a row for each right class, a column for each answer. The diagonal is what was right.

    Elsewhere the strength of the colour grows with the count.

    Args:
        counts: a tensor (C, C) of whole numbers, at most 12 classes.
        names: the names of the classes; without it they are numbered from 0.
        alt: what is to be seen, in words, for those who cannot see it.

    Raises:
        ValueError: another shape, or another number of names.
    """
    table = torch.as_tensor(counts).detach().cpu()
    classes = list(names) if names is not None else [str(number) for number in range(len(table))]
    if tuple(table.shape) != (len(classes), len(classes)) or not 1 <= len(classes) <= MOST_CLASSES:
        raise ValueError(f"counts has shape {shape_of(table)}, and there are {len(classes)} names.")
    most = _most_off_diagonal(table)
    right, total = int(table.diagonal().sum()), int(table.sum())
    words = alt or f"A table of {total} answers, a row a digit, a column an answer. {right} lie on the diagonal: right."
    top = _row(
        _td("is ↓ &nbsp; read as →", _HEAD), *(_td(escape(name), f"{_COUNT};font-weight:bold") for name in classes)
    )
    lines = [
        _row(
            _td(escape(name), _HEAD),
            *(_count(int(count), row == column, most) for column, count in enumerate(table[row])),
        )
        for row, name in enumerate(classes)
    ]
    show(Picture(_table(words, [top, *lines]), words))


def _most_off_diagonal(table: torch.Tensor) -> int:
    return max(1, int((table - torch.diag(table.diagonal())).max()))


def _count(count: int, is_right: bool, most: int) -> str:
    if is_right:
        return _td(str(count), f"{_COUNT};background-color:#0b6b4f;color:#fff")
    if not count:
        return _td("", f"{_COUNT};background-color:transparent")
    # The page shines through, so the text keeps the colour of the theme, and an empty cell has the colour of the page.
    return _td(str(count), f"{_COUNT};background-color:rgba(211,95,30,{0.15 + 0.65 * count / most:.2f})")


def _table_of(activations: Any, classes: Sequence[str]) -> torch.Tensor:
    found = torch.as_tensor(activations).detach().cpu().double()
    if found.dim() != 2 or found.shape[1] != len(classes):
        raise ValueError(f"activations has shape {shape_of(found)}, and there are {len(classes)} classes.")
    if not 1 <= len(found) <= MOST_ROWS or not 1 <= len(classes) <= MOST_CLASSES:
        raise ValueError(f"A sheet has 1 to {MOST_ROWS} rows and 1 to {MOST_CLASSES} classes.")
    return found


def _labels_of(labels: Any, count: int) -> list[int]:
    found = [int(label) for label in torch.as_tensor(labels).tolist()]
    if any(not 0 <= label < count for label in found):
        raise ValueError(f"The labels are {found}, and there are {count} classes, 0 to {count - 1}.")
    return found


def _number(number: Any) -> str:
    return f"{float(number):.3f}".replace("-", "−")


def _td(text: str, style: str, across: int = 1) -> str:
    span = f' colspan="{across}"' if across > 1 else ""
    return f'<td style="{style}"{span}>{text}</td>'


def _row(*cells: str) -> str:
    return f"<tr style='background-color:transparent'>{''.join(cells)}</tr>"


def _table(words: str, rows: Sequence[str]) -> str:
    table = f'<table style="border-collapse:collapse;margin:4px 0"><tbody>{"".join(rows)}</tbody></table>'
    return f'<div role="group" aria-label="{escape(words)}" style="overflow-x:auto">{table}</div>'

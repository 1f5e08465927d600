"""What an nn.Module knows of its own attributes: which of them `parameters()` finds, and which stay unseen."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

import torch
from torch import nn

from underhood.pictures.picture import EDGE, Picture, show
from underhood.pictures.shapes import shape_of

__all__ = ["show_registered"]

_CELL = f"padding:4px 10px;border:1px solid {EDGE};text-align:left;background-color:transparent"
_SEEN = f"{_CELL};background-color:#0b6b4f;color:#fff"
_UNSEEN = f"{_CELL};background-color:#8a2a12;color:#fff"

Row = tuple[str, str, bool, str]


def show_registered(module: nn.Module, *, alt: str | None = None) -> None:
    """Show the attributes of a module that hold tensors or other modules, and whether `parameters()` finds them.

    Args:
        module: any module, an answer of one's own, too.
        alt: what is to be seen, in words, for those who cannot see it.

    Raises:
        ValueError: this is no module, or `super().__init__()` has not run in it.
    """
    if not isinstance(module, nn.Module):
        raise ValueError(f"A {type(module).__name__} is no nn.Module. Give an object, such as MyLinear(3, 2).")
    if "_parameters" not in vars(module):
        raise ValueError("super().__init__() has not run in this module: it holds no parameters.")
    rows = list(_rows(module))
    name = type(module).__name__
    words = alt or f"{name}: " + ("; ".join(_in_words(row) for row in rows) or "no tensor and no module")
    head = "".join(f'<th style="{_CELL}">{text}</th>' for text in (f"in {escape(name)}", "is", "parameters()"))
    body = "".join(_html(row) for row in rows)
    html = (
        f'<table role="img" aria-label="{escape(words)}" style="border-collapse:collapse;margin:6px 0">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
    show(Picture(html, words))


def _rows(module: nn.Module) -> Iterator[Row]:
    """Each attribute: its name, what it is, whether `parameters()` finds it, and what is to be said about that."""
    for name, parameter in module._parameters.items():
        if parameter is not None:
            yield name, f"parameter {shape_of(parameter)}", True, "finds it"
    for name, child in module._modules.items():
        if child is not None:
            count = len(list(child.parameters()))
            yield (
                name,
                f"module {type(child).__name__}",
                True,
                f"finds the {count} in it" if count else "finds none in it",
            )
    for name, buffer in module._buffers.items():
        if buffer is not None:
            yield name, f"buffer {shape_of(buffer)}", False, "does not find it"
    for name, value in vars(module).items():
        if not name.startswith("_"):
            yield from _plain(name, value)


def _plain(name: str, value: Any) -> Iterator[Row]:
    if isinstance(value, torch.Tensor):
        yield name, f"tensor {shape_of(value)}", False, "does not find it"
    if isinstance(value, list | tuple | dict):
        held = list(value.values()) if isinstance(value, dict) else list(value)
        if any(isinstance(one, torch.Tensor | nn.Module) for one in held):
            yield name, f"Python {type(value).__name__} of {len(held)}", False, "does not look into it"


def _in_words(row: Row) -> str:
    name, what, _, found = row
    return f"{name} is a {what}, parameters() {found}"


def _html(row: Row) -> str:
    name, what, is_seen, found = row
    mark = "✓" if is_seen else "✗"
    return (
        f'<tr style="background-color:transparent"><td style="{_CELL}"><code>{escape(name)}</code></td>'
        f'<td style="{_CELL}">{escape(what)}</td>'
        f'<td style="{_SEEN if is_seen else _UNSEEN}">{mark} {escape(found)}</td></tr>'
    )

"""A value in plain words, for the lines EXPECTED and GOT."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import torch

from underhood.checking.values import Handle, Opaque

__all__ = ["FEW", "describe", "number_text", "shape_text", "wanted_text"]

FEW = 12
"""Up to so many numbers are written out; of more, only their shape and range is told."""


def describe(value: Any) -> str:
    """One line about a value: what kind of thing it is, its shape, and its numbers where they are few."""
    if value is None:
        return "None (a function without return gives None)"
    if isinstance(value, torch.Tensor):
        return _tensor(value)
    if isinstance(value, np.ndarray):
        return f"a NumPy array, {_numbers(torch.from_numpy(_plain(value)))}, shape {shape_text(value.shape)}"
    if isinstance(value, Opaque):
        text = _one_line(value.text)
        return f"a {_one_line(value.type)}" + (f": {text}" if text and " at 0x" not in text else "")
    if isinstance(value, Handle):
        return "an object"
    return _python(value)


def wanted_text(value: torch.Tensor) -> str:
    """The right answer for the line EXPECTED: its numbers where they are few, else its shape. Its type is no matter."""
    if value.dim() == 0:
        return number_text(value.item())
    # Few numbers, written out in their brackets, show their shape by themselves.
    return _numbers(value) if 0 < value.numel() <= FEW else f"shape {shape_text(value.shape)}"


def number_text(value: float | complex) -> str:
    """A number with at most four digits after the point, and no more zeros than it needs."""
    if isinstance(value, bool | int | complex):
        return str(value)
    if value != value or value in (float("inf"), float("-inf")):
        return str(value)
    if value and (abs(value) < 1e-3 or abs(value) >= 1e7):
        return f"{value:.3g}"
    return f"{value:.4f}".rstrip("0").rstrip(".") if value != int(value) else f"{value:.1f}"


def shape_text(shape: Iterable[int]) -> str:
    """A shape as Python writes a tuple."""
    return str(tuple(int(axis) for axis in shape))


def _tensor(value: torch.Tensor) -> str:
    kind = str(value.dtype).removeprefix("torch.")
    if value.dim() == 0:
        return f"one number, {number_text(value.item())}, in a {kind} tensor of shape ()"
    return f"a {kind} tensor of shape {shape_text(value.shape)}, {_numbers(value)}"


def _numbers(value: torch.Tensor) -> str:
    if value.numel() == 0:
        return "empty"
    if value.numel() <= FEW:
        return _nested(value.tolist(), number_text)
    if value.dtype is torch.bool:
        return f"{int(value.sum())} of {value.numel()} True"
    if value.is_complex():
        return "complex numbers"
    exact = value.double()
    if bool(exact.isnan().any()):
        return f"{int(exact.isnan().sum())} of its {value.numel()} numbers are nan"
    return f"numbers from {number_text(exact.min().item())} to {number_text(exact.max().item())}"


def _plain(value: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    wide = {"uint16": np.int32, "uint32": np.int64, "uint64": np.float64}
    return value.astype(wide.get(value.dtype.name, value.dtype))


def _python(value: Any) -> str:
    if isinstance(value, bool):
        return f"the bool {value}"
    if isinstance(value, int | float | complex):
        return f"the number {number_text(value)}"
    if isinstance(value, str):
        return f"the text {_cut(repr(value))}"
    if isinstance(value, np.generic):
        return f"the NumPy number {number_text(value.item())}"
    if isinstance(value, set | frozenset):
        return f"the set {{{_cut(', '.join(sorted(map(_inner, value))))}}}"
    return f"the {type(value).__name__} {_cut(_inner(value))}"


def _inner(value: Any) -> str:
    """A value inside another one: short, as Python would write it."""
    if isinstance(value, list | tuple):
        return _nested(value, _inner)
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_inner(key)}: {_inner(item)}" for key, item in list(value.items())[:FEW]) + "}"
    if isinstance(value, torch.Tensor | np.ndarray):
        return f"<{describe(value)}>"
    if isinstance(value, Opaque):
        return f"<{_one_line(value.type)}>"
    return number_text(value) if isinstance(value, float) else repr(value)


def _nested(value: Any, one: Callable[[Any], str]) -> str:
    if not isinstance(value, list | tuple):
        return one(value)
    inside = ", ".join(_nested(item, one) for item in value[:FEW]) + (", …" if len(value) > FEW else "")
    if isinstance(value, tuple):
        return f"({inside},)" if len(value) == 1 else f"({inside})"
    return f"[{inside}]"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cut(text: str, limit: int = 200) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"

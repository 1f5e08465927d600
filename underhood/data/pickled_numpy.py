"""What a pickle says about numpy arrays, done by a few lines here instead of by numpy's own pickle support.

Every value is checked for its type before it is compared, hashed or shown: a pickle can nest one tuple in itself a
thousand times over, and walking through that would never end.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

RECONSTRUCT = ("numpy.core.multiarray _reconstruct", "numpy._core.multiarray _reconstruct")
FROM_BUFFER = ("numpy.core.numeric _frombuffer", "numpy._core.numeric _frombuffer")
CODES = ("f4", "i8", "i4")
ORDERS = {"<": "<", ">": ">", "=": "="}


class Refused(ValueError):
    """The pickle does something that an array of digits has no need of."""


@dataclass(frozen=True)
class Name:
    """What a pickle calls a global: a module and a name. Never looked up."""

    path: str


@dataclass
class DType:
    """A number type that the pickle describes: its code, and its byte order once the pickle has told it."""

    code: str
    order: str = "="


@dataclass
class Array:
    """An array that the pickle has announced; `value` is None until its bytes came."""

    value: npt.NDArray[Any] | None = None


def call(name: Name, arguments: tuple[Any, ...]) -> Any:
    """What numpy's own function of this name would have made, as far as digits need it. Raises `Refused`."""
    if name.path in RECONSTRUCT and arguments[0] == Name("numpy ndarray"):
        return Array()
    if name.path == "numpy dtype":
        return _dtype(_text(arguments[0]))
    if name.path == "_codecs encode":
        return _text(arguments[0]).encode("latin-1")
    if name.path in FROM_BUFFER:
        data, dtype, shape, axis_order = arguments
        array = Array()
        build(array, (1, shape, dtype, axis_order != "C", data))
        return array
    raise Refused(f"it asks for {name.path.replace(' ', '.')[:80]!r}, which an array of digits has no need of")


def build(target: Array | DType, state: tuple[Any, ...]) -> None:
    """Give a number type its byte order, or an array its shape and bytes. Raises `Refused`."""
    if isinstance(target, Array):
        _, shape, dtype, by_columns, data = state
        target.value = _filled(_shape(shape), dtype, by_columns, data)
    else:
        target.order = ORDERS[_text(state[1])]
        if any(part is not None for part in state[2:5]):
            raise Refused("its arrays are not of plain numbers")


def _dtype(code: str) -> DType:
    if code not in CODES:
        raise Refused(f"it has numbers of type {code[:8]!r}; pixels are f4 (float32) and labels are i8 or i4")
    return DType(code)


def _shape(value: Any) -> tuple[int, ...]:
    if isinstance(value, tuple) and 1 <= len(value) <= 3 and all(isinstance(n, int) and n >= 0 for n in value):
        return value
    raise Refused("an array in it has no proper shape")


def _filled(shape: tuple[int, ...], dtype: Any, by_columns: Any, data: Any) -> npt.NDArray[Any]:
    if by_columns or not isinstance(dtype, DType):
        raise Refused("its arrays are laid out in another way than rows of plain numbers")
    raw = data.encode("latin-1") if isinstance(data, str) else data
    kind = np.dtype(f"{dtype.order}{dtype.code}")
    if not isinstance(raw, bytes | bytearray) or len(raw) != math.prod(shape) * kind.itemsize:
        raise Refused(f"an array of shape {shape} has other than its own number of bytes")
    return np.frombuffer(raw, dtype=kind).reshape(shape)


def _text(value: Any) -> str:
    if isinstance(value, str):
        return value
    raise Refused("its instructions make no sense (something else where a name should be)")

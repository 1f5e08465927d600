"""Hypothesis strategies for everything that the wire can deliver, and equality that looks at bits."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from hypothesis import strategies as st

from underhood.checking.values import MAX_BITS, Handle, Opaque

TORCH_TYPES = [
    torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8,
    torch.uint8, torch.bool, torch.complex64, torch.complex128,
]  # fmt: skip
NUMPY_TYPES = [
    "float16", "float32", "float64", "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "bool",
    "complex64", "complex128",
]  # fmt: skip

shapes = st.lists(st.integers(0, 3), max_size=3).map(tuple)
texts = st.text(st.characters(), max_size=20)


@st.composite
def tensors(draw: st.DrawFn) -> torch.Tensor:
    dtype, shape = draw(st.sampled_from(TORCH_TYPES)), draw(shapes)
    size = math.prod(shape) * dtype.itemsize
    data = bytearray(draw(st.binary(min_size=size, max_size=size)))
    raw = torch.frombuffer(data, dtype=torch.uint8) if data else torch.empty(0, dtype=torch.uint8)
    return (raw > 127 if dtype is torch.bool else raw.view(dtype)).reshape(shape)


@st.composite
def arrays(draw: st.DrawFn) -> Any:
    name, shape = draw(st.sampled_from(NUMPY_TYPES)), draw(shapes)
    size = math.prod(shape) * np.dtype(name).itemsize
    raw = np.frombuffer(draw(st.binary(min_size=size, max_size=size)), np.uint8)
    return (raw > 127 if name == "bool" else raw.view(name)).reshape(shape).copy()


whole_numbers = st.integers() | st.integers(-(2**MAX_BITS) + 1, 2**MAX_BITS - 1)
keys = st.none() | st.booleans() | whole_numbers | st.floats(allow_nan=False) | texts
leaves = (
    st.none()
    | st.booleans()
    | whole_numbers
    | st.floats()
    | texts
    | tensors()
    | arrays()
    | st.builds(Handle, st.integers(0, 1000))
    | st.builds(Opaque, texts, texts)
)
anything = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.lists(inner, max_size=4).map(tuple)
        | st.dictionaries(keys, inner, max_size=4)
        | st.frozensets(keys, max_size=4)
    ),
    max_leaves=12,
)


def same(one: Any, other: Any) -> bool:
    """Whether two values have the same types, shapes and bits, all the way down."""
    if type(one) is not type(other):
        return False
    if isinstance(one, torch.Tensor):
        return one.dtype == other.dtype and one.shape == other.shape and bits(one) == bits(other)
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and one.shape == other.shape and one.tobytes() == other.tobytes()
    if isinstance(one, list | tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict):
        return same(list(one), list(other)) and same(list(one.values()), list(other.values()))
    return bool(one == other) or (one != one and other != other)


def bits(tensor: torch.Tensor) -> bytes:
    flat = tensor.detach().resolve_conj().resolve_neg().contiguous().reshape(-1)
    return flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""

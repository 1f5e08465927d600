"""The values that cross between a check and a student's process, as bytes that execute nothing when they are read.

A value is None, a bool, an int, a float, a string, a tensor, a NumPy array, or a list, tuple, set or dict of these.
Anything else travels as `Opaque`: the name of its type and a short text. Objects stay where they are and are named by
a `Handle`. Every size is bounded, and checked before anything is allocated.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

import msgpack
import numpy as np
import torch

__all__ = ["MAX_BYTES", "Handle", "Opaque", "ValueRefused", "decode", "encode"]

MAX_BYTES: Final = 64 * 2**20
MAX_DEPTH: Final = 24
MAX_ITEMS: Final = 200_000
MAX_KEYS: Final = 10_000
"""Of all dicts and sets of a value together: keys that were made to collide cost the square of their number."""
MAX_TEXT: Final = 2**20
MAX_SMALL: Final = 2**14
MAX_AXES: Final = 32
MAX_BITS: Final = 1024
"""Of a whole number: what is longer is printed by no function of Python without complaint."""
MAX_LABEL: Final = 200
# A tensor is the value with the most parts: its tag, dtype, shape, data and two flags in a list, and a few axes.
_MAX_PARTS: Final = 11 * MAX_ITEMS

_TORCH_TYPES: Final[dict[str, torch.dtype]] = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        torch.float32, torch.float64, torch.float16, torch.bfloat16, torch.int64, torch.int32, torch.int16, torch.int8,
        torch.uint8, torch.bool, torch.complex64, torch.complex128,
    )
}  # fmt: skip
_TORCH_NAMES: Final = {dtype: name for name, dtype in _TORCH_TYPES.items()}
_NUMPY_TYPES: Final = frozenset(
    [
        "float16",
        "float32",
        "float64",
        "int8",
        "int16",
        "int32",
        "int64",
        "uint8",
        "uint16",
        "uint32",
        "uint64",
        "bool",
        "complex64",
        "complex128",
    ]
)
_CONTAINERS: Final[list[tuple[str, Any]]] = [("list", list), ("tuple", tuple), ("set", set), ("set", frozenset)]
# The type's own methods: a subclass may have overridden them to tell something else.
_PLAIN: Final[list[tuple[Any, Any]]] = [(int, int.__int__), (float, float.__float__), (str, str.__str__)]
_INT64: Final = range(-(2**63), 2**63)
_AS_THEY_ARE: Final = frozenset([type(None), bool, float])
"""Types whose values msgpack writes as they are, and that no bound holds for but the number of items."""
_READ_AS_THEY_ARE: Final = _AS_THEY_ARE | {int, str}


class ValueRefused(ValueError):
    """The bytes are no value, or the value is over a bound (size, depth, number of items)."""


@dataclass(frozen=True)
class Handle:
    """The name of an object that stays in the student's process."""

    number: int

    def method(self, name: str) -> tuple[Handle, str]:
        """The target `(handle, name)`, to be given to `Student.call`."""
        return (self, name)


@dataclass(frozen=True)
class Opaque:
    """What is left here of an object that does not travel: the name of its type, and how it prints."""

    type: str
    text: str = ""


def encode(value: object) -> bytes:
    """Bytes of a value.

    Raises:
        ValueRefused: too deep, too many items or more than `MAX_BYTES`.
    """
    packed: bytes = msgpack.packb(_Encoder().node(value, 0), use_bin_type=True, unicode_errors="surrogatepass")
    if len(packed) > MAX_BYTES:
        raise ValueRefused(f"{len(packed):,} bytes, more than the {MAX_BYTES:,} that may cross")
    return packed


def decode(data: bytes | memoryview, *, device: torch.device | None = None) -> Any:
    """The value that these bytes stand for.

    Args:
        data: what `encode` made, or anything else that somebody sent.
        device: where tensors are put that were not on the CPU; all become leaves that keep their `requires_grad`.
            Without it they become plain CPU tensors without a gradient: the way in which the judge reads an answer.

    Raises:
        ValueRefused: not such bytes, or over a bound.
    """
    if len(data) > MAX_BYTES:
        raise ValueRefused(f"{len(data):,} bytes, more than the {MAX_BYTES:,} that may cross")
    try:
        tree = _small(data) if len(data) <= MAX_SMALL else _Reader(data).all()
    except (ValueError, TypeError, msgpack.UnpackException, MemoryError) as error:
        raise ValueRefused(f"not a value: {error}") from error
    return _Decoder(device).node(tree, 0)


class _Counted:
    """Counts nodes and depth, so that neither a bomb nor a cycle gets through."""

    def __init__(self) -> None:
        self.items = 0
        self.keys = 0
        self.bytes = 0

    def count(self, depth: int) -> None:
        self.count_items(1)
        if depth > MAX_DEPTH:
            raise ValueRefused(f"nested deeper than {MAX_DEPTH} levels")

    def count_items(self, number: int) -> None:
        self.items += number
        if self.items > MAX_ITEMS:
            raise ValueRefused(f"more than {MAX_ITEMS:,} items")

    def count_keys(self, number: int) -> None:
        self.keys += number
        if self.keys > MAX_KEYS:
            raise ValueRefused(f"more than {MAX_KEYS:,} keys and members of sets")

    def weigh(self, size: int) -> None:
        self.bytes += size
        if self.bytes > MAX_BYTES:
            raise ValueRefused(f"more than {MAX_BYTES:,} bytes")


class _Encoder(_Counted):
    """Turns a value into scalars and lists that start with a tag. Asks for exact types: subclasses may lie."""

    def node(self, value: Any, depth: int) -> Any:
        self.count(depth)
        kind = type(value)
        if kind in _AS_THEY_ARE:
            return value
        if kind is int:
            return value if value in _INT64 else _large_int(value)
        if kind is str:
            return self.text(value)
        if isinstance(value, torch.Tensor):
            return self.tensor(value)
        if isinstance(value, np.ndarray | np.generic) and not isinstance(value, str):
            return self.array(value)
        return self.container(value, depth)

    def text(self, value: str) -> str:
        if len(value) > MAX_TEXT:
            raise ValueRefused(f"a text of more than {MAX_TEXT:,} characters")
        self.weigh(len(value))
        return value

    def container(self, value: Any, depth: int) -> Any:
        if isinstance(value, Handle):
            return ["handle", value.number]
        if isinstance(value, Opaque):
            return ["opaque", value.type, value.text]
        if isinstance(value, dict):
            self.count_keys(dict.__len__(value))
            pairs = [(self.node(k, depth + 1), self.node(v, depth + 1)) for k, v in dict.items(value)]
            return ["dict", [part for pair in pairs for part in pair]]
        for tag, kind in _CONTAINERS:
            if isinstance(value, kind):
                self.count_keys(kind.__len__(value) if tag == "set" else 0)
                return [tag, self.items_of(kind.__iter__(value), depth)]
        return self.plain_subclass(value)

    def items_of(self, items: Iterator[Any], depth: int) -> list[Any]:
        found = list(items)
        if depth < MAX_DEPTH and _AS_THEY_ARE.issuperset(map(type, found)):
            self.count_items(len(found))
            return found
        return [self.node(item, depth + 1) for item in found]

    def plain_subclass(self, value: Any) -> Any:
        for kind, exact in _PLAIN:
            if isinstance(value, kind):
                return self.node(exact(value), 0)
        return ["opaque", _type_name(value), _short_text(value)]

    def tensor(self, value: torch.Tensor) -> Any:
        with torch._C.DisableTorchFunctionSubclass():
            plain, requires_grad = torch.Tensor.detach(value), bool(value.requires_grad)
        name = _TORCH_NAMES.get(plain.dtype)
        if plain.layout is not torch.strided or plain.is_nested or plain.is_meta or name is None:
            return ["opaque", _type_name(value), f"{plain.layout}, {plain.dtype}, {plain.device}"]
        self.weigh(plain.numel() * plain.element_size())
        return ["tensor", name, list(plain.shape), _bytes_of(plain), requires_grad, not plain.is_cpu]

    def array(self, value: Any) -> Any:
        plain = np.asarray(value)
        if plain.dtype.name not in _NUMPY_TYPES:
            return ["opaque", _type_name(value), f"dtype {plain.dtype}"]
        self.weigh(plain.nbytes)
        native = np.ascontiguousarray(plain, dtype=plain.dtype.newbyteorder("="))
        return ["array", plain.dtype.name, list(plain.shape), native.tobytes()]


def _small(data: bytes | memoryview) -> Any:
    """What `_Reader` reads, by msgpack alone, which is many times faster.

    It makes room for as many items as a header announces. So few bytes can announce no more, however they are nested,
    than a moment's memory.
    """
    return msgpack.unpackb(
        data, raw=False, unicode_errors="surrogatepass", max_array_len=len(data), max_map_len=0, max_ext_len=0
    )


class _Reader:
    """Reads the nested lists that bytes spell, and counts while it reads: a header may promise what does not follow."""

    def __init__(self, data: bytes | memoryview) -> None:
        self._data, self._parts = data, 0
        self._unpacker = msgpack.Unpacker(
            raw=False, unicode_errors="surrogatepass", max_buffer_size=MAX_BYTES,
            max_str_len=4 * MAX_TEXT, max_bin_len=MAX_BYTES, max_map_len=0, max_ext_len=0,
        )  # fmt: skip
        self._unpacker.feed(data)

    def all(self) -> Any:
        tree = self._part(0)
        if self._unpacker.tell() != len(self._data):
            raise ValueRefused("more bytes than one value")
        return tree

    def _part(self, depth: int) -> Any:
        self._parts += 1
        # A value takes two lists a level: one with its tag, and in it one with its items.
        if self._parts > _MAX_PARTS or depth > 2 * (MAX_DEPTH + 1):
            raise ValueRefused(f"more than {MAX_ITEMS:,} items, or nested deeper than {MAX_DEPTH} levels")
        place = self._unpacker.tell()
        if place >= len(self._data) or not _starts_list(self._data[place]):
            return self._unpacker.unpack()
        size = self._unpacker.read_array_header()
        if size > len(self._data) - self._unpacker.tell():
            raise ValueRefused(f"{size:,} items are announced, and do not follow")
        return [self._part(depth + 1) for _ in range(size)]


class _Decoder(_Counted):
    """Rebuilds a value from tagged lists, trusting nothing that they say."""

    def __init__(self, device: torch.device | None) -> None:
        super().__init__()
        self.device = device
        self._rebuilders = self._made_rebuilders()

    def node(self, tree: Any, depth: int) -> Any:
        self.count(depth)
        if tree is None or isinstance(tree, bool | int | float | str):
            return tree
        if not isinstance(tree, list) or not tree or not isinstance(tree[0], str):
            raise ValueRefused("a value without a tag")
        rebuild = self._rebuilders.get(tree[0])
        if rebuild is None:
            raise ValueRefused(f"no such kind of value: {tree[0][:40]!r}")
        return rebuild(tree[1:], depth)

    def _made_rebuilders(self) -> dict[str, Callable[[list[Any], int], Any]]:
        return {
            "list": self.items_of,
            "tuple": lambda parts, depth: tuple(self.items_of(parts, depth)),
            "set": self.set_of,
            "dict": self.dict_of,
            "int": lambda parts, depth: _read_large_int(parts),
            "handle": lambda parts, depth: Handle(*_typed(parts, int)),
            "opaque": lambda parts, depth: Opaque(*(text[:MAX_LABEL] for text in _typed(parts, str, str))),
            "tensor": lambda parts, depth: self.tensor(parts),
            "array": lambda parts, depth: self.array(parts),
        }

    def items_of(self, parts: list[Any], depth: int) -> list[Any]:
        (items,) = _typed(parts, list)
        if depth < MAX_DEPTH and _READ_AS_THEY_ARE.issuperset(map(type, items)):
            self.count_items(len(items))
            return items  # type: ignore[no-any-return]
        return [self.node(item, depth + 1) for item in items]

    def set_of(self, parts: list[Any], depth: int) -> Any:
        items = self.items_of(parts, depth)
        self.count_keys(len(items))
        return _hashable(frozenset, map(_as_key, items))

    def dict_of(self, parts: list[Any], depth: int) -> Any:
        items = self.items_of(parts, depth)
        if len(items) % 2:
            raise ValueRefused("a key without a value")
        self.count_keys(len(items) // 2)
        return _hashable(dict, zip(map(_as_key, items[::2]), items[1::2], strict=True))

    def tensor(self, parts: list[Any]) -> torch.Tensor:
        name, shape, data, requires_grad, is_away = _typed(parts, str, list, bytes, bool, bool)
        dtype = _TORCH_TYPES.get(name)
        if dtype is None:
            raise ValueRefused(f"no such tensor type: {name[:40]!r}")
        self.weigh(_checked_size(shape, dtype.itemsize, data))
        made = _flat_tensor(data, dtype).reshape(shape)
        if self.device is None:
            return made
        made = made.to(self.device) if is_away else made
        if requires_grad and (dtype.is_floating_point or dtype.is_complex):
            made.requires_grad_()
        return made

    def array(self, parts: list[Any]) -> Any:
        name, shape, data = _typed(parts, str, list, bytes)
        if name not in _NUMPY_TYPES:
            raise ValueRefused(f"no such array type: {name[:40]!r}")
        self.weigh(_checked_size(shape, np.dtype(name).itemsize, data))
        made = np.frombuffer(data, dtype=np.uint8)
        return (made != 0 if name == "bool" else made.view(name)).reshape(shape).copy()


def _bytes_of(plain: torch.Tensor) -> bytes:
    """The numbers of a tensor without a gradient, one after the other."""
    if plain.is_cpu and plain.dtype is not torch.bfloat16 and not plain.is_conj() and not plain.is_neg():
        return plain.numpy().tobytes()
    flat = plain.resolve_conj().resolve_neg().cpu().contiguous().reshape(-1)
    return flat.view(torch.uint8).numpy().tobytes() if flat.numel() else b""


def _flat_tensor(data: bytes, dtype: torch.dtype) -> torch.Tensor:
    """A tensor of one axis. Each byte of a bool is made one: another number than 0 and 1 would be neither."""
    if not data:
        return torch.empty(0, dtype=dtype)
    if dtype is torch.bool:
        return torch.frombuffer(bytearray(data), dtype=torch.uint8) != 0
    return torch.frombuffer(bytearray(data), dtype=dtype)


def _typed(parts: list[Any], *kinds: type) -> list[Any]:
    if tuple(map(type, parts)) != kinds:
        raise ValueRefused(f"expected {', '.join(kind.__name__ for kind in kinds)}")
    return parts


def _checked_size(shape: list[Any], item_bytes: int, data: bytes) -> int:
    if len(shape) > MAX_AXES or any(type(axis) is not int for axis in shape):
        raise ValueRefused("not a shape")
    if shape and not 0 <= min(shape) <= max(shape) <= MAX_BYTES:
        raise ValueRefused("not a shape")
    if math.prod(shape) * item_bytes != len(data):
        raise ValueRefused(f"shape {shape} does not fit {len(data)} bytes")
    # An empty tensor has strides, too: an axis of length 0 must not hide that the others are beyond all measure.
    if math.prod(axis for axis in shape if axis) > MAX_BYTES:
        raise ValueRefused(f"shape {shape} is too large")
    return len(data)


def _starts_list(head: int) -> bool:
    """Whether this byte begins an array of msgpack."""
    return 0x90 <= head <= 0x9F or head in (0xDC, 0xDD)


def _large_int(value: int) -> list[str]:
    if value.bit_length() > MAX_BITS:
        return ["opaque", "int", f"a whole number of {value.bit_length():,} bits"]
    return ["int", hex(value)]


def _read_large_int(parts: list[Any]) -> int:
    (text,) = _typed(parts, str)
    if len(text) > MAX_BITS:
        raise ValueRefused("a whole number of too many digits")
    try:
        value = int(text, 16)
    except ValueError as error:
        raise ValueRefused("not a whole number") from error
    if value.bit_length() > MAX_BITS:
        raise ValueRefused("a whole number of too many digits")
    return value


def _as_key(value: Any) -> Any:
    """NumPy's numbers are keys as Python's own are, and travel as arrays, which are none."""
    return value.item() if isinstance(value, np.ndarray) and value.ndim == 0 else value


def _hashable(kind: Callable[[Any], Any], items: Any) -> Any:
    try:
        return kind(items)
    except TypeError as error:
        raise ValueRefused(f"a key that cannot be one: {error}") from error


def _type_name(value: object) -> str:
    kind = type(value)
    module = str(getattr(kind, "__module__", ""))
    name = str(getattr(kind, "__qualname__", kind))
    return (name if module in ("builtins", "__main__", "") else f"{module}.{name}")[:MAX_LABEL]


def _short_text(value: object) -> str:
    try:
        return repr(value)[:MAX_LABEL]
    except Exception as error:  # noqa: BLE001 - a student's __repr__ may raise anything; the type's name is enough
        return f"(it does not print: {type(error).__name__})"

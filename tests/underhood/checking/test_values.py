"""Values cross as bytes: every kind comes back as it was, and bytes that somebody made up do no harm."""

from __future__ import annotations

import pickle
import tracemalloc
from collections import OrderedDict, namedtuple
from collections.abc import Callable, Iterator
from enum import IntEnum
from pathlib import Path
from typing import Any

import msgpack
import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.underhood.checking.anything import NUMPY_TYPES, TORCH_TYPES, anything, same
from underhood.checking import values
from underhood.checking.values import (
    MAX_BYTES,
    MAX_DEPTH,
    MAX_ITEMS,
    MAX_KEYS,
    Handle,
    Opaque,
    ValueRefused,
    decode,
    encode,
)

CPU = torch.device("cpu")
calm = settings(deadline=None, max_examples=200)


def travelled(value: object) -> Any:
    return decode(encode(value))


def packed(*parts: object) -> bytes:
    return msgpack.packb(list(parts), unicode_errors="surrogatepass")


def nested(depth: int) -> list[Any]:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]
    return value


# ----------------------------------------------------------------------------------------------------- there and back


@calm
@given(anything)
def test_every_value_comes_back_as_it_was(value: Any) -> None:
    assert same(travelled(value), value)


@pytest.mark.parametrize("dtype", TORCH_TYPES, ids=str)
@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1,), (2, 3)], ids=str)
def test_a_tensor_keeps_its_dtype_and_shape(dtype: torch.dtype, shape: tuple[int, ...]) -> None:
    tensor = torch.randint(0, 2, shape, generator=torch.Generator().manual_seed(1)).to(dtype)
    assert same(travelled(tensor), tensor)


@pytest.mark.parametrize("name", NUMPY_TYPES)
@pytest.mark.parametrize("shape", [(), (0,), (3, 0, 2), (1,), (2, 3)], ids=str)
def test_an_array_keeps_its_dtype_and_shape(name: str, shape: tuple[int, ...]) -> None:
    array = np.random.default_rng(1).integers(0, 2, shape).astype(name)
    assert same(travelled(array), np.asarray(array))


@pytest.mark.parametrize(
    "view",
    [
        lambda t: t.T,
        lambda t: t[:, ::2],
        lambda t: t[1:].flip(0),
        lambda t: t[0].expand(5, 4),
        lambda t: t.to(torch.complex64).conj(),
        lambda t: torch.complex(t, t + 1).conj().imag,
    ],
    ids=["transposed", "every second", "offset and flipped", "expanded", "conjugated", "negated view"],
)
def test_a_view_travels_as_the_numbers_it_shows(view: Callable[[torch.Tensor], torch.Tensor]) -> None:
    seen = view(torch.arange(12.0).reshape(3, 4))
    back = travelled(seen)
    assert back.is_contiguous()
    assert back.tolist() == seen.tolist()


@pytest.mark.parametrize("order", ["<", ">"])
def test_an_array_of_another_byte_order_travels_as_its_numbers(order: str) -> None:
    back = travelled(np.array([1.5, -2.0], dtype=f"{order}f4")[::-1])
    assert back.tolist() == [-2.0, 1.5]
    assert back.dtype == np.dtype("=f4")


def test_what_arrives_can_be_written_to_and_shares_nothing() -> None:
    tensor, array = torch.zeros(2), np.zeros(2)
    far_tensor, far_array = travelled([tensor, array])
    far_tensor += 1
    far_array += 1
    assert tensor.tolist() == array.tolist() == [0, 0]


def test_the_judge_gets_tensors_without_gradient() -> None:
    assert not travelled(torch.ones(2, requires_grad=True)).requires_grad


def test_the_students_side_gets_leaves_that_keep_requires_grad() -> None:
    wanted, plain = decode(encode([torch.ones(2, requires_grad=True), torch.ones(2)]), device=CPU)
    assert (wanted.requires_grad, wanted.is_leaf) == (True, True)
    assert not plain.requires_grad


def test_a_computed_tensor_arrives_as_a_leaf() -> None:
    computed = torch.ones(2, requires_grad=True) * 2
    assert decode(encode(computed), device=CPU).is_leaf


def test_forged_bytes_cannot_ask_for_the_gradient_of_whole_numbers() -> None:
    assert not decode(packed("tensor", "int64", [1], bytes(8), True, False), device=CPU).requires_grad


# ------------------------------------------------------------------------------------------------ subclasses and liars


class LyingInt(int):
    def __int__(self) -> int:
        return 99

    def __index__(self) -> int:
        return 99

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = int.__hash__


class LyingStr(str):
    def __str__(self) -> str:
        return "a lie"

    def encode(self, *_: Any) -> bytes:
        return b"a lie"


class LyingFloat(float):
    def __float__(self) -> float:
        return 99.0


class LyingList(list[Any]):
    def __iter__(self) -> Iterator[Any]:
        return iter([99])

    def __len__(self) -> int:
        return 1


class LyingDict(dict[Any, Any]):
    def items(self) -> Any:
        return [("a", 99)]


class LyingSet(set[Any]):
    def __iter__(self) -> Iterator[Any]:
        return iter([99])


class LyingTensor(torch.Tensor):
    shape = torch.Size([99])

    def detach(self) -> Any:
        return torch.full((99,), 99.0)

    def numel(self) -> int:
        return 99

    def element_size(self) -> int:
        return 0

    @classmethod
    def __torch_function__(cls, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        return torch.full((99,), 99.0)


class LyingArray(np.ndarray[Any, Any]):
    shape = (99,)
    nbytes = 0


class Colour(IntEnum):
    RED = 3


Pair = namedtuple("Pair", "x y")


@pytest.mark.parametrize(
    ("liar", "truth"),
    [
        (LyingInt(5), 5),
        (LyingStr("truth"), "truth"),
        (LyingFloat(0.5), 0.5),
        (LyingList([1, 2, 3]), [1, 2, 3]),
        (LyingDict(a=1), {"a": 1}),
        (LyingSet([1]), frozenset([1])),
        (torch.arange(3.0).as_subclass(LyingTensor), torch.arange(3.0)),
        (np.arange(3.0).view(LyingArray), np.arange(3.0)),
        (torch.nn.Parameter(torch.ones(2)), torch.ones(2)),
        (Colour.RED, 3),
        (torch.Size([2, 3]), (2, 3)),
        (Pair(1, 2), (1, 2)),
        (OrderedDict(b=1, a=2), {"b": 1, "a": 2}),
        (np.float64(0.5), np.array(0.5)),
        (np.float32(0.5), np.array(0.5, dtype="float32")),
        (np.int64(3), np.array(3)),
        (np.bool_(True), np.array(True)),
        (np.str_("text"), "text"),
        ({np.int64(3): 1, (1, 2): 2}, {3: 1, (1, 2): 2}),
        ({np.float32(0.5)}, frozenset([0.5])),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_travels_as_what_it_really_is(liar: object, truth: object) -> None:
    assert same(travelled(liar), truth)


class Fails:
    def __repr__(self) -> str:
        raise RuntimeError("no")


@pytest.mark.parametrize(
    ("thing", "opaque"),
    [
        (object, Opaque("type", "<class 'object'>")),
        (1 + 2j, Opaque("complex", "(1+2j)")),
        (b"bytes", Opaque("bytes", "b'bytes'")),
        (range(3), Opaque("range", "range(0, 3)")),
        (torch.ones(2).to_sparse(), Opaque("torch.Tensor", "torch.sparse_coo, torch.float32, cpu")),
        (torch.ones(2, device="meta"), Opaque("torch.Tensor", "torch.strided, torch.float32, meta")),
        (np.array([None]), Opaque("numpy.ndarray", "dtype object")),
        (np.array(["a"]), Opaque("numpy.ndarray", "dtype <U1")),
        (2**5000, Opaque("int", "a whole number of 5,001 bits")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_what_does_not_travel_leaves_its_type_and_a_text(thing: object, opaque: Opaque) -> None:
    assert travelled(thing) == opaque


def test_an_object_that_does_not_print_leaves_its_type() -> None:
    assert travelled(Fails()) == Opaque(f"{__name__}.Fails", "(it does not print: RuntimeError)")


def test_the_text_of_an_object_is_short() -> None:
    class Long:
        def __repr__(self) -> str:
            return "x" * 10_000

    assert len(travelled(Long()).text) == 200


# ------------------------------------------------------------------------------------------------------------- bounds


@pytest.mark.parametrize(
    ("value", "words"),
    [
        pytest.param(lambda: torch.zeros(MAX_BYTES + 1, dtype=torch.uint8), "bytes", id="a large tensor"),
        pytest.param(lambda: torch.zeros(1).expand(2**40), "bytes", id="an expanded tensor"),
        pytest.param(lambda: np.broadcast_to(np.zeros(1), 2**40), "bytes", id="a broadcast array"),
        pytest.param(lambda: [torch.zeros(2**20)] * 20, "bytes", id="one tensor many times"),
        pytest.param(lambda: ["x" * 2**20] * 100, "bytes", id="one text many times"),
        pytest.param(lambda: "x" * (2**20 + 1), "characters", id="a long text"),
        pytest.param(lambda: [0] * MAX_ITEMS, "items", id="a long list"),
        pytest.param(lambda: dict.fromkeys(range(MAX_KEYS + 1)), "keys", id="a large dict"),
        pytest.param(lambda: set(range(MAX_KEYS + 1)), "keys", id="a large set"),
        pytest.param(lambda: nested(MAX_DEPTH + 1), "deeper", id="deep lists"),
    ],
)
def test_a_value_over_a_bound_is_refused_at_once(value: Callable[[], object], words: str) -> None:
    with pytest.raises(ValueRefused, match=words):
        encode(value())


@pytest.mark.parametrize(
    "value",
    [
        pytest.param(lambda: torch.zeros(MAX_BYTES - 1000, dtype=torch.uint8), id="bytes"),
        pytest.param(lambda: "é\ud800😀" * (2**20 // 3), id="characters"),
        pytest.param(lambda: [None] * (MAX_ITEMS - 1), id="items"),
        pytest.param(lambda: nested(MAX_DEPTH), id="depth"),
        pytest.param(lambda: dict.fromkeys(range(MAX_KEYS)), id="keys"),
        pytest.param(lambda: -(2**1024) + 1, id="bits"),
    ],
)
def test_a_value_just_within_a_bound_arrives(value: Callable[[], Any]) -> None:
    assert same(travelled(value()), value())


def test_a_cycle_is_refused() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)
    with pytest.raises(ValueRefused, match="deeper"):
        encode({"cycle": cycle})


# -------------------------------------------------------------------------------------------------------- made-up bytes


def decodes_or_refuses(data: bytes) -> None:
    for device in (None, CPU):
        try:
            decode(data, device=device)
        except ValueRefused:
            continue


@calm
@given(st.binary(max_size=200))
def test_random_bytes_are_refused_or_a_value(data: bytes) -> None:
    decodes_or_refuses(data)


@calm
@given(anything, st.data())
def test_mutated_bytes_are_refused_or_a_value(value: Any, data: st.DataObject) -> None:
    mutated = bytearray(encode(value))
    for _ in range(data.draw(st.integers(1, 4))):
        mutated[data.draw(st.integers(0, len(mutated) - 1))] = data.draw(st.integers(0, 255))
    decodes_or_refuses(bytes(mutated[: data.draw(st.integers(0, len(mutated)))]))


parts = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.floats() | st.binary(max_size=9)
    | st.sampled_from(["tensor", "array", "list", "set", "dict", "int", "handle", "opaque", "float32", "bool", "0x1"]),
    lambda inner: st.lists(inner, max_size=6),
    max_leaves=20,
)  # fmt: skip


@settings(deadline=None, max_examples=500)
@given(parts)
def test_well_formed_bytes_of_no_meaning_are_refused_or_a_value(tree: Any) -> None:
    decodes_or_refuses(msgpack.packb(tree))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"\xc1", id="a byte that msgpack never uses"),
        pytest.param(encode(1) + encode(2), id="two values"),
        pytest.param(encode([1, 2])[:-1], id="a cut value"),
        pytest.param(msgpack.packb({"a": 1}), id="a map"),
        pytest.param(msgpack.packb({}), id="an empty map"),
        pytest.param(msgpack.packb(b"raw"), id="bare bytes"),
        pytest.param(msgpack.packb(msgpack.ExtType(5, b"x")), id="an extension"),
        pytest.param(msgpack.packb(msgpack.Timestamp(1)), id="a time"),
        pytest.param(packed(), id="no tag"),
        pytest.param(packed("object", []), id="an unknown tag"),
        pytest.param(packed(["list"], []), id="a list for a tag"),
        pytest.param(packed("list"), id="a list without items"),
        pytest.param(packed("dict", [1]), id="a key without a value"),
        pytest.param(packed("dict", [["list", []], 1]), id="a list for a key"),
        pytest.param(packed("set", [["dict", []]]), id="a dict in a set"),
        pytest.param(packed("int", "0x" + "f" * 10_000), id="an endless number"),
        pytest.param(packed("int", "zz"), id="a number in letters"),
        pytest.param(packed("handle", True), id="a bool for a handle"),
        pytest.param(packed("opaque", "type", 3), id="a number for a text"),
        pytest.param(packed("tensor", "quint8", [1], b"x", False, False), id="an unknown dtype"),
        pytest.param(packed("tensor", "float32", [2], bytes(4), False, False), id="fewer bytes than the shape says"),
        pytest.param(packed("tensor", "float32", [1], bytes(8), False, False), id="more bytes than the shape says"),
        pytest.param(packed("tensor", "float32", [-1], bytes(4), False, False), id="a negative axis"),
        pytest.param(packed("tensor", "float32", [True], bytes(4), False, False), id="a bool for an axis"),
        pytest.param(packed("tensor", "float32", [1.0], bytes(4), False, False), id="a float for an axis"),
        pytest.param(packed("tensor", "float32", [1] * 33, bytes(4), False, False), id="too many axes"),
        pytest.param(packed("tensor", "float32", [2**20] * 30, b"", False, False), id="a shape bomb"),
        pytest.param(
            packed("tensor", "float32", [0, 2**25, 2**25, 2**25], b"", False, False), id="a bomb behind a zero"
        ),
        pytest.param(packed("array", "float32", [0, 2**25, 2**25, 2**25], b""), id="the same as an array"),
        pytest.param(packed("array", "object", [1], bytes(8)), id="an array of objects"),
        pytest.param(packed("array", "V8", [1], bytes(8)), id="an array of records"),
        pytest.param(packed("set", [["int", hex(n * (2**61 - 1))] for n in range(MAX_KEYS + 1)]), id="colliding keys"),
        pytest.param(bytes(MAX_BYTES + 1), id="too many bytes"),
        pytest.param(packed("opaque", "x" * (4 * 2**20 + 1), ""), id="a long name"),
    ],
)
def test_forged_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ValueRefused):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"\xdd\x00\x03\x0d\x40" * 1000, id="nested headers that promise 200,000 items each"),
        pytest.param(b"\xdd\xff\xff\xff\xff" * 30, id="headers that promise four billion"),
        pytest.param(b"\x91" * 100_000, id="depth alone"),
        pytest.param(b"\xc6\xff\xff\xff\xff", id="four gigabytes of nothing"),
        pytest.param(packed("tensor", "float64", [2**23], b"", False, False), id="a tensor of 64 MB without a byte"),
    ],
)
def test_a_bomb_is_refused_before_memory_is_spent(data: bytes) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(ValueRefused):
            decode(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 4 * MAX_BYTES


def test_a_bomb_of_small_things_is_refused_before_they_are_all_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_MAX_PARTS", 20_000)
    tracemalloc.start()
    try:
        with pytest.raises(ValueRefused, match="items"):
            decode(b"\xdd\x00\x1e\x84\x80" + b"\x90" * 2_000_000)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 8 * 2**20


def test_the_reader_counts_generously_enough_for_a_list_of_tensors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(values, "_MAX_PARTS", values._MAX_PARTS // 1000)
    many = [torch.zeros(1, 1, 1)] * (MAX_ITEMS // 1000)
    assert len(travelled(many)) == len(many)


class Touches:
    """Unpickling it would leave a file."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> Any:
        return (Path.touch, (self.path,))


def test_nothing_is_executed_by_reading(tmp_path: Path) -> None:
    touched = tmp_path / "touched"
    pickled = pickle.dumps(Touches(touched))
    for data in (pickled, packed("array", "object", [1], pickled), packed("opaque", "builtins.eval", "open")):
        decodes_or_refuses(data)
    assert not touched.exists()


def test_the_name_of_a_type_is_cut_by_the_reader_too() -> None:
    assert decode(packed("opaque", "x" * 5000, "y" * 5000)) == Opaque("x" * 200, "y" * 200)


def test_a_handle_names_a_method_of_what_it_stands_for() -> None:
    assert Handle(3).method("step") == (Handle(3), "step")


def test_whatever_is_encoded_within_the_bounds_can_be_decoded() -> None:
    """The two sides must agree on every bound, or an honest answer is lost on its way."""
    assert values.MAX_TEXT * 4 <= MAX_BYTES
    assert len(travelled("😀" * values.MAX_TEXT)) == values.MAX_TEXT

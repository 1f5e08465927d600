"""The pickle reader: what numpy writes is read, everything else is refused, and nothing is ever executed."""

from __future__ import annotations

import builtins
import gzip
import io
import os
import pickle
import struct
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from underhood.data import pickled
from underhood.data.errors import BadFile
from underhood.data.mnist_pickle import read_file
from underhood.data.pickled import read
from underhood.data.pickled_numpy import Array, Refused

EXECUTION = {"pickle.find_class", "import", "exec", "compile", "os.system", "subprocess.Popen", "open", "os.putenv"}
_watch: list[str] | None = None


def _hook(event: str, arguments: tuple[Any, ...]) -> None:
    if _watch is not None and event in EXECUTION:
        _watch.append(event)


b"a".decode("raw-unicode-escape")  # Python imports this codec at its first use, which is none of the pickle's doing
sys.addaudithook(_hook)  # cannot be taken out again, so it sleeps between tests


@contextmanager
def watched() -> Iterator[list[str]]:
    """What Python itself reports of imports, look-ups, files and processes in the meantime."""
    global _watch
    events = _watch = []
    try:
        yield events
    finally:
        _watch = None


def outcome(content: bytes) -> Any:
    """What reading gives; pytest.raises would import something itself while we watch."""
    try:
        return read_bytes(content)
    except Refused as refusal:
        return refusal


def read_bytes(content: bytes) -> Any:
    return read(io.BytesIO(content))


@pytest.mark.parametrize("protocol", [1, 2, 3, 4, 5])
def test_arrays_of_python_3_come_back(protocol: int) -> None:
    array = np.arange(6, dtype=np.float32).reshape(2, 3)
    value = read_bytes(pickle.dumps((array, [1, "a", None, True]), protocol=protocol))
    assert isinstance(value[0], Array)
    assert value[0].value is not None
    assert value[0].value.tolist() == array.tolist()
    assert value[1] == [1, "a", None, True]


def test_arrays_in_the_other_byte_order_come_back() -> None:
    array = np.array([1.5, -2.0], dtype=">f4")
    assert read_bytes(pickle.dumps(array, protocol=2)).value.tolist() == [1.5, -2.0]


def test_the_classic_file_comes_back(tmp_path: Path, tiny: Any, write: Any) -> None:
    train, valid = read_file(write.pickle(tmp_path, tiny) / "mnist.pkl.gz")
    for got, expected in ((train, tiny.train), (valid, tiny.valid)):
        assert (got.images == expected.images).all()
        assert (got.labels == expected.labels).all()
        assert got.images.dtype == np.uint8
        assert got.labels.dtype == np.int64


def test_our_classic_file_is_one_that_python_unpickles(tiny: Any, write: Any) -> None:
    sets = pickle.loads(write.python2(tiny), encoding="latin1")  # noqa: S301
    assert (sets[2][0] * 256 == tiny.valid.images.reshape(-1, 784)).all()


@pytest.mark.parametrize("scale", [255, 256])
def test_both_scales_are_told_apart(tmp_path: Path, tiny: Any, write: Any, scale: int) -> None:
    folder = write.raw_pickle(tmp_path, write.python3(tiny, 4, scale))
    assert (read_file(folder / "mnist.pkl.gz")[1].images == tiny.valid.images).all()


# Nothing is executed.


class Call:
    def __init__(self, function: Any, *arguments: Any) -> None:
        self.parts = function, arguments

    def __reduce__(self) -> Any:
        return self.parts


class Stateful:
    def __reduce__(self) -> Any:
        return io.BytesIO, (), {"x": 1}


def hostile(marker: Path) -> dict[str, bytes]:
    command = f"open({str(marker)!r}, 'w').close()"
    inst = f"(S{command!r}\nibuiltins\nexec\n.".encode()
    obj = b"(cbuiltins\nexec\nX" + struct.pack("<I", len(command)) + command.encode() + b"o."
    return {
        "reduce": pickle.dumps(Call(exec, command), protocol=0),
        "reduce, protocol 4": pickle.dumps(Call(exec, command), protocol=4),
        "system": pickle.dumps(Call(os.system, f"touch '{marker}'"), protocol=2),
        "inside a tuple": pickle.dumps((1, [Call(exec, command)]), protocol=5),
        "inst": inst,
        "obj": obj,
        "renamed": pickle.dumps(Call(eval, command), protocol=2).replace(b"builtins", b"__builtin__"),
    }


@pytest.mark.parametrize("kind", ["reduce", "reduce, protocol 4", "system", "inside a tuple", "inst", "obj", "renamed"])
def test_a_hostile_pickle_is_refused_and_not_run(tmp_path: Path, kind: str) -> None:
    marker = tmp_path / "executed"
    content = hostile(marker)[kind]
    with watched() as events:
        refusal = outcome(content)
    assert isinstance(refusal, Refused)
    assert events == []
    assert not marker.exists()
    with watched() as events:
        pickle.loads(content)  # noqa: S301  the same bytes do harm elsewhere, so this test can fail
    assert "pickle.find_class" in events
    assert marker.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"cos\nsystem\n.",  # a name alone is an inert value…
        b"\x80\x04\x8c\x02os\x8c\x06system\x93.",
    ],
)
def test_a_name_is_never_looked_up(content: bytes) -> None:
    with watched() as events:
        value = outcome(content)
    assert value.path == "os system"
    assert events == []


def test_a_name_is_no_array(tmp_path: Path, write: Any) -> None:
    write.raw_pickle(tmp_path, b"(" + b"(cos\nsystem\ncos\nsystem\nt" * 3 + b"t.")
    with pytest.raises(BadFile, match="not a pair of arrays"):
        read_file(tmp_path / "mnist.pkl.gz")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (pickle.dumps(Stateful()), "asks for '_io.BytesIO'"),
        (pickle.dumps({"a": 1}), "EMPTY_DICT"),
        (pickle.dumps({1}, protocol=4), "EMPTY_SET"),
        (pickle.dumps(1.5), "BINFLOAT"),
        (pickle.dumps(10**30), "64 bits"),
        (pickle.dumps(np.zeros(2, dtype=object), protocol=2), "type 'O8'"),
        (pickle.dumps(np.zeros(2, dtype=np.complex64), protocol=2), "type 'c8'"),
        (pickle.dumps(np.zeros((2, 3), dtype=np.float32, order="F"), protocol=2), "rows of plain numbers"),
        (pickle.dumps(np.zeros((1, 1, 1, 1), dtype=np.float32), protocol=2), "no proper shape"),
        (pickle.dumps(np.float32(2)), "asks for 'numpy._core.multiarray.scalar'"),
        (b"\x80\x04Pid\n.", "PERSID"),
        (b"S'\\ '\n.", "STRING"),
        (b"\x82\x01.", "EXT1"),
        (b"(K\x01K\x02R.", "calls a int"),
        (b"N(K\x01tb.", "sets the state of a NoneType"),
        (b"cnumpy\ndtype\n(K\x01tb.", "sets the state of a Name"),
        (b"(a.", "make no sense"),
        (b"t.", "make no sense"),
        (b"(.", "a mark where a value"),
        (b"h\x07.", "make no sense"),
        (b"K\x01K\x02a.", "appends to a int"),
        (b"", "the file ends here"),
        (b"K\x01", "the file ends here"),
        (b"\xff.", "unknown"),
    ],
)
def test_everything_else_is_refused(content: bytes, words: str) -> None:
    with pytest.raises(Refused) as caught:
        read_bytes(content)
    assert words in str(caught.value)


# Bombs.


@pytest.mark.parametrize("opcode", [b"T", b"B", b"X"])
def test_an_announced_string_is_not_made_room_for(opcode: bytes) -> None:
    with pytest.raises(Refused, match="announces a string of 2147483647 bytes"):
        read_bytes(opcode + struct.pack("<I", 2**31 - 1))


def test_an_announced_long_string_is_not_made_room_for() -> None:
    with pytest.raises(Refused, match=f"announces a string of {2**50} bytes"):
        read_bytes(b"\x8e" + struct.pack("<Q", 2**50))


def test_a_packed_bomb_stops_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickled, "MAX_TOTAL", 1 << 20)
    content = (b"B" + struct.pack("<I", 1 << 18) + bytes(1 << 18)) * 40 + b"."
    with gzip.open(io.BytesIO(gzip.compress(content))) as file, pytest.raises(Refused, match="announces"):
        read(file)
    assert file.closed


def test_a_line_has_an_end() -> None:
    with pytest.raises(Refused, match="line of more than"):
        read_bytes(b"I" + b"1" * (1 << 20))


def test_instructions_are_counted() -> None:
    assert read_bytes(b"N" * 4000 + b".") is None
    with pytest.raises(Refused, match="more than 5000 instructions"):
        read_bytes(b"N" * 5000 + b".")


def test_one_string_copied_again_and_again_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickled, "MAX_TOTAL", 1 << 20)
    string = b"X" + struct.pack("<I", 1 << 18) + b"a" * (1 << 18) + b"q\x010"
    copy = b"c_codecs\nencode\nh\x01U\x06latin1\x86R"
    assert len(read_bytes(string[:-1] + copy * 3 + b".")) == 1 << 18
    with pytest.raises(Refused, match="again and again"):
        read_bytes(string[:-1] + copy * 5 + b".")


NESTED = (
    b")q\x00"
    + b"".join(b"h" + bytes([i]) + b"h" + bytes([i]) + b"\x86q" + bytes([i + 1]) for i in range(200))
    + b"h\xc8"
)


@pytest.mark.parametrize(
    "use",
    [
        b"cnumpy\ndtype\n" + NESTED + b"\x85R.",  # as the code of a number type
        b"cnumpy\ndtype\nU\x02f4\x85R(K\x03" + NESTED + b"NNNNNK\x00tb.",  # as its byte order
        b"cnumpy\ndtype\nU\x02f4\x85R(K\x03U\x01<" + NESTED + b"NNNNK\x00tb.",
        b"cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\n\x85R(K\x01"
        + NESTED
        + b"NI00\nU\x00tb.",  # as a shape
        b"cnumpy.core.multiarray\n_reconstruct\n" + NESTED + b"\x85R.",
        NESTED + NESTED + b"\x93.",  # as a name
        NESTED + b")R.",
        NESTED + b"Nb.",
        b"c_codecs\nencode\n" + NESTED + b"\x85R.",
    ],
)
def test_a_tuple_nested_two_to_the_two_hundred_times_is_never_walked_through(use: bytes) -> None:
    with pytest.raises(Refused):
        read_bytes(use)


def test_a_list_that_contains_itself_is_no_set(tmp_path: Path, write: Any) -> None:
    write.raw_pickle(tmp_path, b"]q\x00h\x00ah\x00ah\x00a.")
    with pytest.raises(BadFile, match="not a pair"):
        read_file(tmp_path / "mnist.pkl.gz")


# The file around it.


def test_every_truncation_is_refused(tmp_path: Path, tiny: Any, write: Any) -> None:
    path = write.pickle(tmp_path, tiny) / "mnist.pkl.gz"
    content = path.read_bytes()
    for length in range(0, len(content), len(content) // 50):
        path.write_bytes(content[:length])
        with pytest.raises(BadFile):
            read_file(path)


def test_trailing_bytes_are_refused(tmp_path: Path, tiny: Any, write: Any) -> None:
    write.raw_pickle(tmp_path, write.python2(tiny) + b"N.")
    with pytest.raises(BadFile, match="more bytes follow"):
        read_file(tmp_path / "mnist.pkl.gz")


F4, I8 = np.float32, np.int64


@pytest.mark.parametrize(
    ("sets", "words"),
    [
        ([(np.zeros((1, 784), F4), np.zeros(1, I8))] * 2, "three sets"),
        ([(np.zeros((1, 784), F4),)] * 3, "not a pair"),
        ([(np.zeros((1, 783), F4), np.zeros(1, I8))] * 3, "rows of 784"),
        ([(np.zeros((0, 784), F4), np.zeros(0, I8))] * 3, "rows of 784"),
        ([(np.zeros((1, 784), I8), np.zeros(1, I8))] * 3, "rows of 784"),
        ([(np.zeros((2, 784), F4), np.zeros(1, I8))] * 3, "2 images and 1 labels"),
        ([(np.zeros((1, 784), F4), np.zeros(1, F4))] * 3, "whole numbers"),
        ([(np.zeros((1, 784), F4), np.full(1, 10, I8))] * 3, "label 0 is 10"),
        ([(np.zeros((1, 784), F4), np.full(1, -1, I8))] * 3, "label 0 is -1"),
        ([(np.full((1, 784), 0.3217, F4), np.zeros(1, I8))] * 3, "grey levels"),
        ([(np.full((1, 784), np.nan, F4), np.zeros(1, I8))] * 3, "grey levels"),
        ([(np.full((1, 784), np.inf, F4), np.zeros(1, I8))] * 3, "grey levels"),
        ([(np.full((1, 784), 3e38, F4), np.zeros(1, I8))] * 3, "grey levels"),
        ([(np.full((1, 784), -1, F4), np.zeros(1, I8))] * 3, "grey levels"),
    ],
)
def test_other_contents_are_refused(tmp_path: Path, write: Any, sets: Any, words: str) -> None:
    write.raw_pickle(tmp_path, pickle.dumps(tuple(sets), protocol=4))
    with pytest.raises(BadFile, match=words):
        read_file(tmp_path / "mnist.pkl.gz")


# Whatever the bytes are.

SMALL = pickle.dumps(([np.arange(3, dtype=np.float32)], "a", 7, (None, True)), protocol=4)
opcodes = st.sampled_from(
    [bytes([i]) for i in range(256)] + [b"K\x01", b"cos\nsystem\n", b"cnumpy\ndtype\n", b"U\x02f4", b")", b"]"]
)


@settings(deadline=None, max_examples=300)
@given(st.one_of(st.binary(max_size=60), st.lists(opcodes, max_size=25).map(b"".join)))
def test_any_bytes_give_a_value_or_a_refusal(content: bytes) -> None:
    try:
        value = read_bytes(content + b".")
    except Refused:
        return
    assert not callable(value)
    assert type(value).__module__ in ("builtins", "underhood.data.pickled_numpy")


@settings(deadline=None, max_examples=300)
@given(st.integers(0, len(SMALL) - 1), st.integers(0, 255))
def test_any_changed_byte_gives_a_value_or_a_refusal(position: int, byte: int) -> None:
    broken = bytearray(SMALL)
    broken[position] = byte
    try:
        value = read_bytes(bytes(broken))
    except Refused:
        return
    assert type(value).__module__ in ("builtins", "underhood.data.pickled_numpy")
    assert builtins.eval is eval


def test_a_broken_gzip_stream_passes_through() -> None:
    packed = gzip.compress(SMALL * 50)
    with gzip.open(io.BytesIO(packed[:40])) as file, pytest.raises((EOFError, zlib.error)):
        file.read()
    with gzip.open(io.BytesIO(packed[:14])) as file, pytest.raises(EOFError):
        read(file)

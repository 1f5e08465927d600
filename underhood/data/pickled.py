"""Read a pickle without running it.

Unpickling can call any function that the file names. Here nothing is ever called and nothing is imported: a loop over
the opcodes, whose arguments the standard library's disassembler reads, builds numbers, strings, tuples and lists, and
*names* stay inert values. The few names that numpy writes around an array have a meaning in `pickled_numpy`.
Whatever else a pickle contains is refused, and so is a bomb: bytes, opcodes and copies are capped, and no nested value
is ever walked through.
"""

from __future__ import annotations

import pickletools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Protocol

from underhood.data import pickled_numpy
from underhood.data.pickled_numpy import Array, DType, Name, Refused

MAX_OPCODES = 5_000
MAX_TOTAL = 400 << 20  # the classic file has 220 MB; written again by Python 3 it can have half as much again
MAX_STRING = 256 << 20
MAX_LINE = 1 << 16
LONG = 256  # a string longer than this is the content of an array, not a name

_MARK = object()


class Readable(Protocol):
    """As much of a file as is needed."""

    def read(self, size: int, /) -> bytes:
        """Up to `size` bytes."""
        ...

    def readline(self, size: int, /) -> bytes:
        """Up to the end of the line, and up to `size` bytes."""
        ...


def read(file: Readable) -> Any:
    """The value that the pickle in `file` describes: tuples and lists of numbers, strings, bytes and `Array`.

    Raises `Refused` for everything else; `OSError`, `EOFError` and `zlib.error` of the file pass through.
    """
    machine = _Machine()
    try:
        for name, argument in _instructions(_Capped(file)):
            machine.step(name, argument)
        return machine.pop()
    except (IndexError, KeyError, TypeError, AttributeError, UnicodeError) as error:
        raise Refused(f"its instructions make no sense ({type(error).__name__})") from error
    except ValueError as error:  # a string without an end, a number that is none, and our own refusals
        raise Refused(str(error)) from error


def _instructions(file: _Capped) -> Iterator[tuple[str, Any]]:
    """Name and argument of each instruction up to STOP. The argument of one that is not allowed is not even read."""
    for _ in range(MAX_OPCODES):
        opcode = _OPCODES.get(file.read(1).decode("latin-1"))
        name = opcode.name if opcode else "(unknown, or the file ends here)"
        if opcode is None or name not in _ALLOWED:
            raise Refused(f"its instruction {name} is not one that an array of digits has need of")
        yield name, opcode.arg.reader(file) if opcode.arg else None  # type: ignore[arg-type]
        if name == "STOP":
            return
    raise Refused(f"it has more than {MAX_OPCODES} instructions")


class _Capped:
    """A file that hands out no more than the caps."""

    def __init__(self, file: Readable) -> None:
        self._file = file
        self._left = MAX_TOTAL

    def read(self, size: int) -> bytes:
        if not 0 <= size <= min(self._left, MAX_STRING):
            raise Refused(f"it announces a string of {size} bytes")
        self._left -= size
        return self._file.read(size)

    def readline(self) -> bytes:
        line = self._file.readline(MAX_LINE)
        if len(line) == MAX_LINE:
            raise Refused(f"it has a line of more than {MAX_LINE} bytes")
        return line


@dataclass
class _Machine:
    """A stack and a memo, as every pickle expects them, and what is left for copies of long strings."""

    stack: list[Any] = field(default_factory=list)
    memo: dict[int, Any] = field(default_factory=dict)
    left: int = field(default_factory=lambda: MAX_TOTAL)

    def step(self, name: str, argument: Any) -> None:
        if name in _VALUES:
            self.stack.append(_VALUES[name](argument))
        elif name in _ACTIONS:
            _ACTIONS[name](self, argument)

    def pop(self) -> Any:
        value = self.top()
        self.stack.pop()
        return value

    def top(self) -> Any:
        if self.stack[-1] is _MARK:
            raise Refused("its instructions make no sense (a mark where a value should be)")
        return self.stack[-1]

    def pop_to_mark(self) -> list[Any]:
        items = []
        while (value := self.stack.pop()) is not _MARK:
            items.append(value)
        return items[::-1]

    def push_tuple(self, length: int) -> None:
        items = [self.pop() for _ in range(length)]
        self.stack.append(tuple(items[::-1]))

    def extend(self, items: list[Any]) -> None:
        target = self.top()
        if not isinstance(target, list):
            raise Refused(f"it appends to a {type(target).__name__}")
        target.extend(items)

    def push_name(self) -> None:
        name, module = self.pop(), self.pop()
        if not isinstance(name, str) or not isinstance(module, str):
            raise Refused("its instructions make no sense (a name that is no string)")
        self.stack.append(Name(f"{module} {name}"))

    def call(self) -> None:
        arguments, name = self.pop(), self.pop()
        if not isinstance(name, Name) or not isinstance(arguments, tuple):
            raise Refused(f"it calls a {type(name).__name__}")
        self._pay_for_copies(arguments)
        self.stack.append(pickled_numpy.call(name, arguments))

    def build(self) -> None:
        state, target = self.pop(), self.top()
        if not isinstance(target, Array | DType) or not isinstance(state, tuple):
            raise Refused(f"it sets the state of a {type(target).__name__}")
        self._pay_for_copies(state)
        pickled_numpy.build(target, state)

    def _pay_for_copies(self, values: tuple[Any, ...]) -> None:
        # One long string can be used over and over; each use copies it, so each use counts.
        self.left -= sum(len(value) for value in values if isinstance(value, str))
        if self.left < 0:
            raise Refused("it copies one string again and again")


def _number(value: int) -> int:
    if -(1 << 63) <= value < 1 << 63:
        return value
    raise Refused("it has a number beyond 64 bits")


def _string(value: str) -> str | bytes:
    # Python 2 has one type for both. As bytes the content of an array is kept once: numpy reads it in place.
    return value.encode("latin-1") if len(value) > LONG else value


def _same(value: Any) -> Any:
    return value


def _each(names: str, action: Callable[..., Any]) -> dict[str, Callable[..., Any]]:
    return dict.fromkeys(names.split(), action)


_VALUES: dict[str, Callable[[Any], Any]] = {
    **_each("INT BININT BININT1 BININT2 LONG LONG1", _number),
    **_each("SHORT_BINSTRING BINSTRING", _string),
    **_each("BINUNICODE SHORT_BINUNICODE BINBYTES SHORT_BINBYTES BINBYTES8 BYTEARRAY8", _same),
    "GLOBAL": Name,
    "NONE": lambda _: None,
    "NEWTRUE": lambda _: True,
    "NEWFALSE": lambda _: False,
    "MARK": lambda _: _MARK,
    "EMPTY_TUPLE": lambda _: (),
    "EMPTY_LIST": lambda _: [],
}
_ACTIONS: dict[str, Callable[[_Machine, Any], None]] = {
    "TUPLE": lambda machine, _: machine.stack.append(tuple(machine.pop_to_mark())),
    "TUPLE1": lambda machine, _: machine.push_tuple(1),
    "TUPLE2": lambda machine, _: machine.push_tuple(2),
    "TUPLE3": lambda machine, _: machine.push_tuple(3),
    "LIST": lambda machine, _: machine.stack.append(machine.pop_to_mark()),
    "APPEND": lambda machine, _: machine.extend([machine.pop()]),
    "APPENDS": lambda machine, _: machine.extend(machine.pop_to_mark()),
    "STACK_GLOBAL": lambda machine, _: machine.push_name(),
    "REDUCE": lambda machine, _: machine.call(),
    "BUILD": lambda machine, _: machine.build(),
    "MEMOIZE": lambda machine, _: machine.memo.update({len(machine.memo): machine.top()}),
    **_each("PUT BINPUT LONG_BINPUT", lambda machine, key: machine.memo.update({key: machine.top()})),
    **_each("GET BINGET LONG_BINGET", lambda machine, key: machine.stack.append(machine.memo[key])),
}
_OPCODES = {opcode.code: opcode for opcode in pickletools.opcodes}
_ALLOWED = {*_VALUES, *_ACTIONS, "PROTO", "FRAME", "STOP"}

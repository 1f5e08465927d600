"""What a check says about an answer: `expect_close`, `expect_equal`, `expect_error`, `expect`.

Each of them passes silently or raises `Wrong`, which holds the lines that the student reads. A known mistake is given
as the value that it returns: where the student's answer equals it, and only there, the line WHY names the mistake.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch

from underhood.checking.describe import describe, shape_text, wanted_text
from underhood.checking.student import StudentRaised
from underhood.checking.tolerances import tolerance
from underhood.checking.values import Opaque

__all__ = ["Mistake", "Wrong", "expect", "expect_close", "expect_equal", "expect_error"]

_COME_OUT = "what should come out?"


@dataclass(frozen=True)
class Mistake:
    """What a known mistake returns, and what the student should hear about it."""

    value: Any
    why: str
    next: str = ""


class Wrong(AssertionError):
    """The answer is not what was asked for.

    Args:
        words: what was asked for, in the author's words and without numbers: a hidden check tells no more than this.
        got: what came instead.
        why: the known mistake that returns the same, or what the answer itself gives away.
        next: what to try.
        value: the right answer written out, for a visible check.
    """

    def __init__(self, words: str, got: str = "", why: str = "", next: str = "", value: str = "") -> None:
        super().__init__(f"expected {words}, got {got}")
        self.words, self.got, self.why, self.next, self.value = words, got, why, next, value


def expect(condition: object, *, expected: str, got: str = "", why: str = "", next: str = "") -> None:
    """Pass where the condition holds.

    Raises:
        Wrong: it does not.
    """
    if not condition:
        raise Wrong(expected, got, why, next)


def expect_close(
    got: Any,
    want: torch.Tensor | float,
    *,
    words: str,
    mistakes: Sequence[Mistake] = (),
    next: str = "",
    rtol: float | None = None,
    atol: float | None = None,
    kinds: str = "tensor number array",
) -> None:
    """Pass where the answer has the shape of `want` and its numbers, up to rounding.

    A Python number, a NumPy number and a tensor of shape () are the same answer. NaN is equal to nothing.

    Args:
        got: what the student returned.
        want: the right answer, any shape.
        words: the right answer in words, without its numbers: all that a hidden check tells.
        mistakes: known wrong answers.
        next: what to try, where no known mistake fits and something came back.
        rtol: relative tolerance, where it is not that of `tolerances`.
        atol: absolute tolerance, likewise.
        kinds: which of tensor, number, array are accepted; with sequence, also a list or tuple of single numbers.

    Raises:
        Wrong: another type, another shape, or other numbers.
    """
    rtol = tolerance().relative if rtol is None else rtol
    atol = tolerance().absolute if atol is None else atol
    right = _exactly(want)
    answer = _as_tensor(got, kinds)
    if answer is not None and _close(answer, right, rtol, atol):
        return
    mistake = _matching(mistakes, lambda value: _mistaken(answer, value, rtol, atol))
    differ = _how_many_differ(answer, right, rtol, atol)
    raise _wrong(words, got, answer, right, mistake, next, differ)


def expect_equal(
    got: Any, want: Any, *, words: str, mistakes: Sequence[Mistake] = (), next: str = "", show: bool = True
) -> None:
    """Pass where the answer equals `want`: lists, tuples, strings, bools, whole numbers, shapes.

    A list and a tuple of the same items are the same answer, and so are True, a tensor of shape () and NumPy's True.

    Raises:
        Wrong: it is something else.
    """
    if _same(got, want):
        return
    mistake = _matching(mistakes, lambda value: _same(got, value))
    why = mistake.why if mistake else ""
    raise Wrong(words, describe(got), why, _advice(got, mistake, why, next), describe(want) if show else "")


def expect_error(call: Callable[[], Any], error: str, *, words: str, next: str = "") -> None:
    """Pass where the student's code raises this exception, by name.

    Raises:
        Wrong: it returns, or raises another exception.
    """
    try:
        got = call()
    except StudentRaised as raised:
        expect(raised.type == error, expected=words, got=f"{raised}", next=next)
        return
    raise Wrong(words, describe(got), "", next)


def _as_tensor(value: Any, kinds: str) -> torch.Tensor | None:
    """The numbers of an answer, or None where it is no kind of number that is accepted here."""
    if isinstance(value, torch.Tensor):
        return value.detach().cpu() if "tensor" in kinds else None
    if isinstance(value, np.ndarray):
        if not (value.ndim == 0 and "number" in kinds) and "array" not in kinds:
            return None
        return torch.as_tensor(value.astype(np.float64) if value.dtype.kind in "ui" else value)
    if isinstance(value, bool | int | float) and "number" in kinds:
        return torch.tensor(_as_float(value), dtype=torch.float64)
    if isinstance(value, list | tuple) and "sequence" in kinds:
        return _row_of_numbers([_as_tensor(item, "tensor number") for item in value])
    return None


def _as_float(value: float) -> float:
    try:
        return float(value)
    except OverflowError:  # a whole number beyond all floats
        return math.inf if value > 0 else -math.inf


def _row_of_numbers(items: Sequence[torch.Tensor | None]) -> torch.Tensor | None:
    """The items as one tensor with one axis, or None where one of them is no single real number."""
    numbers = [item for item in items if item is not None and item.dim() == 0 and not item.is_complex()]
    if len(numbers) < len(items):
        return None
    return torch.tensor([number.item() for number in numbers], dtype=torch.float64)


def _close(answer: torch.Tensor, right: torch.Tensor, rtol: float, atol: float) -> bool:
    if answer.shape != right.shape:
        return False
    if answer.dtype is right.dtype and torch.equal(answer, right):
        return True  # mostly so, and told in a fraction of the time
    return bool(_close_each(answer, right, rtol, atol).all())


def _close_each(answer: torch.Tensor, right: torch.Tensor, rtol: float, atol: float) -> torch.Tensor:
    """Number by number, in the widest type: the student's own may be any."""
    wide = torch.complex128 if answer.is_complex() or right.is_complex() else torch.float64
    return torch.isclose(answer.to(wide), right.to(wide), rtol=rtol, atol=atol)


def _mistaken(answer: torch.Tensor | None, value: Any, rtol: float, atol: float) -> bool:
    return answer is not None and _close(answer, _exactly(value), rtol, atol)


def _exactly(value: Any) -> torch.Tensor:
    """The author's number with all its digits: torch would make a float32 of a Python float."""
    return torch.as_tensor(value, dtype=torch.float64 if isinstance(value, float) else None).detach().cpu()


def _matching(mistakes: Sequence[Mistake], fits: Callable[[Any], bool]) -> Mistake | None:
    return next((mistake for mistake in mistakes if fits(mistake.value)), None)


def _wrong(
    words: str, got: Any, answer: torch.Tensor | None, right: torch.Tensor, mistake: Mistake | None, next: str,
    differ: str,
) -> Wrong:  # fmt: skip
    told = describe(got) + differ
    why = mistake.why if mistake else _evident(got, answer, right)
    return Wrong(words, told, why, _advice(got, mistake, why, next), wanted_text(right))


def _advice(got: Any, mistake: Mistake | None, why: str, next: str) -> str:
    """What to try: first what the known mistake asks for. What the check asks for supposes that something came back."""
    if mistake and mistake.next:
        return mistake.next
    if got is None:
        return _COME_OUT if "return" in why else f"{_COME_OUT} Write it after return"
    return next


def _how_many_differ(answer: torch.Tensor | None, right: torch.Tensor, rtol: float, atol: float) -> str:
    if answer is None or answer.shape != right.shape or right.numel() <= 1:
        return ""
    wrong = ~_close_each(answer, right, rtol, atol)
    return f"; {int(wrong.sum())} of {right.numel()} numbers differ"


def _evident(got: Any, answer: torch.Tensor | None, right: torch.Tensor) -> str:
    """The reason that the answer itself gives away: nothing was returned, a type, a shape, nan."""
    if got is None:
        return "your function ended without a return"
    if isinstance(got, Opaque):
        if got.type == "torch.Tensor":
            return "a tensor of this kind is not among those that are taken: use float32, or another ordinary type"
        return f"a {got.type} is not a tensor"
    if answer is None:
        return "this is another type of thing than was asked for"
    if answer.shape != right.shape:
        return f"the shape is {shape_text(answer.shape)} and not {shape_text(right.shape)}"
    if bool(answer.isnan().any()):
        return "there is a nan (not a number) in it"
    return ""


def _same(got: Any, want: Any) -> bool:
    if isinstance(want, bool):
        return _one_bool(got) is want
    if isinstance(want, list | tuple):
        return (
            isinstance(got, list | tuple)
            and len(got) == len(want)
            and all(_same(one, other) for one, other in zip(got, want, strict=True))
        )
    if isinstance(want, dict):
        return isinstance(got, dict) and got.keys() == want.keys() and all(_same(got[key], want[key]) for key in want)
    if isinstance(want, torch.Tensor):
        return _same_tensor(got, want)
    if isinstance(want, int | float):
        return _one_number(got) == want
    if isinstance(want, set | frozenset):
        return isinstance(got, set | frozenset) and got == want
    return type(got) is type(want) and bool(got == want)


def _same_tensor(got: Any, want: torch.Tensor) -> bool:
    """Whether shape and numbers agree. Where bools are asked for, only bools will do, and NumPy's are bools, too."""
    if want.dtype is torch.bool and isinstance(got, np.ndarray) and got.dtype == bool:
        got = torch.from_numpy(got)
    if not isinstance(got, torch.Tensor) or got.shape != want.shape:
        return False
    right_type = got.dtype is torch.bool if want.dtype is torch.bool else True
    return right_type and bool((got.cpu() == want.cpu()).all())


def _one_bool(got: Any) -> bool | None:
    if isinstance(got, bool):
        return got
    if isinstance(got, torch.Tensor) and got.dim() == 0 and got.dtype is torch.bool:
        return bool(got)
    if isinstance(got, np.ndarray) and got.ndim == 0 and got.dtype == bool:
        return bool(got)
    return None


def _one_number(got: Any) -> float | None:
    if isinstance(got, bool):
        return None
    if isinstance(got, int | float):
        return got
    is_number = isinstance(got, torch.Tensor | np.ndarray) and not got.shape and not str(got.dtype).endswith("bool")
    return got.item() if is_number else None

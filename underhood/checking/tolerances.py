"""How far a right answer may lie from the number that it should be, by the device on which it was computed.

The type of the answer changes nothing. Inputs are float32, and so is what the number that should be was made from: an
answer in float64 is not nearer to it. One in half precision keeps three digits, and no exercise asks for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

__all__ = ["Tolerance", "computed_on", "tolerance"]


@dataclass(frozen=True)
class Tolerance:
    """Relative and absolute: |answer - right| ≤ absolute + relative · |right|."""

    relative: float
    absolute: float


# float32 carries seven digits; sums over a few hundred pixels, taken in another order, keep five of them.
_CPU = Tolerance(1e-4, 1e-5)
_BY_DEVICE = {
    "cpu": _CPU,
    # Matrix products in float32 do not use TF32 unless somebody asks for it, so that only the order of sums differs.
    "cuda": _CPU,
    # Metal computes exp, log and division with fast approximations: one digit less.
    "mps": Tolerance(1e-3, 1e-4),
}
_current: ContextVar[Tolerance] = ContextVar("tolerance", default=_CPU)


def tolerance() -> Tolerance:
    """The tolerance of the check that is running."""
    return _current.get()


@contextmanager
def computed_on(device: str) -> Iterator[None]:
    """Use the tolerance of this device in this block."""
    token = _current.set(_BY_DEVICE[device])
    try:
        yield
    finally:
        _current.reset(token)

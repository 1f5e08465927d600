"""What a notebook holds in its hands: two sets of digits as tensors, and where they came from."""

from __future__ import annotations

import operator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
import numpy.typing as npt

from underhood.data.arrays import Pair, Parsed
from underhood.data.errors import NoSuchDigit

if TYPE_CHECKING:  # importing torch takes a second, and `underhood data` has no use for it
    import torch


@dataclass(frozen=True, eq=False, repr=False)
class DigitSet:
    """Images with their labels, in file order.

    `images` is a uint8 tensor (N, 28, 28), 0 black to 255 white; `labels` an int64 tensor (N,), each 0..9.
    """

    images: torch.Tensor
    labels: torch.Tensor

    def __len__(self) -> int:
        return len(self.labels)

    def of(self, digit: int) -> torch.Tensor:
        """All images of one digit: a new uint8 tensor (n, 28, 28) in file order. Raises `NoSuchDigit` outside 0..9."""
        return self.images[self.labels == _checked(digit)]

    def __repr__(self) -> str:
        return f"DigitSet({len(self):,} images of 28×28 pixels with labels)"


@dataclass(frozen=True, eq=False, repr=False)
class Digits:
    """A training set and a validation set. `print()` tells where they are and what they are.

    Of MNIST, `valid` is what its authors call the test set (the t10k files): 10,000 digits by other writers.
    """

    name: Literal["embedded", "mnist"]
    train: DigitSet
    valid: DigitSet
    folder: Path
    form: str
    note: str

    def describe(self) -> str:
        """Where the data is (resolved path), in which form, how many images, and a remark; a few lines of text."""
        return (
            f"{self.name} digits: {len(self.train):,} images to train on, {len(self.valid):,} to validate with\n"
            f"in {self.folder} ({self.form})\n"
            f"note: {self.note}"
        )

    def __str__(self) -> str:
        return self.describe()

    def __repr__(self) -> str:
        return f"Digits({self.name!r}, {len(self.train):,} to train on, {len(self.valid):,} to validate with)"


def as_digits(parsed: Parsed, name: Literal["embedded", "mnist"], folder: Path) -> Digits:
    """The same arrays as tensors; a memory-mapped array stays mapped."""
    return Digits(name, _as_set(parsed.train), _as_set(parsed.valid), folder, parsed.form, parsed.note)


def _as_set(pair: Pair) -> DigitSet:
    return DigitSet(_as_tensor(pair.images), _as_tensor(pair.labels))


def _as_tensor(array: npt.NDArray[np.generic]) -> torch.Tensor:
    import torch

    return torch.from_numpy(array if array.flags.writeable else array.copy())


def _checked(digit: int) -> int:
    try:
        value = operator.index(digit)
    except TypeError:
        raise NoSuchDigit(value=digit) from None
    if not 0 <= value <= 9:
        raise NoSuchDigit(value=digit)
    return value

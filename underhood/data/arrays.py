"""The digits between a file and a tensor: plain numpy arrays, checked once, whatever form they came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from underhood.data.errors import Disagreement

SIDE = 28
PIXELS = SIDE * SIDE
MAX_BYTES = 1 << 30  # of one uncompressed file: 1.3 million images, and no bomb fills the memory

Bytes = npt.NDArray[np.uint8]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pair:
    """One set: `images` uint8 (N, 28, 28), 0 black to 255 white; `labels` int64 (N,), 0..9."""

    images: Bytes
    labels: Integers


@dataclass(frozen=True)
class Parsed:
    """Both sets as a folder has them, the form they came in, whether they are the original's bytes, and a remark."""

    train: Pair
    valid: Pair
    form: str
    original: bool = False
    note: str = ""

    def parts(self) -> Iterator[tuple[str, Bytes | Integers]]:
        """The four arrays, under the names that the registry uses."""
        for name, pair in (("train", self.train), ("valid", self.valid)):
            yield f"{name}_images", pair.images
            yield f"{name}_labels", pair.labels


def paired(images: Bytes, labels: Bytes | Integers, images_path: Path, labels_path: Path) -> Pair:
    """One set from its two halves. Raises `Disagreement` when one is longer than the other."""
    if len(images) != len(labels):
        reason = f"{len(images)} images and {len(labels)} labels"
        raise Disagreement(what=images_path, other=labels_path.name, reason=reason)
    return Pair(images, labels.astype(np.int64))


def first_bad_label(labels: npt.NDArray[np.generic]) -> str:
    """Say which label is no digit, or nothing when all of them are."""
    bad = np.flatnonzero((labels < 0) | (labels > 9))  # type: ignore[operator]
    return f"label {bad[0]} is {labels[bad[0]]}, and a digit is 0..9" if len(bad) else ""

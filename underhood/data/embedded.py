"""The digits that come with the course: 1,797 real ones, small enough to lie in the repository."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np

from underhood.data import registry
from underhood.data.arrays import Bytes, Integers, Pair, Parsed
from underhood.data.enlarge import CELLS, enlarge
from underhood.data.errors import BrokenInstallation
from underhood.data.places import FETCH_COMMAND, INSTALL_COMMAND, shipped_folder

BITS = 5  # a count of 0..16 needs five
FORM = "the embedded digits"
NOTE = (
    f"the small embedded set (UCI optical digits, enlarged from 8×8), not MNIST: to fetch MNIST, run `{FETCH_COMMAND}`"
)


def read_embedded() -> Parsed:
    """Both sets: the first 35 of each digit, in file order, are for validation, the rest for training.

    People wrote one after the other, so the two sets have different writers. Raises `BrokenInstallation` when a
    stored file or the enlarged picture has another SHA-256 than the registry says.
    """
    entry, folder = registry.embedded(), shipped_folder()
    images, digest = _enlarged(_verified(folder / entry.images, entry.images_sha256), entry.count)
    labels = np.frombuffer(_verified(folder / entry.labels, entry.labels_sha256), dtype=np.uint8).astype(np.int64)
    _require(digest == entry.enlarged_sha256, folder / entry.images, "does not become the pictures it should")
    valid = _first_of_each(labels, entry.valid_per_digit)
    return Parsed(Pair(images[~valid], labels[~valid]), Pair(images[valid], labels[valid]), FORM, note=NOTE)


def pack(cells: Bytes) -> bytes:
    """(N, 8, 8) counts 0..16 → five bits each, the highest first."""
    bits = np.unpackbits(cells.reshape(-1, 1), axis=1)[:, -BITS:]
    return np.packbits(bits).tobytes()


def unpack(content: bytes, count: int) -> Bytes:
    """Undo `pack`: uint8 (count, 8, 8)."""
    bits = np.unpackbits(np.frombuffer(content, dtype=np.uint8), count=count * CELLS * CELLS * BITS)
    weights = 1 << np.arange(BITS - 1, -1, -1, dtype=np.uint8)
    cells: Bytes = (bits.reshape(-1, BITS) * weights).sum(axis=1, dtype=np.uint8)
    return cells.reshape(count, CELLS, CELLS)


@lru_cache(maxsize=1)
def _enlarged(content: bytes, count: int) -> tuple[Bytes, str]:
    """The pictures and their SHA-256. Kept, as this takes longer than what a notebook mostly does with them."""
    images = enlarge(unpack(content, count))
    images.flags.writeable = False
    return images, hashlib.sha256(images.data).hexdigest()


def _verified(path: Path, sha256: str) -> bytes:
    _require(path.is_file(), path, "is missing")
    content = path.read_bytes()
    _require(hashlib.sha256(content).hexdigest() == sha256, path, "has other bytes than the registry says")
    return content


def _require(condition: bool, path: Path, reason: str) -> None:
    if not condition:
        raise BrokenInstallation(path=path, reason=reason).told("", INSTALL_COMMAND)


def _first_of_each(labels: Integers, count: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    chosen = np.zeros(len(labels), dtype=np.bool_)
    for digit in range(10):
        chosen[np.flatnonzero(labels == digit)[:count]] = True
    return chosen

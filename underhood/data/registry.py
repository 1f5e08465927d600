"""`datasets/registry.toml` as Python values: what the original files are, and where they can be had."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from underhood.data.places import shipped_folder

PARTS = ("train_images", "train_labels", "valid_images", "valid_labels")


@dataclass(frozen=True)
class FileEntry:
    """One file of the original. `size` is in bytes; size and SHA-256 are those of the *uncompressed* file."""

    part: str  # one of PARTS
    name: str
    size: int
    sha256: str
    count: int  # images or labels in it


@dataclass(frozen=True)
class Mnist:
    """MNIST: its files by part, and the addresses that have them packed with gzip."""

    files: dict[str, FileEntry]
    mirrors: tuple[str, ...]
    licence: str


@dataclass(frozen=True)
class Embedded:
    """The digits in the repository: file names, checksums of the stored and of the enlarged bytes, and the split."""

    images: str
    labels: str
    images_sha256: str
    labels_sha256: str
    enlarged_sha256: str
    count: int
    valid_per_digit: int
    licence: str


@cache
def mnist() -> Mnist:
    """What the registry says about MNIST."""
    table = _table("mnist")
    files = {part: FileEntry(part=part, **table["files"][part]) for part in PARTS}
    return Mnist(files, tuple(table["mirrors"]), table["licence"])


@cache
def embedded() -> Embedded:
    """What the registry says about the embedded digits."""
    table = _table("embedded")
    return Embedded(**{name: table[name] for name in Embedded.__dataclass_fields__})


def _table(name: str) -> dict[str, Any]:
    text = (shipped_folder() / "registry.toml").read_text(encoding="utf-8")
    table: dict[str, Any] = tomllib.loads(text)[name]
    return table

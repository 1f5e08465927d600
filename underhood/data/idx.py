"""Idx files, the form in which MNIST was first published, with or without gzip around them.

A file is a magic number (0, 0, 8 for bytes, number of axes), one big-endian 32-bit length per axis, then the bytes.
"""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from pathlib import Path

import numpy as np

from underhood.data.arrays import MAX_BYTES, SIDE, Bytes, first_bad_label
from underhood.data.errors import BadFile

BYTES_TYPE = 8
ByteFile = gzip.GzipFile | BufferedReader


def read_images(path: Path) -> Bytes:
    """The images of an idx3 file: uint8 (N, 28, 28). Raises `BadFile`, and never returns half a file."""
    return _read(path, (SIDE, SIDE))


def read_labels(path: Path) -> Bytes:
    """The labels of an idx1 file: uint8 (N,), each 0..9. Raises `BadFile`."""
    labels = _read(path, ())
    if reason := first_bad_label(labels):
        raise BadFile(path=path, reason=reason)
    return labels


def header(shape: tuple[int, ...]) -> bytes:
    """The bytes that an idx file of this shape begins with."""
    return bytes([0, 0, BYTES_TYPE, len(shape)]) + b"".join(length.to_bytes(4, "big") for length in shape)


def _read(path: Path, tail: tuple[int, ...]) -> Bytes:
    with _opened(path) as file:
        count = _count(file, path, tail)
        body = _body(file, path, count * math.prod(tail))
    return np.frombuffer(body, dtype=np.uint8).reshape(count, *tail)


@contextmanager
def _opened(path: Path) -> Iterator[ByteFile]:
    try:
        with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
            yield file
    except (OSError, EOFError, zlib.error) as error:
        raise BadFile(path=path, reason=_in_words(error)) from error


def _in_words(error: Exception) -> str:
    if isinstance(error, EOFError):
        return "it is cut short (the gzip stream has no end)"
    if isinstance(error, gzip.BadGzipFile | zlib.error):
        return f"it is no sound gzip file ({error})"
    return str(getattr(error, "strerror", None) or error).lower()


def _count(file: ByteFile, path: Path, tail: tuple[int, ...]) -> int:
    """Read the header; the number of items. Everything else in it is known beforehand and must be so."""
    size = 8 + 4 * len(tail)
    got = file.read(size)
    if len(got) < size:
        raise BadFile(path=path, reason=f"it ends after {len(got)} bytes, inside its own header")
    count = int.from_bytes(got[4:8], "big")
    expected = header((count, *tail))
    if got != expected:
        raise BadFile(path=path, reason=_wrong_header(got, expected))
    if not count:
        raise BadFile(path=path, reason="it holds nothing: its header says 0 items")
    return count


def _wrong_header(got: bytes, expected: bytes) -> str:
    if got[:4] != expected[:4]:
        return f"it begins with {got[:4].hex(' ')}, and an idx file of this kind begins with {expected[:4].hex(' ')}"
    rows, columns = int.from_bytes(got[8:12], "big"), int.from_bytes(got[12:16], "big")
    return f"its images are {rows}×{columns} pixels, and the course reads {SIDE}×{SIDE}"


def _body(file: ByteFile, path: Path, size: int) -> bytes:
    if size > MAX_BYTES:
        raise BadFile(path=path, reason=f"its header announces {size} bytes, and more than {MAX_BYTES} are not read")
    body = file.read(size)
    if len(body) < size:
        raise BadFile(path=path, reason=f"its header announces {size} bytes and only {len(body)} follow")
    if file.read(1):  # reading to the end is also what makes gzip compare its own checksum
        raise BadFile(path=path, reason=f"more bytes follow after the {size} that its header announces")
    return body

"""PNG folders: one picture a digit, in a folder with the digit's name, as in `training/3/123.png`."""

from __future__ import annotations

import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PIL import Image

from underhood.data.arrays import SIDE, Bytes, Pair
from underhood.data.errors import BadFile, MissingFiles

MAX_PICTURE = 1 << 16  # bytes of one file; 784 pixels and their wrapping need about a thousand
SIGNATURE = b"\x89PNG\r\n\x1a\n"
# What every accepted file begins with: 28 columns, 28 rows, 8 bits a pixel, grey, not interlaced. Asking for exactly
# this before anything is decoded leaves a picture of a million by a million pixels no way in.
START = SIGNATURE + (13).to_bytes(4, "big") + b"IHDR" + SIDE.to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0])
UNPACKED = SIDE * (SIDE + 1)  # bytes: each row has one more, which says how it is filtered
COLOURS = {0: "grey", 2: "colour", 3: "palette", 4: "grey with alpha", 6: "colour with alpha"}


def read_folder(folder: Path) -> Pair:
    """All pictures below `folder/0` to `folder/9`, in the order of their numbers (or names, where one is no number).

    MNIST's PNG folders name each picture by its place in the idx file, so that order is the original one.
    Raises `MissingFiles` when a digit has no folder or no picture, `BadFile` when a picture is not a 28×28 grey PNG.
    """
    found = sorted(_pictures(folder), key=_numbered)
    if not all(path.stem.isdecimal() for path, _ in found):
        found.sort(key=_named)
    images = np.empty((len(found), SIDE, SIDE), dtype=np.uint8)
    for i, (path, _) in enumerate(found):
        images[i] = read_picture(path)
    return Pair(images, np.array([digit for _, digit in found], dtype=np.int64))


def read_picture(path: Path) -> Bytes:
    """One picture: uint8 (28, 28). Raises `BadFile`."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_PICTURE + 1)
    except OSError as error:
        raise BadFile(path=path, reason=(error.strerror or str(error)).lower()) from error
    if reason := _unsound(content):
        raise BadFile(path=path, reason=reason)
    try:
        with Image.open(io.BytesIO(content), formats=["PNG"]) as picture:
            return np.array(picture)
    except (OSError, SyntaxError, ValueError, EOFError, zlib.error) as error:  # what Pillow raises on broken files
        raise BadFile(path=path, reason=f"it cannot be decoded ({error})") from error


def _pictures(folder: Path) -> Iterator[tuple[Path, int]]:
    for digit in range(10):
        inside = folder / str(digit)
        names = [name for name in os.listdir(inside) if _is_picture(name)] if inside.is_dir() else []
        if not names:
            raise MissingFiles(form="PNG folders", missing=f"picture in {inside}")
        yield from ((inside / name, digit) for name in names)


def _is_picture(name: str) -> bool:
    return name.lower().endswith(".png") and not name.startswith(".")


def _numbered(item: tuple[Path, int]) -> tuple[int, int, str]:
    path, digit = item
    return (int(path.stem) if path.stem.isdecimal() else 0, digit, path.name)


def _named(item: tuple[Path, int]) -> tuple[int, str]:
    path, digit = item
    return (digit, path.name)


def _unsound(content: bytes) -> str:
    """Why these bytes are not a whole 28×28 grey PNG, or nothing. Pillow alone would let flipped bits and half of the
    rows pass."""
    if len(content) > MAX_PICTURE:
        return f"it is larger than {MAX_PICTURE} bytes"
    if not content.startswith(SIGNATURE):
        return "it is no PNG file"
    if len(content) < 33:
        return "it is cut short, inside its header"
    if not content.startswith(START):
        return _wrong_kind(content)
    return _broken_chunk(content) or _wrong_length(content)


def _wrong_kind(content: bytes) -> str:
    columns, rows = int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")
    kind = "interlaced" if content[28] else COLOURS.get(content[25], "unknown colours")
    return f"it is {rows}×{columns} pixels, {kind}, {content[24]} bits; the course reads {SIDE}×{SIDE}, grey, 8 bits"


def _broken_chunk(content: bytes) -> str:
    last = b""
    for body, checksum in _chunks(content):
        if len(checksum) < 4:
            return "it is cut short"
        if zlib.crc32(body) != int.from_bytes(checksum, "big"):
            return "it is corrupt (a checksum inside it is wrong)"
        if last == b"IEND":
            return "more bytes follow after its end"
        last = body
    return "" if last == b"IEND" else "it is cut short"


def _chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each chunk of the file: its name with its content, and the four bytes of its checksum."""
    position = len(SIGNATURE)
    while position < len(content):
        end = position + 8 + int.from_bytes(content[position : position + 4], "big")
        yield content[position + 4 : end], content[end : end + 4]
        position = end + 4


def _wrong_length(content: bytes) -> str:
    packed = b"".join(body[4:] for body, _ in _chunks(content) if body[:4] == b"IDAT")
    unpacker = zlib.decompressobj()
    try:
        unpacked = unpacker.decompress(packed, UNPACKED + 1)
    except zlib.error as error:
        return f"it cannot be decoded ({error})"
    whole = unpacker.eof and not unpacker.unused_data and len(unpacked) == UNPACKED
    return "" if whole else f"its pixels are not {SIDE}×{SIDE} bytes"

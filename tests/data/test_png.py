from __future__ import annotations

import shutil
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from underhood.data.errors import BadFile, MissingFiles
from underhood.data.png import START, read_folder, read_picture

PICTURE = np.random.default_rng(5).integers(0, 256, (28, 28)).astype(np.uint8)


def saved(path: Path, array: Any = PICTURE, **options: Any) -> Path:
    Image.fromarray(array).save(path, format="PNG", **options)
    return path


def refused(path: Path) -> str:
    with pytest.raises(BadFile) as caught:
        read_picture(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_a_picture_comes_back(tmp_path: Path) -> None:
    assert (read_picture(saved(tmp_path / "a.png")) == PICTURE).all()


def test_pictures_come_in_the_order_of_their_numbers(tmp_path: Path, tiny: Any, write: Any) -> None:
    read = read_folder(write.png(tmp_path, tiny) / "training")
    assert (read.images == tiny.train.images).all()
    assert (read.labels == tiny.train.labels).all()


def test_pictures_with_other_names_come_digit_by_digit(tmp_path: Path, tiny: Any, write: Any) -> None:
    folder = write.png(tmp_path, tiny) / "training"
    for path in list(folder.glob("*/*.png")):
        path.rename(path.with_name(f"scan {int(path.stem):03}.PNG"))
    read = read_folder(folder)
    order = np.argsort(tiny.train.labels, kind="stable")
    assert (read.labels == np.sort(tiny.train.labels)).all()
    assert (read.images == tiny.train.images[order]).all()


def test_other_files_are_passed_over(tmp_path: Path, tiny: Any, write: Any) -> None:
    folder = write.png(tmp_path, tiny) / "training"
    (folder / "3" / ".DS_Store").write_bytes(b"x")
    (folder / "3" / "._1.png").write_bytes(b"x")
    assert len(read_folder(folder).labels) == 30


def test_a_digit_without_pictures_is_named(tmp_path: Path, tiny: Any, write: Any) -> None:
    folder = write.png(tmp_path, tiny) / "training"
    shutil.rmtree(folder / "7")
    with pytest.raises(MissingFiles, match=r"picture in .*7"):
        read_folder(folder)


@pytest.mark.parametrize(
    ("shape", "mode", "words"),
    [
        ((28, 28, 3), np.uint8, "28×28 pixels, colour, 8 bits"),
        ((32, 28), np.uint8, "32×28 pixels, grey, 8 bits"),
        ((28, 28), np.uint16, "28×28 pixels, grey, 16 bits"),
        ((28, 28), bool, "28×28 pixels, grey, 1 bits"),
    ],
)
def test_another_kind_of_picture_is_refused(tmp_path: Path, shape: tuple[int, ...], mode: Any, words: str) -> None:
    assert words in refused(saved(tmp_path / "a.png", np.zeros(shape, dtype=mode)))


def test_what_is_no_png_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(PICTURE).save(path, format="JPEG")
    assert "no PNG" in refused(path)


def test_every_truncation_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png")
    content = path.read_bytes()
    for length in {*range(60), *range(60, len(content), 7), *range(len(content) - 20, len(content))}:
        path.write_bytes(content[:length])
        refused(path)


def test_every_flipped_bit_is_refused(tmp_path: Path) -> None:
    path = saved(tmp_path / "a.png")
    content = path.read_bytes()
    for position in {*range(60), *range(60, len(content), 5), *range(len(content) - 20, len(content))}:
        broken = bytearray(content)
        broken[position] ^= 1 << position % 8
        path.write_bytes(broken)
        refused(path)


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")


def test_a_picture_with_too_few_pixels_is_refused(tmp_path: Path) -> None:
    start = START[:8] + chunk(b"IHDR", START[16:])
    for rows in (b"", bytes(29 * 10), bytes(29 * 28 + 1)):
        (tmp_path / "a.png").write_bytes(start + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
        assert "not 28×28 bytes" in refused(tmp_path / "a.png")


def test_pixels_that_no_filter_knows_are_refused(tmp_path: Path) -> None:
    packed = zlib.compress(bytes([9]) + bytes(29 * 28 - 1))
    (tmp_path / "a.png").write_bytes(
        START[:8] + chunk(b"IHDR", START[16:]) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")
    )
    refused(tmp_path / "a.png")


def test_a_stream_that_is_not_zlib_is_refused(tmp_path: Path) -> None:
    start = START[:8] + chunk(b"IHDR", START[16:])
    (tmp_path / "a.png").write_bytes(start + chunk(b"IDAT", b"x" * 40) + chunk(b"IEND", b""))
    assert "cannot be decoded" in refused(tmp_path / "a.png")


def test_a_chunk_before_the_pixels_does_no_harm(tmp_path: Path) -> None:
    info = PngInfo()
    info.add_text("Comment", "a digit")
    assert (read_picture(saved(tmp_path / "a.png", pnginfo=info)) == PICTURE).all()


def test_a_bomb_is_refused_before_it_is_decoded(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(START[:16] + (10**6).to_bytes(4, "big") * 2 + bytes([8, 0, 0, 0, 0]) + bytes(100))
    assert "1000000×1000000" in refused(path)
    path.write_bytes(START + bytes(1 << 17))
    assert "larger than" in refused(path)

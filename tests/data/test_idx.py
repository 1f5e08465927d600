from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from underhood.data.errors import BadFile
from underhood.data.idx import header, read_images, read_labels

IMAGES = np.arange(2 * 784, dtype=np.uint32).astype(np.uint8).reshape(2, 28, 28)
SOUND = header(IMAGES.shape) + IMAGES.tobytes()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("idx")


def refused(path: Path, content: bytes, reader: Any = read_images) -> str:
    path.write_bytes(content)
    with pytest.raises(BadFile) as caught:
        reader(path)
    assert str(path) in str(caught.value)
    return str(caught.value)


def test_images_come_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(SOUND)
    (tmp_path / "a.gz").write_bytes(gzip.compress(SOUND))
    for name in ("a", "a.gz"):
        images = read_images(tmp_path / name)
        assert images.dtype == np.uint8
        assert (images == IMAGES).all()


def test_labels_come_back(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(header((3,)) + bytes([9, 0, 4]))
    assert read_labels(tmp_path / "a").tolist() == [9, 0, 4]


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "ends after 0 bytes"),
        (SOUND[:15], "ends after 15 bytes"),
        (SOUND[:-1], "announces 1568 bytes and only 1567 follow"),
        (SOUND + b"x", "more bytes follow"),
        (b"\x89PNG" + SOUND[4:], "begins with 89 50 4e 47"),
        (header((3,)) + bytes(300), "begins with 00 00 08 01"),
        (header((1, 32, 32)) + bytes(1024), "32×32 pixels"),
        (header((1, 784, 1)) + bytes(784), "784×1 pixels"),
        (header((0, 28, 28)), "holds nothing"),
        (header((2**32 - 1, 28, 28)), "are not read"),
    ],
)
def test_a_wrong_file_is_refused_by_name(tmp_path: Path, content: bytes, words: str) -> None:
    assert words in refused(tmp_path / "images", content)


def test_a_label_that_is_no_digit_is_refused(tmp_path: Path) -> None:
    assert "label 1 is 10" in refused(tmp_path / "labels", header((2,)) + bytes([3, 10]), read_labels)


def test_every_truncation_of_a_gzip_file_is_refused(tmp_path: Path) -> None:
    packed = gzip.compress(SOUND)
    for length in range(len(packed)):
        refused(tmp_path / "images.gz", packed[:length])


def test_a_wrong_gzip_checksum_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(SOUND))
    packed[-5] ^= 1  # the checksum is the last but four
    assert "no sound gzip" in refused(tmp_path / "images.gz", bytes(packed))


def test_a_plain_file_that_is_called_gz_is_refused(tmp_path: Path) -> None:
    assert "no sound gzip" in refused(tmp_path / "images.gz", SOUND)


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "images").mkdir()
    with pytest.raises(BadFile, match="directory"):
        read_images(tmp_path / "images")


headers = st.tuples(st.integers(0, 4), st.sampled_from([(28, 28), (28, 27), (1, 784)])).map(
    lambda s: header((s[0], *s[1]))
)


@settings(deadline=None, max_examples=150)
@given(start=st.one_of(st.binary(max_size=20), headers), body=st.sampled_from([0, 1, 783, 784, 785, 1568, 3136]))
@example(start=SOUND[:16], body=1568)
def test_any_bytes_are_refused_or_read_exactly(folder: Path, start: bytes, body: int) -> None:
    content = start + bytes(i % 251 for i in range(body))
    (folder / "any").write_bytes(content)
    try:
        images = read_images(folder / "any")
    except BadFile:
        assert (
            content[:16] != header((len(content[16:]) // 784, 28, 28)) or len(content[16:]) % 784 or len(content) < 17
        )
    else:
        assert header(images.shape) + images.tobytes() == content


@settings(deadline=None, max_examples=150)
@given(position=st.integers(0, 10**6), bit=st.integers(0, 7))
def test_a_flipped_bit_in_a_gzip_file_never_changes_a_pixel(folder: Path, position: int, bit: int) -> None:
    packed = bytearray(gzip.compress(SOUND, mtime=0))
    packed[position % len(packed)] ^= 1 << bit
    (folder / "any.gz").write_bytes(packed)
    try:
        images = read_images(folder / "any.gz")
    except BadFile:
        return
    assert (images == IMAGES).all()  # a bit that nothing depends on: a time in the header, padding at the end


def test_a_flipped_bit_in_a_pixel_is_refused(tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(SOUND, compresslevel=0, mtime=0))  # as they are, so that the bit is a pixel's
    packed[len(packed) // 2] ^= 1
    assert "no sound gzip" in refused(tmp_path / "images.gz", bytes(packed))

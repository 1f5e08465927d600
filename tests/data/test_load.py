from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch

from underhood.data import DataError, Digits, load_digits
from underhood.data.errors import (
    BadFile,
    ChecksumDiffers,
    MissingFiles,
    NoDigits,
    NoSuchDigit,
    NoSuchFolder,
    NotFetched,
    UnknownSource,
)


def is_tiny(digits: Digits, tiny: Any) -> bool:
    same = [torch.equal(digits.train.images, torch.from_numpy(tiny.train.images))]
    same += [torch.equal(digits.valid.labels, torch.from_numpy(tiny.valid.labels))]
    return all(same) and digits.name == "mnist"


def test_by_default_the_embedded_digits(cache: Path) -> None:
    assert load_digits().name == "embedded"
    assert not cache.exists()


def test_a_named_folder_is_taken(tmp_path: Path, tiny: Any, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = write.idx(tmp_path / "mine", tiny)
    monkeypatch.setenv("UNDERHOOD_DATA", str(folder))
    for _ in range(2):
        digits = load_digits()
        assert is_tiny(digits, tiny)
        assert digits.folder == folder
        assert "not MNIST" in digits.note


def test_a_folder_below_home_is_taken(tmp_path: Path, tiny: Any, write: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    write.idx(tmp_path / "mine", tiny)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv("UNDERHOOD_DATA", "~/mine")
    assert load_digits().folder == tmp_path / "mine"


def test_fetched_digits_are_taken(cache: Path, tiny: Any, write: Any, tiny_registry: Any) -> None:
    tiny_registry()
    write.idx(cache / "mnist", tiny)
    digits = load_digits()
    assert is_tiny(digits, tiny)
    assert digits.folder == cache / "mnist"
    assert "every pixel and label" in digits.note


def test_half_fetched_digits_are_not_taken(cache: Path, tiny: Any, write: Any, tiny_registry: Any) -> None:
    tiny_registry()
    write.idx(cache / "mnist", tiny)
    (cache / "mnist" / "t10k-labels-idx1-ubyte").unlink()
    assert load_digits().name == "embedded"
    with pytest.raises(NotFetched, match=r"NEXT   underhood data$"):
        load_digits("mnist")


@pytest.mark.parametrize("after_a_use", [False, True])
def test_fetched_digits_that_are_not_the_original_are_refused_by_name(
    cache: Path, tiny: Any, write: Any, tiny_registry: Any, monkeypatch: pytest.MonkeyPatch, after_a_use: bool
) -> None:
    tiny_registry()
    tiny.valid.images[3, 3, 3] ^= 1
    folder = write.idx(cache / "mnist", tiny)
    if after_a_use:  # as a student's own folder they are welcome, and what is kept of that use must not slip through
        monkeypatch.setenv("UNDERHOOD_DATA", str(folder))
        assert "not the same bytes" in load_digits().note
        monkeypatch.delenv("UNDERHOOD_DATA")
    with pytest.raises(ChecksumDiffers, match=r"t10k-images-idx3-ubyte was refused(.|\n)*NEXT   underhood data"):
        load_digits()


def test_the_variable_decides(
    tmp_path: Path, tiny: Any, write: Any, tiny_registry: Any, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tiny_registry()
    write.idx(cache / "mnist", tiny)
    monkeypatch.setenv("UNDERHOOD_DIGITS", "embedded")
    assert load_digits().name == "embedded"
    assert load_digits("mnist").name == "mnist"
    monkeypatch.setenv("UNDERHOOD_DIGITS", "mnist")
    assert load_digits().name == "mnist"
    assert load_digits("embedded").name == "embedded"
    monkeypatch.setenv("UNDERHOOD_DATA", str(tmp_path / "nowhere"))
    monkeypatch.setenv("UNDERHOOD_DIGITS", "embedded")
    assert load_digits().name == "embedded"


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda path: None, NoSuchFolder, "does not exist"),
        (lambda path: path.write_bytes(b""), NoSuchFolder, "is a file"),
        (lambda path: path.mkdir(), NoDigits, r"in it: nothing\)"),
        (lambda path: (path / "train").mkdir(parents=True), MissingFiles, r"in it: train/\)"),
    ],
)
def test_a_folder_that_was_misnamed_is_an_error_and_never_a_fallback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Any, error: type[DataError], words: str
) -> None:
    path = tmp_path / "mine"
    make(path)
    monkeypatch.setenv("UNDERHOOD_DATA", str(path))
    for source in ("auto", "mnist"):
        with pytest.raises(error, match=words) as caught:
            load_digits(source)
        assert str(path) in str(caught.value)
        assert "UNDERHOOD_DATA=" in str(caught.value) or "unset UNDERHOOD_DATA" in str(caught.value)


def test_a_bad_file_is_named_with_its_folder_and_the_next_step(
    tmp_path: Path, tiny: Any, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write.idx(tmp_path, tiny, packed=True) / "t10k-images-idx3-ubyte.gz"
    path.write_bytes(path.read_bytes()[:-30])
    monkeypatch.setenv("UNDERHOOD_DATA", str(tmp_path))
    with pytest.raises(BadFile) as caught:
        load_digits()
    what, where, next_step = str(caught.value).splitlines()
    assert what.startswith(f"{path} was refused: it is cut short")
    assert where.startswith(f"WHERE  {tmp_path} (in it: ")
    assert next_step.startswith("NEXT   name another folder in UNDERHOOD_DATA")


def test_an_unknown_source_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnknownSource, match="'cifar'"):
        load_digits("cifar")
    monkeypatch.setenv("UNDERHOOD_DIGITS", "fashion")
    with pytest.raises(UnknownSource, match="UNDERHOOD_DIGITS is 'fashion'; it can be embedded or mnist"):
        load_digits()


def test_empty_variables_count_as_unset(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNDERHOOD_DATA", "")
    monkeypatch.setenv("UNDERHOOD_DIGITS", " ")
    assert load_digits().name == "embedded"


# What comes back.


def test_tensors_have_their_types_and_can_be_changed(
    tmp_path: Path, tiny: Any, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UNDERHOOD_DATA", str(write.pickle(tmp_path, tiny)))
    for source in ("mnist", "embedded"):
        digits = load_digits(source)
        for part in (digits.train, digits.valid):
            assert (part.images.dtype, part.labels.dtype) == (torch.uint8, torch.int64)
            assert part.images.shape == (len(part), 28, 28)
            assert part.labels.shape == (len(part),)
        digits.train.images.zero_()
        assert load_digits(source).train.images.any()


def test_from_memory_they_can_be_changed_too(
    tmp_path: Path, cache: Path, tiny: Any, write: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.write_bytes(b"")
    monkeypatch.setenv("UNDERHOOD_DATA", str(write.idx(tmp_path / "mine", tiny)))
    digits = load_digits()
    digits.train.images.zero_()
    assert "could not be kept" in digits.describe()


def test_of_gives_one_digit_in_file_order() -> None:
    train = load_digits("embedded").train
    threes = train.of(3)
    expected = [image for image, label in zip(train.images, train.labels, strict=True) if label == 3]
    assert torch.equal(threes, torch.stack(expected))
    threes.zero_()
    assert train.of(3).any()
    assert torch.equal(train.of(torch.tensor(7)), train.of(7))  # type: ignore[arg-type]


@pytest.mark.parametrize("digit", [-1, 10, 3.0, "3", None])
def test_of_knows_ten_digits(digit: Any) -> None:
    with pytest.raises(NoSuchDigit, match="a digit is one of 0, 1, … 9") as caught:
        load_digits("embedded").train.of(digit)
    assert isinstance(caught.value, ValueError)


def test_they_describe_themselves() -> None:
    digits = load_digits("embedded")
    assert repr(digits) == "Digits('embedded', 1,447 to train on, 350 to validate with)"
    assert repr(digits.valid) == "DigitSet(350 images of 28×28 pixels with labels)"
    assert str(digits.folder) in str(digits)
    assert digits.folder.is_absolute()
    assert "`underhood data`" in str(digits)
    assert digits.describe() == str(digits)


def test_importing_brings_nothing_that_only_fetching_needs() -> None:
    heavy = ("pooch", "requests", "PIL.ImageDraw", "sklearn")
    code = f"import sys, underhood.data; print([name for name in {heavy} if name in sys.modules])"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"

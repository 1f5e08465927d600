from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from underhood.data import forms
from underhood.data.errors import BadFile, Disagreement, MissingFiles, NoDigits
from underhood.data.idx import header


def same(parsed: Any, tiny: Any) -> bool:
    pairs = ((parsed.train, tiny.train), (parsed.valid, tiny.valid))
    return all((got.images == has.images).all() and (got.labels == has.labels).all() for got, has in pairs)


@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda write, *a: write.idx(*a), "idx files"),
        (lambda write, *a: write.idx(*a, dotted=True), "idx files"),
        (lambda write, *a: write.idx(*a, packed=True), "idx.gz files"),
        (lambda write, *a: write.idx(*a, packed=True, dotted=True), "idx.gz files"),
        (lambda write, *a: write.png(*a), "PNG folders"),
        (lambda write, *a: write.png(*a, names=("train", "test")), "PNG folders"),
        (lambda write, *a: write.png(*a, names=("train", "valid")), "PNG folders"),
        (lambda write, *a: write.pickle(*a), "mnist.pkl.gz"),
    ],
)
def test_every_form_gives_the_same_digits(tmp_path: Path, tiny: Any, write: Any, make: Any, name: str) -> None:
    make(write, tmp_path, tiny)
    form = forms.find(tmp_path)
    assert form.name == name
    assert same(form.read(), tiny)


def test_some_files_packed_and_others_not(tmp_path: Path, tiny: Any, write: Any) -> None:
    write.idx(tmp_path, tiny)
    write.idx(tmp_path / "b", tiny, packed=True)
    (tmp_path / "train-images-idx3-ubyte").unlink()
    (tmp_path / "b" / "train-images-idx3-ubyte.gz").rename(tmp_path / "train-images-idx3-ubyte.gz")
    assert same(forms.find(tmp_path).read(), tiny)


@pytest.mark.parametrize("part", list(forms.IDX_NAMES))
def test_a_missing_idx_file_is_named_even_when_another_form_is_there(
    tmp_path: Path, tiny: Any, write: Any, part: str
) -> None:
    write.idx(tmp_path, tiny)
    write.pickle(tmp_path, tiny)
    name = forms.IDX_NAMES[part][0]
    (tmp_path / name).unlink()
    with pytest.raises(MissingFiles, match=name):
        forms.find(tmp_path)


@pytest.mark.parametrize("name", ["training", "testing"])
def test_a_missing_png_folder_is_named(tmp_path: Path, tiny: Any, write: Any, name: str) -> None:
    write.png(tmp_path, tiny)
    (tmp_path / name).rename(tmp_path / "elsewhere")
    with pytest.raises(MissingFiles, match=f"no {name} folder"):
        forms.find(tmp_path)


def test_a_folder_with_something_else_has_no_digits(tmp_path: Path) -> None:
    (tmp_path / "holiday.jpg").write_bytes(b"")
    with pytest.raises(NoDigits, match="Four forms"):
        forms.find(tmp_path)


def test_images_and_labels_must_agree(tmp_path: Path, tiny: Any, write: Any) -> None:
    write.idx(tmp_path, tiny)
    (tmp_path / "t10k-labels-idx1-ubyte").write_bytes(header((19,)) + bytes(19))
    with pytest.raises(Disagreement, match="20 images and 19 labels"):
        forms.find(tmp_path).read()


def test_two_files_under_each_other_s_name_are_refused(tmp_path: Path, tiny: Any, write: Any) -> None:
    write.idx(tmp_path, tiny)
    labels, images = tmp_path / "train-labels-idx1-ubyte", tmp_path / "train-images-idx3-ubyte"
    labels.rename(tmp_path / "x")
    images.rename(labels)
    (tmp_path / "x").rename(images)
    with pytest.raises(BadFile, match="begins with"):
        forms.find(tmp_path).read()

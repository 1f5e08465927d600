from __future__ import annotations

import hashlib
import importlib.util
import shutil
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underhood.data import embedded, places, registry
from underhood.data.embedded import pack, read_embedded, unpack
from underhood.data.enlarge import BOX, MARGIN, STEPS, UNIT, _curve, _weights, enlarge
from underhood.data.errors import BrokenInstallation
from underhood.data.places import shipped_folder


@pytest.fixture
def copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the shipped folder that a test may damage."""
    folder = tmp_path / "datasets"
    shutil.copytree(shipped_folder(), folder)
    monkeypatch.setattr(embedded, "shipped_folder", lambda: folder)
    return folder


def test_the_split_is_fixed_and_even() -> None:
    digits = read_embedded()
    assert np.bincount(digits.valid.labels).tolist() == [35] * 10
    assert np.bincount(digits.train.labels).tolist() == [143, 147, 142, 148, 146, 147, 146, 144, 139, 145]
    assert digits.valid.labels[:12].tolist() == [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]


def test_the_bytes_are_those_of_every_other_machine() -> None:
    digits, entry = read_embedded(), registry.embedded()
    everything = sorted(image.tobytes() for pair in (digits.train, digits.valid) for image in pair.images)
    stored = (shipped_folder() / entry.images).read_bytes()
    enlarged = enlarge(unpack(stored, entry.count))
    assert hashlib.sha256(enlarged.tobytes()).hexdigest() == entry.enlarged_sha256
    assert everything == sorted(image.tobytes() for image in enlarged)


def test_they_look_like_mnist() -> None:
    images = read_embedded().train.images
    inside = images[:, MARGIN:-MARGIN, MARGIN:-MARGIN]
    assert inside.shape[1:] == (BOX, BOX)
    assert images.sum(dtype=np.int64) == inside.sum(dtype=np.int64)  # a black frame
    assert images.reshape(-1, 784).max(axis=1).min() == 255  # white ink in every one
    assert 0.75 < (images == 0).mean() < 0.85  # MNIST: 0.81
    assert 0.12 < images.mean() / 255 < 0.15  # MNIST: 0.13


@pytest.mark.parametrize("name", ["optical_digits_images.bin", "optical_digits_labels.bin"])
@pytest.mark.parametrize("damage", ["bit", "missing"])
def test_a_damaged_file_is_named(copy: Path, name: str, damage: str) -> None:
    read_embedded()
    content = bytearray((copy / name).read_bytes())
    content[1000] ^= 1
    (copy / name).unlink()
    if damage == "bit":
        (copy / name).write_bytes(content)
    with pytest.raises(BrokenInstallation, match=f"(?s){name} (is missing|has other bytes).*NEXT   pip install"):
        read_embedded()


def test_pictures_that_come_out_otherwise_are_noticed(copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embedded, "enlarge", lambda cells: enlarge(cells) // 2)
    monkeypatch.setattr(embedded, "_enlarged", embedded._enlarged.__wrapped__)  # nothing of this is kept
    with pytest.raises(BrokenInstallation, match="does not become"):
        read_embedded()


def test_a_wheel_has_the_folder_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "site" / "underhood"
    monkeypatch.setattr(places, "__file__", str(package / "data" / "places.py"))
    with pytest.raises(BrokenInstallation, match=r"_datasets is missing"):
        shipped_folder()
    for folder in (tmp_path / "site" / "datasets", package / "_datasets"):
        shutil.copytree(Path(registry.__file__).parents[2] / "datasets", folder)
        assert shipped_folder() == folder


cells = st.integers(1, 3).flatmap(lambda n: st.lists(st.integers(0, 16), min_size=64 * n, max_size=64 * n))


@given(cells)
def test_packing_is_undone(values: list[int]) -> None:
    array = np.array(values, dtype=np.uint8).reshape(-1, 8, 8)
    assert len(pack(array)) == 40 * len(array)
    assert (unpack(pack(array), len(array)) == array).all()


def test_the_weights_of_a_pixel_add_up() -> None:
    assert {sum(_curve(step)) for step in range(STEPS)} == {UNIT}
    inner = _weights()[MARGIN + 4 : -MARGIN - 4]
    assert (inner.sum(axis=1) == UNIT).all()
    assert (_weights() == _weights()[::-1, ::-1]).all()


def test_plain_grids_stay_plain() -> None:
    for count, grey in ((0, 0), (5, 0), (9, 127), (13, 255), (16, 255)):
        picture = enlarge(np.full((1, 8, 8), count, dtype=np.uint8))[0]
        assert picture.dtype == np.uint8
        assert set(picture[8:20, 8:20].flatten().tolist()) == {grey}
        assert not picture[:MARGIN].any()


@given(st.integers(0, 16), st.integers(0, 7), st.integers(0, 7))
def test_turning_a_grid_turns_its_picture(count: int, row: int, column: int) -> None:
    grid = np.zeros((1, 8, 8), dtype=np.uint8)
    grid[0, row, column] = count
    assert (enlarge(grid.transpose(0, 2, 1)) == enlarge(grid).transpose(0, 2, 1)).all()
    assert (enlarge(grid[:, ::-1]) == enlarge(grid)[:, ::-1]).all()


def test_the_files_are_built_again_byte_for_byte(tmp_path: Path) -> None:
    pytest.importorskip("sklearn", reason="needs scikit-learn, which ships the 8×8 digits")
    path = Path(__file__).parents[2] / "datasets" / "build_embedded.py"
    spec = importlib.util.spec_from_file_location("build_embedded", path)
    assert spec is not None
    assert spec.loader is not None
    module: Any = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    digests, entry = module.build(tmp_path), registry.embedded()
    assert digests == {name: getattr(entry, name) for name in ("images_sha256", "labels_sha256", "enlarged_sha256")}
    for name in (entry.images, entry.labels):
        assert (tmp_path / name).read_bytes() == (shipped_folder() / name).read_bytes()

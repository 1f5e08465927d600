from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from underhood.data import kept as kept_module
from underhood.data.arrays import Parsed
from underhood.data.forms import find
from underhood.data.kept import kept


@pytest.fixture
def load(tmp_path: Path, tiny: Any, write: Any) -> Callable[[], tuple[Parsed, bool]]:
    """A function: load the tiny digits; did that parse the files?"""
    write.idx(tmp_path / "source", tiny)

    def load() -> tuple[Parsed, bool]:
        form, parsed = find(tmp_path / "source"), []
        result = kept(form, lambda: parsed.append(1) or form.read())  # type: ignore[func-returns-value]
        return result, bool(parsed)

    return load


def entries(cache: Path) -> list[Path]:
    return sorted((cache / "arrays").iterdir())


def test_the_second_use_maps_what_the_first_kept(load: Any, tiny: Any) -> None:
    assert load()[1]
    again, parsed = load()
    assert not parsed
    assert isinstance(again.train.images, np.memmap)
    assert (again.train.images == tiny.train.images).all()
    assert (again.valid.labels == tiny.valid.labels).all()
    assert again.form == "idx files"


def test_the_first_use_is_mapped_too(load: Any) -> None:
    assert isinstance(load()[0].train.images, np.memmap)


def test_a_change_in_an_array_reaches_neither_the_file_nor_the_next_use(load: Any, tiny: Any) -> None:
    load()[0].train.images[:] = 7
    again, parsed = load()
    assert not parsed
    assert (again.train.images == tiny.train.images).all()


def test_a_changed_file_is_read_again_and_the_old_entry_goes(load: Any, cache: Path, tmp_path: Path, tiny: Any) -> None:
    load()
    before = entries(cache)
    path = tmp_path / "source" / "train-labels-idx1-ubyte"
    content = bytearray(path.read_bytes())
    content[-1] = (content[-1] + 1) % 10
    path.write_bytes(content)
    os.utime(path, ns=(1, 1))
    again, parsed = load()
    assert parsed
    assert again.train.labels[-1] == content[-1] != tiny.train.labels[-1]
    assert len(entries(cache)) == 1
    assert entries(cache) != before


def test_a_changed_picture_is_read_again(tmp_path: Path, tiny: Any, write: Any) -> None:
    form = find(write.png(tmp_path / "png", tiny))
    kept(form, form.read)
    path = next((tmp_path / "png" / "training" / "3").iterdir())
    os.utime(path, ns=(1, 1))
    with pytest.raises(ZeroDivisionError):
        kept(form, lambda: 1 // 0)  # type: ignore[arg-type,return-value]


@pytest.mark.parametrize("name", ["train_images.npy", "valid_labels.npy", "about.json"])
@pytest.mark.parametrize("damage", ["missing", "empty", "cut short", "other"])
def test_a_damaged_entry_is_made_again(load: Any, cache: Path, tiny: Any, name: str, damage: str) -> None:
    load()
    path = entries(cache)[0] / name
    content = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes({"empty": b"", "cut short": content[:-1], "other": b"\x00" * len(content)}[damage])
    again, parsed = load()
    assert parsed
    assert (again.train.images == tiny.train.images).all()
    assert load()[1] is False


def test_arrays_of_another_kind_are_not_taken(load: Any, cache: Path) -> None:
    load()
    for name, array in (
        ("train_images", np.zeros((30, 28, 27), np.uint8)),
        ("train_labels", np.full(30, 10, np.int64)),
        ("train_labels", np.zeros(30, np.float64)),
        ("train_images", np.zeros((29, 28, 28), np.uint8)),
    ):
        np.save(entries(cache)[0] / f"{name}.npy", array)
        assert load()[1]


def test_a_cache_folder_that_cannot_be_written_is_no_failure(load: Any, cache: Path, tiny: Any) -> None:
    cache.write_bytes(b"a file where the folder should be")
    for _ in range(2):
        result, parsed = load()
        assert parsed
        assert (result.train.images == tiny.train.images).all()
        assert "could not be kept" in result.note
        assert str(cache) in result.note


def test_a_full_disk_is_no_failure_and_leaves_nothing(
    load: Any, cache: Path, tiny: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*args: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    result, _ = load()
    assert (result.train.images == tiny.train.images).all()
    assert "no space left" in result.note
    assert entries(cache) == []


def test_another_process_that_was_first_is_no_failure(load: Any, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write = kept_module._save

    def overtaken(path: Path, array: Any) -> None:
        write(path, array)
        if not finished:
            finished.append(True)
            load()

    finished: list[bool] = []
    monkeypatch.setattr(kept_module, "_save", overtaken)
    result, parsed = load()
    assert parsed
    assert finished
    assert "kept" not in result.note
    assert len(entries(cache)) == 1
    assert load()[1] is False


def test_what_a_killed_process_left_goes_after_a_while(load: Any, cache: Path) -> None:
    load()
    entry = entries(cache)[0]
    fresh, old, stranger = (entry.with_name(name) for name in (f"{entry.name}.x", f"{entry.name}.y", "other-1.z"))
    for folder in (fresh, old, stranger):
        folder.mkdir()
        os.utime(folder, (1, 1))
    os.utime(fresh)
    shutil.rmtree(entry)
    load()
    assert entries(cache) == sorted([entry, fresh, stranger])

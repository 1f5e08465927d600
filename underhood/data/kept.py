"""Parsed digits kept as `.npy` files, so that the second use maps 60,000 images into memory instead of reading them.

An entry is a folder below the platform's cache folder. Its name says which folder the digits came from and what the
sizes and times of the files in it were; when one of them changes, the entry is no longer found and the files are read
afresh.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from underhood.data.arrays import SIDE, Pair, Parsed, first_bad_label
from underhood.data.forms import Form
from underhood.data.places import cache_folder
from underhood.data.registry import PARTS

LAYOUT = "1"  # to be raised when the meaning of the kept files changes
ABOUT = "about.json"
ABANDONED_SECONDS = 3600
NOT_KEPT = "could not be kept in {folder} ({reason}), so every use reads the files again"


def kept(form: Form, parse: Callable[[], Parsed]) -> Parsed:
    """The digits of `form`: mapped from an earlier use, or else parsed and kept for the next.

    A cache folder that cannot be written is no failure: the digits come from memory and their note says so.
    Changing an array changes neither the kept file nor what the next call returns (the mapping copies on write).
    """
    folder = cache_folder() / "arrays"
    owner = _digest(str(form.folder))
    entry = folder / f"{owner}-{_digest(LAYOUT, form.name, *_stamps(form.paths))}"
    if found := opened(entry):
        return found
    parsed = parse()
    try:
        _write(entry, parsed)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return replace(parsed, note=f"{parsed.note}; {NOT_KEPT.format(folder=folder, reason=reason)}")
    _forget_others(entry, owner)
    return opened(entry) or parsed


def opened(entry: Path) -> Parsed | None:
    """The digits that a folder keeps, mapped into memory; None when it is not there or not sound."""
    try:
        about = json.loads((entry / ABOUT).read_text(encoding="utf-8"))
        arrays = {part: np.load(entry / f"{part}.npy", mmap_mode="c") for part in PARTS}
        train, valid = (_pair(arrays[f"{name}_images"], arrays[f"{name}_labels"]) for name in ("train", "valid"))
        return Parsed(train, valid, about["form"], about["original"], about["note"])
    except (OSError, ValueError, KeyError, TypeError, EOFError):
        return None


def _pair(images: npt.NDArray[np.uint8], labels: npt.NDArray[np.int64]) -> Pair:
    sound = images.dtype == np.uint8 and labels.dtype == np.int64 and images.shape == (len(labels), SIDE, SIDE)
    if not sound or first_bad_label(labels):
        raise ValueError("not what was written here")
    return Pair(images, labels)


def _write(entry: Path, parsed: Parsed) -> None:
    """Fill a new folder, then give it its name: whoever finds the name finds all of it."""
    entry.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=f"{entry.name}.", dir=entry.parent))
    try:
        for part, array in parsed.parts():
            _save(unfinished / f"{part}.npy", array)
        about = {"form": parsed.form, "original": parsed.original, "note": parsed.note}
        (unfinished / ABOUT).write_text(json.dumps(about), encoding="utf-8")
        _take_name(unfinished, entry)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _save(path: Path, array: npt.NDArray[np.generic]) -> None:
    with path.open("wb") as file:
        np.save(file, array)
        file.flush()
        os.fsync(file.fileno())  # a power cut must not leave a name on pages that never reached the disk


def _take_name(unfinished: Path, entry: Path) -> None:
    if opened(entry) is None:  # else another process was first, and kept the same
        shutil.rmtree(entry, ignore_errors=True)
        os.replace(unfinished, entry)


def _forget_others(entry: Path, owner: str) -> None:
    """Remove what was kept of this folder's earlier contents, and what a killed process left unfinished."""
    for other in entry.parent.glob(f"{owner}-*"):
        unfinished = "." in other.name
        if other != entry and not (unfinished and _age(other) < ABANDONED_SECONDS):
            shutil.rmtree(other, ignore_errors=True)


def _age(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return 0.0


def _digest(*texts: str) -> str:
    return hashlib.sha256("\0".join(texts).encode("utf-8", "surrogateescape")).hexdigest()[:20]


def _stamps(paths: tuple[Path, ...]) -> Iterator[str]:
    for path in paths:
        if path.is_dir():
            yield from _stamps_below(path)
        else:
            yield _stamp(path.name, path.stat())


def _stamps_below(folder: Path) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_dir():
                yield from _stamps_below(Path(entry.path))
            else:
                yield _stamp(entry.path, entry.stat())


def _stamp(name: str, status: os.stat_result) -> str:
    return f"{name} {status.st_size} {status.st_mtime_ns}"

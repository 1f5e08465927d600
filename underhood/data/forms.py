"""Which of the four forms a folder has: idx files, idx.gz files, PNG folders, mnist.pkl.gz.

The first form of which there is any trace is the one that is read. If it is not complete, that is an error and not a
reason to look further: a student who unpacked half of a download must hear of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from underhood.data import idx, mnist_pickle, png
from underhood.data.arrays import Pair, Parsed, paired
from underhood.data.errors import MissingFiles, NoDigits

IDX_NAMES = {
    "train_images": ("train-images-idx3-ubyte", "train-images.idx3-ubyte"),
    "train_labels": ("train-labels-idx1-ubyte", "train-labels.idx1-ubyte"),
    "valid_images": ("t10k-images-idx3-ubyte", "t10k-images.idx3-ubyte"),
    "valid_labels": ("t10k-labels-idx1-ubyte", "t10k-labels.idx1-ubyte"),
}
TRAIN_FOLDERS = ("training", "train")
VALID_FOLDERS = ("testing", "test", "valid")
PICKLE = "mnist.pkl.gz"


@dataclass(frozen=True)
class Form:
    """One form in one folder: its name, the files or folders that make it up, and how to read them."""

    name: str
    folder: Path
    paths: tuple[Path, ...]
    read: Callable[[], Parsed]


def find(folder: Path) -> Form:
    """The form that `folder` has. Raises `NoDigits` when there is none, `MissingFiles` when it is not complete."""
    form = _idx(folder) or _png(folder) or _pickle(folder)
    if form is None:
        raise NoDigits()
    return form


def idx_files(folder: Path) -> dict[str, Path]:
    """The idx files in `folder` by part, unpacked ones first; a part that is not there is left out."""
    found = {part: _first(folder, [*names, *(f"{name}.gz" for name in names)]) for part, names in IDX_NAMES.items()}
    return {part: path for part, path in found.items() if path is not None}


def _first(folder: Path, names: Iterable[str]) -> Path | None:
    return next((folder / name for name in names if (folder / name).exists()), None)


def _idx(folder: Path) -> Form | None:
    files = idx_files(folder)
    if not files:
        return None
    missing = [names[0] for part, names in IDX_NAMES.items() if part not in files]
    if missing:
        raise MissingFiles(form="idx files", missing=", no ".join(missing))
    packed = any(path.suffix == ".gz" for path in files.values())
    name = "idx.gz files" if packed else "idx files"
    return Form(name, folder, tuple(files.values()), lambda: _read_idx(files, name))


def _read_idx(files: dict[str, Path], name: str) -> Parsed:
    return Parsed(_read_idx_pair(files, "train"), _read_idx_pair(files, "valid"), name)


def _read_idx_pair(files: dict[str, Path], part: str) -> Pair:
    images, labels = files[f"{part}_images"], files[f"{part}_labels"]
    return paired(idx.read_images(images), idx.read_labels(labels), images, labels)


def _png(folder: Path) -> Form | None:
    train, valid = _first(folder, TRAIN_FOLDERS), _first(folder, VALID_FOLDERS)
    if train is None and valid is None:
        return None
    if train is None or valid is None:
        raise MissingFiles(form="PNG folders", missing="training folder" if train is None else "testing folder")
    name = "PNG folders"
    return Form(name, folder, (train, valid), lambda: Parsed(png.read_folder(train), png.read_folder(valid), name))


def _pickle(folder: Path) -> Form | None:
    path = folder / PICKLE
    if not path.exists():
        return None
    return Form(PICKLE, folder, (path,), lambda: Parsed(*mnist_pickle.read_file(path), PICKLE))

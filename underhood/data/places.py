"""Where the data can be: beside the package, in the platform's cache folder, or where a variable says."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from underhood.data.errors import BrokenInstallation, NoSuchFolder

DATA_VARIABLE = "UNDERHOOD_DATA"
DIGITS_VARIABLE = "UNDERHOOD_DIGITS"
FETCH_COMMAND = "underhood data"
INSTALL_COMMAND = "pip install --force-reinstall underhood"


@dataclass(frozen=True)
class Source:
    """A folder to read digits from, and what to do when that fails."""

    folder: Path
    next_step: str
    fetched: bool = False  # ours, so its bytes must be the original's


def shipped_folder() -> Path:
    """The `datasets` folder: in the wheel it lies inside the package, in a working copy at the top of the repository.

    Raises `BrokenInstallation` when neither has a registry.
    """
    package = Path(__file__).resolve().parents[1]
    for folder in (package / "_datasets", package.parent / "datasets"):
        if (folder / "registry.toml").is_file():
            return folder
    raise BrokenInstallation(path=package / "_datasets", reason="is missing").told("", INSTALL_COMMAND)


def cache_folder() -> Path:
    """The platform's own folder for what can be fetched or made again (`~/.cache/underhood` on Linux)."""
    return Path(platformdirs.user_cache_dir("underhood", appauthor=False)).resolve()


def fetched_source() -> Source:
    """Where `underhood data` puts MNIST unless told otherwise."""
    next_step = f"{FETCH_COMMAND}    (checks each file and fetches the bad ones again)"
    return Source(cache_folder() / "mnist", next_step, fetched=True)


def named_source() -> Source | None:
    """The folder that UNDERHOOD_DATA names, or None. Raises `NoSuchFolder` when it is no folder."""
    value = os.environ.get(DATA_VARIABLE, "").strip()
    if not value:
        return None
    next_step = f"name another folder in {DATA_VARIABLE}, or take the variable away: {_unset(DATA_VARIABLE)}"
    return Source(existing_folder(Path(value), next_step), next_step)


def existing_folder(path: Path, next_step: str) -> Path:
    """The path, expanded and resolved. Raises `NoSuchFolder` when it is not there or is a file."""
    folder = path.expanduser().resolve()
    if folder.is_dir():
        return folder
    reason = "is a file: name the folder that it lies in" if folder.exists() else "does not exist"
    raise NoSuchFolder(path=folder, reason=reason).told("", next_step)


def _unset(variable: str) -> str:
    return f"set {variable}=" if sys.platform == "win32" else f"unset {variable}"

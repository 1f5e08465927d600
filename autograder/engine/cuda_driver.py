"""Where CUDA's driver is on this machine, for runs in which exercises compute there."""

from __future__ import annotations

import os
import re
from pathlib import Path

__all__ = ["card_files", "driver_folders"]

_DRIVER = "libcuda.so.1"
_CARD_FILE = re.compile(r"nvidia(ctl|-uvm|\d+)")
"""What CUDA opens: not what switches displays, watches the memory of others, or reads disks past the processor."""


def driver_folders() -> list[Path]:
    """The folders of LD_LIBRARY_PATH that hold the driver; none where the system finds it without."""
    named = map(Path, os.environ.get("LD_LIBRARY_PATH", "").split(os.pathsep))
    return [folder for folder in named if folder.is_absolute() and (folder / _DRIVER).is_file()]


def card_files(devices: Path = Path("/dev")) -> list[Path]:
    """The device files through which CUDA reaches the cards."""
    return sorted(path for path in devices.glob("nvidia*") if _CARD_FILE.fullmatch(path.name) and not path.is_dir())

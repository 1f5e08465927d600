"""The environment variables of a worker: few, and the same for every submission."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from platformdirs import user_cache_path

from autograder.engine.cuda_driver import driver_folders
from autograder.worker.cage import HOME
from autograder.worker.cuda import CUDA_DEVICES, EVERY_CUDA_DEVICE
from underhood.surroundings import CHECKS_ELSEWHERE

__all__ = ["walled_environment", "worker_environment"]

PACKAGES = ("underhood", "autograder")


def worker_environment(home: str, device: str = "cpu") -> dict[str, str]:
    """The whole environment of a worker whose folder is `home`: nothing of the instructor's gets in by chance."""
    taken = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    matplotlib = str(user_cache_path("underhood", ensure_exists=True) / "matplotlib")
    return taken | _for_all(home, device) | {"MPLCONFIGDIR": matplotlib, "PYTHONPATH": _search_path()}


def walled_environment(device: str = "cpu") -> dict[str, str]:
    """The environment behind the wall, where all paths are the same on every machine."""
    packages = {str(Path(spec.origin).parents[1]) for name in PACKAGES if (spec := find_spec(name)) and spec.origin}
    return _for_all(HOME, device) | {
        "PATH": "/usr/bin:/bin",
        "LANG": "C.UTF-8",
        "USER": "student",
        "MPLCONFIGDIR": "/tmp/matplotlib",
        "PYTHONPATH": os.pathsep.join(sorted(packages)),
    }


def _for_all(home: str, device: str) -> dict[str, str]:
    return _for_cuda(device) | {
        "HOME": home,
        # Cells run on the CPU and see no CUDA: a process that has used it cannot be forked. Those of exercises may.
        "CUDA_VISIBLE_DEVICES": "",
        "PYTORCH_NVML_BASED_CUDA_CHECK": "1",
        "IPYTHONDIR": f"{home}/.ipython",
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "OMP_NUM_THREADS": "1",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONHASHSEED": "0",
        "UNDERHOOD_DIGITS": "embedded",
        CHECKS_ELSEWHERE: "1",
    }


def _for_cuda(device: str) -> dict[str, str]:
    if device != "cuda":
        return {}
    devices = {CUDA_DEVICES: os.environ.get("CUDA_VISIBLE_DEVICES", EVERY_CUDA_DEVICE)}
    folders = os.pathsep.join(map(str, driver_folders()))
    return devices | ({"LD_LIBRARY_PATH": folders} if folders else {})


def _search_path() -> str:
    """Where Python looks for modules: the same places in any folder, and never the one in which a student writes."""
    places = os.environ.get("PYTHONPATH", "").split(os.pathsep)
    return os.pathsep.join(os.path.abspath(place) for place in places if place)

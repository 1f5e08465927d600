"""Runs the programs that are compared, as a person would, and measures them from outside."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

BIN = Path(sys.executable).parent


def seconds_of(*command: str, cwd: Path, environment: dict[str, str] | None = None) -> float:
    """How long a command takes. Raises `RuntimeError` with what it said where it fails."""
    variables = {
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}",
        "OMP_NUM_THREADS": "1",
        "UNDERHOOD_DIGITS": "embedded",
    }
    started = time.perf_counter()
    done = subprocess.run(
        command, cwd=cwd, env=os.environ | variables | (environment or {}), capture_output=True, text=True, check=False
    )  # fmt: skip
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-3000:]}")
    return time.perf_counter() - started

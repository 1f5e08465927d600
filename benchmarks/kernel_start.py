"""How long until a notebook's first cell has run: in a kernel behind the wall, and in ipykernel's own.

    python -m benchmarks.kernel_start --runs 9

Both run the same cell, which imports torch, and are asked through `jupyter_client`, in turns. The first walled kernel
of a process waits for the warm parent; it is told apart.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from jupyter_client.kernelspec import KernelSpecManager
from jupyter_client.manager import start_new_kernel

from autograder.provisioner.kernelspec import install_kernelspec, kernelspec

CELL = "import torch; print(torch.ones(2, 2).sum().item())"
WALLED, OWN = "underhood-walled-benchmark", "python3"
SECONDS = 300.0


def seconds_to_first_cell(name: str) -> float:
    """Start a kernel, run the cell, shut the kernel down."""
    started = time.perf_counter()
    manager, client = start_new_kernel(startup_timeout=SECONDS, kernel_name=name)
    try:
        reply = client.execute_interactive(CELL, timeout=SECONDS, output_hook=lambda message: None)
        took = time.perf_counter() - started
        if reply["content"]["status"] != "ok":
            raise SystemExit(f"the cell failed in {name}: {reply['content']}")
        return took
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as prefix:
        install_kernelspec(kernelspec({}), WALLED, user=False, prefix=Path(prefix))
        os.environ["JUPYTER_PATH"] = str(Path(prefix, "share", "jupyter"))
        print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}, Python {sys.version.split()[0]}")
        print(f"ipykernel's own: {KernelSpecManager().get_kernel_spec(OWN).argv[0]}")
        print(f"first walled kernel, with the warm parent: {seconds_to_first_cell(WALLED):.2f} s")
        pairs = [(seconds_to_first_cell(WALLED), seconds_to_first_cell(OWN)) for _ in range(runs)]
    print("   walled  ipykernel")
    for walled, own in pairs:
        print(f"{walled:7.2f} s  {own:7.2f} s")
    walled, own = (median(column) for column in zip(*pairs, strict=True))
    print(f"{walled:7.2f} s  {own:7.2f} s  median of {runs}: {own / walled:.1f} times")


if __name__ == "__main__":
    main()

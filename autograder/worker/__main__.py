"""`python -m autograder.worker`: a worker of its own, or the warm parent of many."""

from __future__ import annotations

import argparse
import gc
import socket
from pathlib import Path


def main() -> None:
    """Take the socket over that the judge left open for this process, and serve."""
    parser = argparse.ArgumentParser()
    kinds = parser.add_subparsers(dest="kind", required=True)
    alone, warm = kinds.add_parser("alone"), kinds.add_parser("warm")
    for kind in (alone, warm):
        kind.add_argument("--control", type=int, required=True)
    alone.add_argument("--device", required=True)
    alone.add_argument("--seed", type=int, required=True)
    alone.add_argument("--memory", type=int, required=True)
    warm.add_argument("--filter", type=Path, required=True, help="a file with the program of seccomp")
    warm.add_argument("--watch-memory", action="store_true", help="end a cage whose processes hold too much together")
    warm.add_argument("--imports", default="", help="modules to import beforehand, separated by commas")
    given = parser.parse_args()
    control = socket.socket(fileno=given.control)
    if given.kind == "alone":
        from autograder.worker.process import serve_alone

        serve_alone(control, device=given.device, seed=given.seed, memory=given.memory)
    else:
        gc.disable()  # what is imported stays: it is not looked through again and again meanwhile
        from autograder.worker.warm_parent import serve_warm

        imports = [name for name in given.imports.split(",") if name]
        serve_warm(control, given.filter.read_bytes(), imports, watch_memory=given.watch_memory)


main()

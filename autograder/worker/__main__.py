"""`python -m autograder.worker --control FD --device cpu --seed 0 --memory BYTES`: start a worker."""

from __future__ import annotations

import argparse
import socket

from autograder.worker.process import serve_notebook


def main() -> None:
    """Take the socket over that the judge left open for this process, and serve."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--control", type=int, required=True)
    parser.add_argument("--device", required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--memory", type=int, required=True)
    given = parser.parse_args()
    control = socket.socket(fileno=given.control)
    serve_notebook(control, device=given.device, seed=given.seed, memory=given.memory)


main()

"""Which processors the judges of one worker compute on, where a machine has several workers."""

from __future__ import annotations

import os
import random
import socket

from autograder.settings import processors

__all__ = ["claim_processors"]

CLAIM = "\0underhood-processor-{}"
"""A name that is in no folder: the kernel keeps it for as long as whoever has it lives."""


def claim_processors(count: int) -> list[socket.socket]:
    """Let this process, and what it starts, compute on so many processors that no other worker here has claimed.

    Each student's code is held on one processor. Without this, all workers of a machine would begin with the same.
    Keep the sockets that it returns: they are the claims. Where too few are left, those are taken that there are; where
    none is, nothing is changed.
    """
    claims: dict[int, socket.socket] = {}
    here = processors()
    # By chance, as containers on one machine see the same processors and not each other's claims.
    for number in random.sample(here, len(here)):
        claim = _claimed(CLAIM.format(number)) if len(claims) < count else None
        if claim is not None:
            claims[number] = claim
    if claims:
        os.sched_setaffinity(0, claims)
    return list(claims.values())


def _claimed(name: str) -> socket.socket | None:
    claim = socket.socket(socket.AF_UNIX)
    try:
        claim.bind(name)
    except OSError:
        claim.close()
        return None
    return claim

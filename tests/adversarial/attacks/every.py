"""All attacks, family by family."""

from __future__ import annotations

from tests.adversarial.attack import Attack
from tests.adversarial.attacks import (
    background,
    bombs_in_values,
    exits,
    gradebook_writes,
    imports,
    ipython,
    loops_and_floods,
    lying_values,
    memory_search,
    network,
    notebook_file,
    pages,
    patching,
    persistence,
    reading,
    second_look,
    signals,
    submission_folder,
    syscalls,
    tracing,
    wire,
)

__all__ = ["EVERY"]

FAMILIES = (
    patching, lying_values, ipython, wire, tracing, imports, memory_search, exits, background, bombs_in_values,
    notebook_file, submission_folder, reading, network, gradebook_writes, persistence, loops_and_floods, signals,
    syscalls, pages, second_look,
)  # fmt: skip

EVERY: list[Attack] = [attack for family in FAMILIES for attack in family.ATTACKS]

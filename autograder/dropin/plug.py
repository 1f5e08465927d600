"""Puts this engine into the places from which nbgrader's commands, formgrader and the Validate button take theirs."""

from __future__ import annotations

import sys

__all__ = ["plug_in"]

GRADERS = ("nbgrader.converters", "nbgrader.apps.autogradeapp", "nbgrader.apps.api")
"""Modules with a name `Autograde` that is looked up when grading starts. Never `nbgrader.converters.autograde`: ours is
made of what stands there."""

VALIDATORS = ("nbgrader.apps.validateapp", "nbgrader.server_extensions.validate_assignment.handlers")


def plug_in() -> None:
    """Let nbgrader grade and validate with this engine, in this process and from now on.

    For nbgrader_config.py: nbgrader reads that file before it looks up who grades. Modules that are not loaded yet are
    left to find what is new in those that are.
    """
    import nbgrader.converters

    from autograder.dropin.autograde import Autograde
    from autograder.dropin.validate import Validator

    nbgrader.converters.Autograde = Autograde
    _rebind(GRADERS, "Autograde", Autograde)
    _rebind(VALIDATORS, "Validator", Validator)


def _rebind(modules: tuple[str, ...], name: str, replacement: object) -> None:
    for module in modules:
        if module in sys.modules:
            setattr(sys.modules[module], name, replacement)

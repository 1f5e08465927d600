"""Puts this engine into the places from which nbgrader's commands, formgrader and the Validate button take theirs."""

from __future__ import annotations

import sys

import nbgrader.converters
from traitlets.config import Config

from autograder.dropin.autograde import Autograde
from autograder.dropin.validate import Validator

__all__ = ["plug_in"]

GRADERS = ("nbgrader.converters", "nbgrader.apps.autogradeapp", "nbgrader.apps.api")
"""Modules with a name `Autograde` that is looked up when grading starts. Never `nbgrader.converters.autograde`: ours is
made of what stands there."""

VALIDATORS = ("nbgrader.apps.validateapp", "nbgrader.server_extensions.validate_assignment.handlers")

HIDE = "autograder.dropin.hidden_tests.HideHiddenTests"
NBGRADERS_STEPS = ["nbgrader.preprocessors.GetGrades", "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor"]
"""`GenerateFeedback.preprocessors` where nobody has set them."""


def plug_in(config: Config | None = None) -> None:
    """Let nbgrader grade and validate with this engine, in this process and from now on.

    For the end of nbgrader_config.py: nbgrader reads that file before it looks up who grades. Modules that are not
    loaded yet will find what is new in those that are.

    Args:
        config: `c`. Pages of feedback then leave hidden tests out; other settings stay as they are.
    """
    nbgrader.converters.Autograde = Autograde
    _rebind(GRADERS, "Autograde", Autograde)
    _rebind(VALIDATORS, "Validator", Validator)
    if config is not None:
        _hide_hidden_tests(config.GenerateFeedback)


def _hide_hidden_tests(settings: Config) -> None:
    steps = settings.get("preprocessors", NBGRADERS_STEPS)
    if isinstance(steps, list) and HIDE not in steps:
        settings.preprocessors = [HIDE, *steps]


def _rebind(modules: tuple[str, ...], name: str, replacement: object) -> None:
    for module in modules:
        if module in sys.modules:
            setattr(sys.modules[module], name, replacement)

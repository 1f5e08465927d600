"""The variables of the environment that tell a notebook where it runs. Nothing is imported here."""

from __future__ import annotations

from typing import Final

__all__ = ["CHECKS_ELSEWHERE", "FIGURES_VARIABLE", "IN_WORDS", "NBGRADER_VALIDATES"]

CHECKS_ELSEWHERE: Final = "UNDERHOOD_CHECKS_ELSEWHERE"
"""Set where checks run outside the notebook: `check` then has nothing to do."""

FIGURES_VARIABLE: Final = "UNDERHOOD_FIGURES"
IN_WORDS: Final = "words"
"""With this value the course's figures are told in words and not drawn."""

NBGRADER_VALIDATES: Final = "NBGRADER_VALIDATING"
"""Set by nbgrader while `nbgrader validate` or JupyterLab's *Validate* button runs a notebook."""

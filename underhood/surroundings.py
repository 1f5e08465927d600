"""The variables of the environment that tell a notebook where it runs. Nothing is imported here."""

from __future__ import annotations

from typing import Final

__all__ = ["CHECKS_ELSEWHERE", "FIGURES_VARIABLE", "IN_WORDS"]

CHECKS_ELSEWHERE: Final = "UNDERHOOD_CHECKS_ELSEWHERE"
"""Set where checks run outside the notebook: `check` then has nothing to do."""

FIGURES_VARIABLE: Final = "UNDERHOOD_FIGURES"
IN_WORDS: Final = "words"
"""With this value the course's figures are told in words and not drawn."""

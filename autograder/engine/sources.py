"""What a student wrote for an exercise, out of the repaired notebook, for rules about the source of an answer."""

from __future__ import annotations

import re
from collections.abc import Sequence

from autograder.engine.run_cells import Cell
from underhood.checking.written import Written, names_used

__all__ = ["borrowed", "written_for"]

FINISHED = "underhood.earlier"
"""The course's own finished answers, for the notebooks that come after. In its own notebook each is the solution."""

LOADS = re.compile(
    r"import_module|__import__|\bpkgutil\b|\brunpy\b|\bsys\s*\.\s*modules\b|(?<![.\w])(?:exec|eval)\s*\("
)
"""What brings code in whose name need not stand in the source."""


def written_for(cells: Sequence[Cell], exercise: str, *, ran: bool) -> Written:
    """All code cells, and which of them answers the exercise.

    Raises:
        LookupError: none does: a check asks for an exercise that there is not.
    """
    places = [place for place, cell in enumerate(cells) if cell.exercise == exercise]
    if not places:
        raise LookupError(f"the notebook has no answer cell {exercise!r}")
    return Written(tuple(cell.source for cell in cells), places[-1], ran)


def borrowed(cells: Sequence[Cell], exercise: str) -> tuple[str, ...]:
    """What a person should look at in an answer that takes a finished one from the course; empty where it does not.

    Cells of the course may import it, and the answer may use what they import: only the student's own cells count.
    """
    own = [cell for cell in cells if cell.own or cell.exercise == exercise]
    loads = next(filter(None, (LOADS.search(cell.source) for cell in own)), None)
    # To read a source takes a process of its own; most need none.
    is_plain = loads is None and not any("earlier" in cell.source for cell in own)
    if is_plain or not any(cell.exercise == exercise for cell in own):
        return ()
    found = names_used(written_for(own, exercise, ran=True), exercise, [FINISHED], imports=True)
    if found.uses:
        return (f"uses {found.uses[0]}",)
    return () if loads is None else (f"loads code whose name cannot be read: {loads[0].strip()}",)

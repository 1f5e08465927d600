"""`expect_own`: a rule about the source of an answer, for what no value that it returns can show.

It is no proof: who wants to hide a name from it can. So it costs the points of its own check alone, tells the student
why, and asks a person to look.
"""

from __future__ import annotations

from collections.abc import Sequence

from underhood.checking.expectations import Wrong
from underhood.checking.student import Student
from underhood.checking.written import names_used

__all__ = ["expect_own"]


def expect_own(student: Student, exercise: str, without: Sequence[str], *, why: str = "", next: str = "") -> None:
    """Pass where the answer to an exercise does without these names.

    What counts is what the code of the answer cell uses, and what it uses by name of other cells: through imports,
    aliases, base classes and getattr. A comment, a text or a type annotation is no use. Where the answer uses one of
    the names, or hides what it uses, the exercise is also flagged for a person.

    Args:
        student: whose answer.
        exercise: the name of the exercise.
        without: names from the top of their library, "torch.nn.Linear"; a whole module, "torch.nn.functional"; a
            builtin, "sorted"; with a dot in front, a method of anything: ".backward".
        why: why the exercise asks for this.
        next: what to try.

    Raises:
        Wrong: it uses one of them.
    """
    written = student.written(exercise)
    if written is None:
        return
    found = names_used(written, exercise, without)
    if found.uses:
        student.flag(f"uses {found.uses[0]}")
        raise Wrong(f"an answer of your own, without {' or '.join(without)}", str(found.uses[0]), why, next)
    if found.doubt:
        student.flag(found.doubt)

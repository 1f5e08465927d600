"""What an attack is: a submission that wants more than it deserves, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeAlias

from tests.adversarial.places import Places

__all__ = ["Attack", "Notebook", "family"]

Notebook: TypeAlias = dict[str, Any]


@dataclass(frozen=True)
class Attack:
    """One hostile submission.

    All its answers are wrong, so that each point it gets is forged. With `spares` the attack sits in the answer of the
    exercise `distance` alone: the other two answers are right, and must get all their points.

    Args:
        name: short, unique.
        tries: in one sentence, what it tries.
        cell: code of a cell before the answers. It may use what `places.py` defines for attacks.
        answer: what the student wrote for the exercise `distance`, where it is not the usual wrong answer.
        late: code of a cell after the answers.
        essay: the written answer.
        edit: changes the notebook, as JSON, before it is handed in.
        content: makes the bytes of the file from the notebook's text.
        files: lays files beside the notebook, given the folder of the submission.
        status: what the exercise `distance` must come to, where it matters; several with `|` between them.
        spares: see above.
        dangerous: on a machine without walls it would do harm. Then it is not run, and its test fails.
        secret: words that the attack would make up at run time, and that must not reach the student's page.
        places: whether the attack is told where everything is.
    """

    name: str
    tries: str
    cell: str = ""
    answer: str = ""
    late: str = ""
    essay: str = ""
    edit: Callable[[Notebook], None] | None = None
    content: Callable[[bytes], bytes] | None = None
    files: Callable[[Path, Places], None] | None = None
    status: str = ""
    spares: bool = False
    dangerous: bool = False
    secret: str = ""
    places: bool = True
    family: str = ""

    def __str__(self) -> str:
        return f"{self.family}-{self.name}"


def family(name: str, *attacks: Attack) -> list[Attack]:
    """The attacks of one family."""
    return [replace(attack, family=name) for attack in attacks]

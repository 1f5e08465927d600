"""nbgrader's lists of preprocessors, cut where the engine's own work takes the place of a step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode
from nbgrader.preprocessors import AssignLatePenalties, CheckCellMetadata, Execute, SaveAutoGrades
from traitlets.config import LoggingConfigurable
from traitlets.utils.importstring import import_item

from autograder.dropin.sanitize import STAND_INS, RestoreCells

__all__ = ["Steps", "apply"]

Step = Callable[[NotebookNode, dict[str, Any]], tuple[NotebookNode, dict[str, Any]]]


@dataclass(frozen=True)
class Steps:
    """What happens to a notebook, in order: `before` it runs, `after` it has, and once its scores are `recorded`.

    `execute` holds the settings for running; None where nothing runs (`--no-execute`). What the instructor has put into
    nbgrader's lists stays where it was put.
    """

    before: Sequence[Step]
    execute: Execute | None
    after: Sequence[Step]
    recorded: Sequence[Step]
    saves: bool
    penalizes: bool

    @classmethod
    def of(cls, sanitize: Iterable[Any], autograde: Iterable[Any], parent: LoggingConfigurable) -> Steps:
        """Cut `Autograde.sanitize_preprocessors` and `Autograde.autograde_preprocessors`."""
        steps = [_made(_class_of(one), parent) for one in (*sanitize, *autograde)]
        run = next((place for place, step in enumerate(steps) if isinstance(step, Execute)), None)
        save = next((place for place, step in enumerate(steps) if _writes(step)), len(steps))
        ours = [step for step in steps if type(step) in (SaveAutoGrades, AssignLatePenalties)]
        execute = steps[run] if run is not None and steps[run].enabled else None
        plain = [step for step in steps if not isinstance(step, Execute) and step not in ours]
        if any(isinstance(step, RestoreCells) for step in steps):
            # All claims are the gradebook's: to check them takes longer than all else that happens to a notebook.
            plain = [step for step in plain if type(step) is not CheckCellMetadata]
        middle = len(steps) if run is None else run
        place = {id(step): number for number, step in enumerate(steps)}
        return cls(
            [step for step in plain if place[id(step)] < min(middle, save)],
            execute,
            [step for step in plain if middle <= place[id(step)] < save],
            [step for step in plain if place[id(step)] >= save],
            any(type(step) is SaveAutoGrades and step.enabled for step in ours),
            any(type(step) is AssignLatePenalties and step.enabled for step in ours),
        )


def apply(steps: Iterable[Step], notebook: NotebookNode, resources: dict[str, Any]) -> NotebookNode:
    """The notebook after these steps."""
    for step in steps:
        notebook, resources = step(notebook, resources)
    return notebook


def _class_of(named: Any) -> Any:
    kind = import_item(named) if isinstance(named, str) else named
    return STAND_INS.get(kind, kind)


def _made(kind: Any, parent: LoggingConfigurable) -> Any:
    """As nbconvert's exporters do: a class gets the settings, anything else is called as it is."""
    return kind(parent=parent) if isinstance(kind, type) and issubclass(kind, Preprocessor) else kind


def _writes(step: Any) -> bool:
    return isinstance(step, SaveAutoGrades | AssignLatePenalties)

"""`for_all`: a property that must hold of every input of a kind, tried on inputs that Hypothesis draws.

Where it does not hold, Hypothesis looks for the smallest such input. The same seed draws the same inputs.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeAlias
from unittest.mock import patch

from underhood.checking.student import StudentFailed

__all__ = ["ForAll", "use_once"]

EXAMPLES = 25


class ForAll:
    """Calls a property with drawn inputs: `for_all(holds, n=integers(1, 9))` calls `holds(n=…)` again and again.

    What the property raises on the smallest input comes out. An answer that raises, hangs or ends its process is not
    asked again: that would cost the same time for each smaller input.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed
        self._calls = 0

    def __call__(self, holds: Callable[..., None], *, examples: int = EXAMPLES, **strategies: Any) -> None:
        """Try the property on so many inputs.

        Args:
            holds: takes the inputs by name and raises `Wrong` where the property does not hold.
            examples: how many inputs.
            strategies: a Hypothesis strategy for each input.

        Raises:
            Wrong: the property does not hold.
            StudentFailed: the student's code gave no answer.
        """
        self._calls += 1
        drawn = self._drawn(holds, examples, strategies)
        if drawn is None:
            self._search(holds, examples, strategies)
            return
        try:
            for inputs in drawn:
                holds(**copy.deepcopy(inputs))
        except AssertionError as wrong:
            self._search(holds, examples, strategies)
            raise wrong from None  # right the second time: a function that remembers

    def _drawn(self, holds: Callable[..., None], examples: int, strategies: dict[str, Any]) -> Drawn | None:
        """The inputs, drawn once for all students; None where they depend on what the property does meanwhile."""
        from hypothesis.strategies import DataObject

        key = (self._seed, self._calls, examples, holds.__code__, repr(strategies))
        if key not in _DRAWN:
            inputs: list[dict[str, Any]] = []
            _run(self._seed, examples, strategies, lambda **drawn: inputs.append(copy.deepcopy(drawn)))
            is_known = not any(isinstance(value, DataObject) for one in inputs for value in one.values())
            _DRAWN[key] = tuple(inputs) if is_known else None
        return _DRAWN[key]

    def _search(self, holds: Callable[..., None], examples: int, strategies: dict[str, Any]) -> None:
        """Let Hypothesis draw the same inputs and, where one is wrong, look for the smallest."""
        from hypothesis.errors import Flaky

        attempt = _Attempt(holds)
        try:
            _run(self._seed, examples, strategies, lambda **inputs: attempt(inputs))
        except Flaky:  # another outcome for the same input: a function that remembers, and was wrong once
            if attempt.raised is None:
                raise
        if attempt.raised is not None:
            raise attempt.raised


Drawn: TypeAlias = tuple[dict[str, Any], ...]
_DRAWN: dict[Any, Drawn | None] = {}
"""Inputs by the check and call that they were drawn for. Drawing takes longer than most answers."""


def _run(seed_number: int, examples: int, strategies: dict[str, Any], once: Callable[..., None]) -> None:
    from hypothesis import HealthCheck, Phase, given, seed, settings

    quiet = settings(
        max_examples=examples, deadline=None, database=None, print_blob=False, report_multiple_bugs=False,
        suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
    )  # fmt: skip

    # Hypothesis reads the names of the arguments.
    def named(**inputs: Any) -> None:
        once(**inputs)

    with _numbers_of_the_course_alone():
        seed(seed_number)(quiet(given(**strategies)(named)))()


def use_once() -> None:
    """Let Hypothesis do what it does at its first use: it looks through all that is in memory. Forks need not, then."""
    from hypothesis.strategies import integers

    _run(0, 1, {"number": integers()}, lambda number: None)


class _Attempt:
    """The property, and the last thing that it raised."""

    def __init__(self, holds: Callable[..., None]) -> None:
        self._holds = holds
        self.raised: Exception | None = None
        self._is_over = False

    def __call__(self, inputs: dict[str, Any]) -> None:
        if self._is_over:
            return
        try:
            self._holds(**inputs)
        except StudentFailed as failed:
            self.raised, self._is_over = failed, True
            raise
        except AssertionError as wrong:
            self.raised = wrong
            raise


@contextmanager
def _numbers_of_the_course_alone() -> Iterator[None]:
    """Keep Hypothesis from drawing numbers that it reads in the source of whatever modules are loaded at the moment.

    The same submission would be tried on other inputs when it is graded second. Hypothesis has no setting for that.
    """
    from hypothesis.internal.conjecture import providers
    from hypothesis.internal.constants_ast import Constants

    with patch.object(providers, "_get_local_constants", return_value=Constants()):
        yield

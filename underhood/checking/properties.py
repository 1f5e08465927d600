"""`for_all`: a property that must hold of every input of a kind, tried on inputs that Hypothesis draws.

Where it does not hold, Hypothesis looks for the smallest such input. The same seed draws the same inputs.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from underhood.checking.student import StudentFailed

__all__ = ["ForAll"]

EXAMPLES = 25


class ForAll:
    """Calls a property with drawn inputs: `for_all(holds, n=integers(1, 9))` calls `holds(n=…)` again and again.

    What the property raises on the smallest input comes out. An answer that raises, hangs or ends its process is not
    asked again: that would cost the same time for each smaller input.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

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
        from hypothesis import HealthCheck, Phase, given, seed, settings
        from hypothesis.errors import Flaky

        attempt = _Attempt(holds)
        quiet = settings(
            max_examples=examples, deadline=None, database=None, print_blob=False, report_multiple_bugs=False,
            suppress_health_check=list(HealthCheck), phases=[Phase.generate, Phase.shrink],
        )  # fmt: skip

        def once(**inputs: Any) -> None:
            attempt(inputs)

        try:
            with _numbers_of_the_course_alone():
                seed(self._seed)(quiet(given(**strategies)(once)))()
        except Flaky:  # another outcome for the same input: a function that remembers, and was wrong once
            if attempt.raised is None:
                raise
        if attempt.raised is not None:
            raise attempt.raised


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

"""A class of any size for a benchmark: a course folder of its own, with submissions that the sample class hands in."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

REPOSITORY = Path(__file__).parents[1]
ASSIGNMENT = "04_mnist_loss"

PLAIN = """
c = get_config()
c.CourseDirectory.course_id = "benchmark"
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "assignments"
c.Exchange.course_id = "benchmark"
"""
"""The settings of a course that nbgrader grades by itself."""

OURS = """
from pathlib import Path
c = get_config()
load_subconfig("nbgrader_config.py", path={repository!r})
c.CourseDirectory.course_id = "benchmark"
c.Underhood.draw_figures = {figures}
"""

ALL_CHECKS = """
import sys
from pathlib import Path
sys.path.insert(0, str(Path(__file__).parent))
import hidden_checks
globals().update({f"{name}_hidden": it for name, it in vars(hidden_checks).items() if name.startswith("test_")})
"""
"""Added to `checks.py`: what stands beside it in `hidden_checks.py`."""


@contextmanager
def classroom(students: int, *, ours: bool, figures: bool = False, assignment: str = ASSIGNMENT) -> Iterator[Path]:
    """A folder with the assignment and so many submissions, graded by us or by nbgrader alone.

    By itself, nbgrader has no hidden checks: there the check cells run them like all others, so that both do the same.
    Whose answers are right and whose are wrong is mixed as in the sample class; those without a notebook that can be
    read are left out, as nbgrader stops at them.
    """
    with TemporaryDirectory(prefix="benchmark-") as folder:
        root = Path(folder)
        settings = OURS.format(repository=str(REPOSITORY), figures=figures) if ours else PLAIN
        (root / "nbgrader_config.py").write_text(settings)
        shutil.copytree(REPOSITORY / "solutions" / assignment, root / "solutions" / assignment)
        if not ours:
            with (root / "solutions" / assignment / "checks.py").open("a") as checks:
                checks.write(ALL_CHECKS)
        for number, submitted in enumerate(islice(cycle(_readable(assignment)), students)):
            shutil.copytree(submitted, root / "submitted" / f"s{number:04}" / assignment)
        yield root


def _readable(assignment: str) -> list[Path]:
    found = (REPOSITORY / "sample_class" / "submitted").glob(f"*/{assignment}")
    return sorted(path for path in found if path.parent.name not in ("lea", "gus", "hana"))

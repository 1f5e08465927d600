"""One run of grading for all attacks that were chosen; what was seen of it is looked at by many tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.gradebook import open_gradebook
from tests.adversarial.attack import Attack
from tests.adversarial.attacks.every import EVERY
from tests.adversarial.classroom import Classroom, grade
from tests.adversarial.places import EFFECT, Places, new_secrets
from tests.adversarial.small_course import write_course
from tests.adversarial.submissions import release

# nbgrader, and what it stands on, use things that Python and SQLAlchemy have announced to drop. None of it is ours.
FOREIGN_WARNINGS = (
    "ignore::DeprecationWarning:nbgrader",
    "ignore::DeprecationWarning:alembic",
    "ignore::DeprecationWarning:jupyter_server",
)

# Does what it must not, and nothing that could harm a machine without walls.
PROBE = Attack(
    "probe",
    "looks whether there is a wall",
    family="wall",
    cell="""
for path in (HOME + "/exam.txt", f"/proc/{JUDGE}/cmdline"):
    if os.path.exists(path):
        effect(path)
""",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            for warning in FOREIGN_WARNINGS:
                item.add_marker(pytest.mark.filterwarnings(warning))


# One set for all courses: the hidden checks are the same in each, and so are the inputs that they draw.
SECRETS = new_secrets()


def _laid_out(folder: Path) -> Places:
    places = Places(folder, SECRETS)
    write_course(places)
    with open_gradebook(Course.load(places.course)) as gradebook:
        gradebook.add_student("another", first_name=places.secrets["gradebook"])
    return places


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_NO_CONFIG", "1")
        laid_out = _laid_out(tmp_path_factory.mktemp("adversarial"))
        yield laid_out
        laid_out.close()


@pytest.fixture(scope="session")
def quiet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Classroom]:
    """The same course with honest students only, and the probe behind them."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_NO_CONFIG", "1")
        laid_out = _laid_out(tmp_path_factory.mktemp("quiet"))
        room = Classroom(laid_out, [PROBE])
        room.hand_all_in()
        grade(room)
        yield room
        laid_out.close()


@pytest.fixture(scope="session")
def has_walls(quiet: Classroom) -> bool:
    """Whether the probe saw nothing of this machine."""
    assert quiet.code == 0, f"honest students cannot be graded here:\n{quiet.said[-2000:]}"
    printed = quiet.printed(quiet.students[str(PROBE)])
    return bool(printed) and EFFECT not in printed


@pytest.fixture(scope="session")
def room(request: pytest.FixtureRequest, places: Places, has_walls: bool) -> Classroom:
    """All chosen attacks, graded. Without walls, those that would do harm are left out, and their tests fail."""
    chosen = {
        item.callspec.params["attack"].name + item.callspec.params["attack"].family
        for item in request.session.items
        if isinstance(item, pytest.Function) and hasattr(item, "callspec") and "attack" in item.callspec.params
    }
    attacks = [attack for attack in EVERY if attack.name + attack.family in chosen]
    opened = Classroom(places, [attack for attack in attacks if has_walls or not attack.dangerous])
    assert release(places)["cells"]
    opened.hand_all_in()
    grade(opened, jobs=4)  # many only wait until their time is up
    return opened

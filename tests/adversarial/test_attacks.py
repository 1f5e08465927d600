"""Attacks, each between two honest students: no point forged, nothing leaked, nobody harmed, nothing left behind."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

import pytest

from autograder.course import Course
from autograder.gradebook import open_gradebook
from tests.adversarial.attack import Attack
from tests.adversarial.attacks.every import EVERY
from tests.adversarial.classroom import SHORT, Classroom
from tests.adversarial.host import content_of
from tests.adversarial.page import CONTROL, unsafe_parts
from tests.adversarial.places import EFFECT
from tests.adversarial.small_course import EXERCISES, NAME, POINTS

MOST_WRITTEN = 50_000_000
"""Bytes of all that grading writes for one submission: a notebook, its page and files, at their largest."""
PATIENCE = 20.0
"""Seconds after the limit of a submission, within which all must have come to an end."""
SPARED = sum(POINTS[name] for name in EXERCISES if name != "distance")


def test_there_are_many_attacks_and_each_is_told_apart() -> None:
    assert len(EVERY) >= 200
    assert [name for name, count in Counter(map(str, EVERY)).items() if count > 1] == []


@pytest.mark.parametrize("attack", EVERY, ids=str)
def test_attack(room: Classroom, quiet: Classroom, attack: Attack) -> None:
    if attack not in room.attacks:
        pytest.fail("there is no wall here: this attack would harm the machine")
    student = room.students[str(attack)]
    found = [
        *_verdict(room, attack, student),
        *_leaks(room, attack, student),
        *_page(room, student),
        *_cost(room, student),
        *_neighbours(room, quiet, room.attacks.index(attack)),
        *[f"left {path}" for path in room.marked if path.endswith(attack.name)],
    ]
    assert not found, f"{attack} {attack.tries}:\n" + "\n".join(found)


def _verdict(room: Classroom, attack: Attack, student: str) -> list[str]:
    receipt = room.receipt(student)
    if receipt is None:
        return ["it was not graded"]
    deserved = SPARED if attack.spares else 0.0
    statuses = {exercise["name"]: exercise["status"] for exercise in receipt["exercises"]}
    found = []
    if receipt["score"] != deserved:
        found.append(f"{receipt['score']} points, and {deserved} are deserved: {statuses}")
    if receipt["faults"] or "could not be run" in statuses.values():
        found.append(f"the judge has failed: {receipt['faults']}")
    if attack.status and statuses["distance"] not in attack.status.split("|"):
        found.append(f"the answer came to {statuses['distance']!r}, and not to {attack.status!r}")
    return found


def _leaks(room: Classroom, attack: Attack, student: str) -> list[str]:
    written, page = room.written(student), room.page(student)
    known = {} if not attack.places else {"path"}
    names = [name for name, secret in room.places.secrets.items() if name not in known and secret.encode() in written]
    found = [f"the secret of {name} is in what was written" for name in names]
    if EFFECT in room.printed(student) or EFFECT in json.dumps(room.receipt(student)):
        found.append("it says that it had an effect: " + _around(room.printed(student), EFFECT))
    if attack.secret and attack.secret in page + room.printed(student):
        found.append(f"{attack.secret} is on the student's page")
    return found


def _around(text: str, word: str) -> str:
    place = max(text.find(word), 0)
    return text[place : place + 200]


def _page(room: Classroom, student: str) -> list[str]:
    page = room.page(student)
    if not page:
        return ["there is no page of feedback"]
    found = [f"on the page: {part}" for part in unsafe_parts(page)]
    receipt = json.dumps(room.receipt(student), ensure_ascii=False)
    return found + [f"in result.json: {mark!r}" for mark in set(CONTROL.findall(receipt))]


def _cost(room: Classroom, student: str) -> list[str]:
    size, seconds = len(room.written(student)), room.seconds(student)
    found = [f"{size} bytes were written"] if size > MOST_WRITTEN else []
    return found + ([f"it took {seconds} seconds"] if seconds > SHORT["submission"] + PATIENCE else [])


def _neighbours(room: Classroom, quiet: Classroom, number: int) -> list[str]:
    pairs = [(room.honest(n), quiet.honest(n % 2)) for n in (number, number + 1)]
    found = []
    for student, alike in pairs:
        got, wanted = _without_name(room.receipt(student)), _without_name(quiet.receipt(alike))
        if got != wanted:
            found.append(f"{student} is not graded as without attacks: {_difference(got, wanted)}")
        if not room.page(student):
            found.append(f"{student} has no page of feedback")
    return found


def _without_name(receipt: dict[str, Any] | None) -> dict[str, Any]:
    return {name: value for name, value in (receipt or {}).items() if name != "student"}


def _difference(got: dict[str, Any], wanted: dict[str, Any]) -> str:
    return str({name: got.get(name) for name in wanted if got.get(name) != wanted[name]})[:500] if got else "not at all"


def test_honest_students_get_what_they_deserve(quiet: Classroom) -> None:
    scores = [(quiet.receipt(quiet.honest(number)) or {"score": None})["score"] for number in (0, 1)]
    assert scores == [sum(POINTS.values()), 1.0]


def test_the_run_ends_well(room: Classroom) -> None:
    assert room.code == 0, room.said[-3000:]
    kinds = Counter(json.loads(line)["kind"] for line in room.said.splitlines() if line.startswith("{"))
    assert set(kinds) <= {"graded", "unreadable"}, room.said


def test_nothing_that_is_printed_tells_secrets_or_steers_a_terminal(room: Classroom) -> None:
    assert [name for name, secret in room.places.secrets.items() if name != "path" and secret in room.said] == []
    assert CONTROL.findall(room.said) == []
    report = (room.places.course / "report.html").read_text("utf-8")
    assert CONTROL.findall(report) == []
    assert EFFECT not in report


def test_no_process_survives(room: Classroom) -> None:
    assert not room.living


def test_nobody_spoke_to_a_listener(room: Classroom) -> None:
    assert room.places.heard() == []


def test_no_file_is_left(room: Classroom) -> None:
    assert room.marked == []
    # Jupyter makes a folder for the settings that it is told not to read.
    left = {path.name for path in room.places.tmp.iterdir() if not path.name.startswith("jupyter-clean-cfg")}
    assert left == {"mail.txt"}


def test_mounts_are_as_before(room: Classroom) -> None:
    assert room.after.mounts == room.before.mounts


def test_no_control_group_is_left(room: Classroom) -> None:
    assert [name for name in room.after.cgroups if f"underhood-{room.judge}" in name] == []


def test_the_course_is_as_before(room: Classroom, quiet: Classroom) -> None:
    def sources(one: Classroom) -> dict[str, str]:
        return content_of(one.places.course / "solutions")

    assert sources(room).keys() == sources(quiet).keys()
    assert room.places.secrets["hidden"] in (room.places.course / "solutions" / NAME / "hidden_checks.py").read_text()
    assert {path.name for path in room.places.home.iterdir() if not path.name.startswith(".")} == {"exam.txt"}


def test_the_gradebook_holds_the_scores_of_the_receipts(room: Classroom) -> None:
    with open_gradebook(Course.load(room.places.course)) as gradebook:
        scores = {one.student.id: one.score for one in gradebook.assignment_submissions(NAME)}
        assert {student.id for student in gradebook.students} == {"another", *scores}
    receipts = {student: (room.receipt(student) or {"score": None})["score"] for student in scores}
    assert scores == receipts
    assert len(scores) == 2 * len(room.attacks) + 1

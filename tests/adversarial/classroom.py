"""A class of attacks, each between two honest students, graded in one run, and what was seen of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from tests.adversarial.attack import Attack
from tests.adversarial.host import Traces, end, marked_files, orphans_come_here, survivors
from tests.adversarial.places import MARKER, Places
from tests.adversarial.small_course import HALF, NAME, RIGHT
from tests.adversarial.submissions import hand_in, hand_in_honestly, release

__all__ = ["SHORT", "Classroom", "grade", "honest_answers"]

SHORT = {"cell": 3.0, "call": 3.0, "exercise": 12.0, "submission": 40.0, "memory": 2**30}
"""Limits: those who hang are stopped soon."""
WHOLE_RUN_SECONDS = 1800.0
RUN = Path(__file__).with_name("run_grading.py")


@dataclass
class Classroom:
    """A course, the attacks on it, and what was seen after grading."""

    places: Places
    attacks: Sequence[Attack]
    said: str = ""
    code: int | None = None
    judge: int = 0
    living: Mapping[int, str] = field(default_factory=dict)
    marked: Sequence[str] = ()
    before: Traces = field(default_factory=Traces)
    after: Traces = field(default_factory=Traces)

    @cached_property
    def students(self) -> dict[str, str]:
        """The name of the submission of each attack."""
        return {str(attack): f"{number:03}-x-{attack}" for number, attack in enumerate(self.attacks)}

    def honest(self, number: int) -> str:
        """The name of an honest student: attack `n` is between the honest students `n` and `n + 1`."""
        return f"{number:03}-v-honest"

    def hand_all_in(self) -> None:
        """Write all submissions."""
        released = release(self.places)
        for number in range(len(self.attacks) + 1):
            hand_in_honestly(self.places, self.honest(number), released, honest_answers(number))
        for attack in self.attacks:
            hand_in(self.places, self.students[str(attack)], released, attack)

    def receipt(self, student: str) -> dict[str, Any] | None:
        """What `result.json` says, without the times; None where there is none."""
        path = self.folder("autograded", student) / "result.json"
        if not path.is_file():
            return None
        content: dict[str, Any] = json.loads(path.read_text())
        content.pop("seconds")
        for exercise in content["exercises"]:
            for check in exercise["checks"]:
                check.pop("seconds")
        return content

    def seconds(self, student: str) -> float:
        """How long grading took, as `result.json` says."""
        path = self.folder("autograded", student) / "result.json"
        return float(json.loads(path.read_text())["seconds"]) if path.is_file() else 0.0

    def folder(self, step: str, student: str) -> Path:
        """Where a student's results are."""
        return self.places.course / step / student / NAME

    def page(self, student: str) -> str:
        """The page of feedback; empty where there is none."""
        path = self.folder("feedback", student) / f"{NAME}.html"
        return path.read_text("utf-8") if path.is_file() else ""

    def written(self, student: str) -> bytes:
        """All that grading has written for a student, in one piece."""
        folders = (self.folder(step, student) for step in ("autograded", "feedback"))
        files = (path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())
        return b"\n".join(path.name.encode("utf-8", "surrogateescape") + b"\n" + path.read_bytes() for path in files)

    def printed(self, student: str) -> str:
        """What the cells have printed, as the graded notebook holds it."""
        path = self.folder("autograded", student) / f"{NAME}.ipynb"
        cells = json.loads(path.read_text("utf-8"))["cells"] if path.is_file() else []
        return json.dumps([cell.get("outputs") for cell in cells])


def honest_answers(number: int) -> Mapping[str, str]:
    """What the honest student of this number wrote: all right, or a third of it, in turns."""
    return HALF if number % 2 else RIGHT


def grade(room: Classroom, **wanted: Any) -> None:
    """Grade the class in a process of its own, and see what is left when it has ended."""
    order = json.dumps({"limits": SHORT, **wanted})
    with orphans_come_here():
        room.before = Traces()
        run = subprocess.Popen(
            [sys.executable, str(RUN), str(room.places.course), NAME, order], env=_environment(room.places),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=room.places.home,
        )  # fmt: skip
        room.judge = run.pid
        room.said, room.code = _output(run)
        room.living = survivors(room.before.processes)
        end(dict(room.living))
        room.after = Traces()
    room.marked = [path for path in marked_files(*room.places.base.iterdir()) if not _is_own(room, path)]


def _is_own(room: Classroom, path: str) -> bool:
    """Whether a student wrote this file beside the notebook: it comes back into the student's own folder."""
    folder, _, name = path.rpartition("/")
    attack = name.rpartition(f"{MARKER}_")[2]
    return any(
        folder == str(room.folder("autograded", student))
        for student in room.students.values()
        if student.endswith(f"-{attack}")
    )


def _output(run: subprocess.Popen[bytes]) -> tuple[str, int | None]:
    try:
        said, _ = run.communicate(timeout=WHOLE_RUN_SECONDS)
    except subprocess.TimeoutExpired as late:
        run.kill()
        said = (late.stdout or b"") + b"\nThe whole run took too long."
    return said.decode("utf-8", "surrogateescape"), run.returncode


def _environment(places: Places) -> dict[str, str]:
    root = str(Path(__file__).parents[2])
    return os.environ | {
        "HOME": str(places.home), "TMPDIR": str(places.tmp), "JUPYTER_NO_CONFIG": "1", "PYTHONPATH": root,
        "SECRET_TOKEN": places.secrets["environment"],
    }  # fmt: skip

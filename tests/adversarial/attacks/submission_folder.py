"""Traps in the submission's folder: links, pipes, archives, files that pretend to be the judge's."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.adversarial.attack import Attack, family
from tests.adversarial.places import Places
from tests.adversarial.small_course import NAME

Lay = Callable[[Path, Places], None]
# Prints all that it finds beside the notebook.
LOOK = """
for path in glob.glob("**", recursive=True) + glob.glob(".*"):
    if os.path.isfile(path):
        show(path)
"""


def targets(places: Places) -> dict[str, Path]:
    """What a link could point to, by the name of the link."""
    solutions = places.course / "solutions" / NAME
    return {
        "passwd.txt": Path("/etc/passwd"), "shadow.txt": Path("/etc/shadow"), "key.txt": places.home / ".ssh" / "id_rsa",
        "grades.txt": places.course / "gradebook.db", "secret.txt": solutions / "hidden_checks.py",
        "solution.txt": solutions / f"{NAME}.ipynb", "home": places.home, "course": places.course,
        "other.txt": places.course / "submitted" / "000-v-honest" / NAME / f"{NAME}.ipynb",
    }  # fmt: skip


def links(folder: Path, places: Places) -> None:
    """Lay symbolic links beside the notebook."""
    for name, target in targets(places).items():
        (folder / name).symlink_to(target)
    (folder / "up").symlink_to("..")


def hard_links(folder: Path, places: Places) -> None:
    """Lay hard links beside the notebook."""
    for name, target in targets(places).items():
        if name != "other.txt" and target.is_file() and os.stat(target).st_dev == os.stat(folder).st_dev:
            os.link(target, folder / name)


def notebook_is(make: Callable[[Path, Places], None]) -> Lay:
    """Put something else in the place of the notebook."""

    def lay(folder: Path, places: Places) -> None:
        path = folder / f"{NAME}.ipynb"
        path.unlink()
        make(path, places)

    return lay


def folder_is_link(target: Callable[[Places], Path]) -> Lay:
    """Put a link in the place of the whole folder."""

    def lay(folder: Path, places: Places) -> None:
        shutil.rmtree(folder)
        folder.symlink_to(target(places))

    return lay


def link_to_other(path: Path, places: Places) -> None:
    """A link to an honest student's notebook."""
    path.symlink_to(targets(places)["other.txt"])


def hard_link_to_other(path: Path, places: Places) -> None:
    """The honest student's own file under a second name, as another copy so that only this one has two names."""
    copy = places.base / "copy.ipynb"
    shutil.copy(targets(places)["other.txt"], copy)
    os.link(copy, path)


def zipped(path: Path, places: Places) -> None:
    """An archive with paths that leave it, and a bomb."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("../../../../../gradebook.db", "out")
        archive.writestr("bomb", bytes(50_000_000))


def archives(folder: Path, places: Places) -> None:
    """Lay archives in the place of the notebook and beside it."""
    (folder / f"{NAME}.ipynb").unlink()
    zipped(folder / f"{NAME}.zip", places)
    with tarfile.open(folder / f"{NAME}.tar.gz", "w:gz") as archive:
        link = tarfile.TarInfo(f"{NAME}.ipynb")
        link.type, link.linkname = tarfile.SYMTYPE, "../../solutions"
        archive.addfile(link)


def pipes(folder: Path, places: Places) -> None:
    """Lay pipes and sockets beside the notebook."""
    os.mkfifo(folder / "pipe")
    os.mkfifo(folder / "timestamp.txt")
    here = os.getcwd()
    os.chdir(folder)  # the name of a socket is short
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind("socket")
    os.chdir(here)


def forged_results(folder: Path, places: Places) -> None:
    """Bring a verdict, a gradebook and a page of feedback."""
    (folder / "result.json").write_text(json.dumps({"schema": 1, "score": 8.0, "faults": [], "exercises": []}))
    (folder / f"{NAME}.html").write_text("<script>alert(1)</script>")
    with sqlite3.connect(folder / "gradebook.db") as gradebook:
        gradebook.execute("create table grade (score)")
    for name in ("autograded", "feedback", "solutions"):
        (folder / name).mkdir()
        (folder / name / "result.json").write_text("{}")


def hostile_names(folder: Path, places: Places) -> None:
    """Lay files whose names are programs, terminal codes and no text."""
    (folder / f"{NAME}.ipynb").unlink()
    for name in (
        "\x1b[2J\x1b]0;x\x07.ipynb",
        "<script>alert(1)<\u2215script>.ipynb",
        "\u202egnp.ipynb",
        "a\nb\r.ipynb",
    ):
        (folder / name).write_text("{}")
    Path(os.fsdecode(bytes(folder) + b"/\xff\xfe.ipynb")).write_text("{}")


def times(folder: Path, places: Places) -> None:
    """Bring a time of handing in that is none."""
    (folder / "timestamp.txt").write_text("\x1b[31m<script>1970-01-01 00:00:00 UTC\n" * 3)


def early(folder: Path, places: Places) -> None:
    """Bring a time before all times."""
    (folder / "timestamp.txt").write_text("0001-01-01 00:00:00 +99:99")


def crowd(folder: Path, places: Places) -> None:
    """Lay thousands of files, deep folders and a file that seems to be huge."""
    for number in range(3000):
        (folder / f"{number}.txt").touch()
    place = folder
    for _ in range(60):
        place = place / ("d" * 60)
    with (folder / "sparse.bin").open("wb") as file:
        file.truncate(10**12)
    place.mkdir(parents=True)


def in_the_way(folder: Path, places: Places) -> None:
    """Lay folders where the judge will write files."""
    for name in ("result.json", "timestamp.txt", "submission_secret.txt", f"{NAME}.html"):
        (folder / name).mkdir()


def unreadable(folder: Path, places: Places) -> None:
    """Take all rights of the folder's files away."""
    (folder / "locked").mkdir()
    (folder / "locked" / "file.txt").write_text("x")
    (folder / "locked" / "file.txt").chmod(0)
    (folder / "data.txt").write_text("x")
    (folder / "data.txt").chmod(0o7777)


ATTACKS = family(
    "submission_folder",
    Attack("links", "links to what it may not read, and reads it", cell=LOOK, files=links),
    Attack("hard_links", "has what it may not read under a second name", cell=LOOK, files=hard_links),
    Attack("notebook_link", "is a link to an honest student's notebook", files=notebook_is(link_to_other)),
    Attack("notebook_hard_link", "is a second name of another notebook", files=notebook_is(hard_link_to_other)),
    Attack("notebook_pipe", "is a pipe that never ends", files=notebook_is(lambda path, places: os.mkfifo(path))),
    Attack("notebook_folder", "is a folder", files=notebook_is(lambda path, places: path.mkdir())),
    Attack(
        "notebook_device",
        "is a link to a device without end",
        files=notebook_is(lambda path, places: path.symlink_to("/dev/zero")),
    ),
    Attack("notebook_zip", "is an archive", files=notebook_is(zipped)),
    Attack("archives", "hands in archives with links, bombs and paths that leave them", files=archives),
    Attack(
        "folder_is_solution",
        "is a link to the solution's folder",
        files=folder_is_link(lambda places: places.course / "solutions" / NAME),
    ),
    Attack(
        "folder_is_other",
        "is a link to an honest student's folder",
        files=folder_is_link(lambda places: targets(places)["other.txt"].parent),
    ),
    Attack("pipes", "lays pipes and sockets", files=pipes),
    Attack("forged_results", "brings the verdict along", files=forged_results),
    Attack("hostile_names", "gives files names that are programs for a terminal", files=hostile_names),
    Attack("no_time", "brings a time that is terminal codes", files=times),
    Attack("early_time", "brings a time before all times", files=early),
    Attack("crowd", "brings thousands of files, deep folders and a huge one", files=crowd),
    Attack("in_the_way", "lays folders where the judge writes files", files=in_the_way),
    Attack("rights", "lays files with odd rights", files=unreadable),
)

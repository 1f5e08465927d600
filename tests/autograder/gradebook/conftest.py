"""A real PostgreSQL server, thrown away after the tests, and courses that keep their gradebook there."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from glob import glob
from itertools import count
from pathlib import Path

import pytest

from autograder.course import Course
from tests.autograder.small_checks import VISIBLE_ALONE

# Debian keeps them out of PATH.
ELSEWHERE = "/usr/lib/postgresql/*/bin"
# PostgreSQL refuses to be root. This one owns nothing.
AS_NOBODY = ["setpriv", *(["--reuid=65534", "--regid=65534", "--clear-groups"] if os.geteuid() == 0 else [])]


class Server:
    """A running server, on a Unix socket alone; its databases are made on demand."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self._numbers = count()

    def url(self, database: str, user: str = "owner:secret") -> str:
        """The address of a database, as an instructor writes it."""
        return f"postgresql://{user}@/{database}?host={self.folder}"

    def create_database(self) -> str:
        """Make an empty database and return its name."""
        name = f"gradebook_{next(self._numbers)}"
        self.sql(f"CREATE DATABASE {name}", "postgres")
        return name

    def sql(self, statement: str, database: str) -> str:
        """Run a statement as the owner of everything and return what came out."""
        address = [
            "-h",
            str(self.folder),
            "-U",
            "owner",
            "-d",
            database,
            "-X",
            "-q",
            "-A",
            "-t",
            "-v",
            "ON_ERROR_STOP=1",
        ]
        psql = [str(self.programs / "psql"), *address, "-c", statement]
        done = subprocess.run(
            psql, capture_output=True, text=True, check=False, env=os.environ | {"PGPASSWORD": "secret"}
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def start(self) -> None:
        """Start it and wait until it answers."""
        # No TCP at all; and what a throw-away server loses in a power cut does not matter.
        settings = ["listen_addresses=", f"unix_socket_directories={self.folder}", "fsync=off"]
        options = [word for setting in settings for word in ("-c", setting)]
        # It ends with these tests, also where they are killed.
        command = [*AS_NOBODY, "--pdeathsig=INT", str(self.programs / "postgres"), "-D", str(self.folder / "data")]
        with (self.folder.parent / "log").open("a") as log:
            self._process = subprocess.Popen([*command, *options], stdout=log, stderr=log, cwd="/")
        is_ready = [str(self.programs / "pg_isready"), "-q", "-h", str(self.folder)]
        while subprocess.run(is_ready, check=False).returncode:
            assert self._process.poll() is None, (self.folder.parent / "log").read_text()
            time.sleep(0.05)

    def stop(self) -> None:
        """Stop it, and throw out whoever is connected."""
        self._process.send_signal(signal.SIGINT)
        self._process.wait()

    def make(self) -> None:
        """Make its files."""
        password = self.folder / "password"
        password.write_text("secret")
        if os.geteuid() == 0:
            os.chown(self.folder, 65534, 65534)
            os.chown(password, 65534, 65534)
        rights = ["--auth=scram-sha-256", "--username=owner", f"--pwfile={password}"]
        initdb = [str(self.programs / "initdb"), "--pgdata", str(self.folder / "data"), "--no-sync"]
        command = [*AS_NOBODY, *initdb, *rights, "--encoding=UTF8", "--locale=C"]
        done = subprocess.run(command, capture_output=True, text=True, cwd="/", check=False)
        assert done.returncode == 0, done.stderr


def _programs() -> Path | None:
    found = shutil.which("pg_ctl", path=os.pathsep.join([os.environ["PATH"], *sorted(glob(ELSEWHERE), reverse=True)]))
    # A link in PATH leads to where the other programs are.
    return Path(found).resolve().parent if found else None


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    programs = _programs()
    if programs is None:
        pytest.skip("no PostgreSQL server on this machine: neither in PATH nor in /usr/lib/postgresql")
    if not shutil.which("setpriv"):
        pytest.skip("no setpriv on this machine, which comes with util-linux")
    # Not pytest's folder: a socket's path has at most 107 characters, and nobody else may enter that one.
    with tempfile.TemporaryDirectory(prefix="pg") as place:
        Path(place).chmod(0o755)
        folder = Path(place, "server")
        folder.mkdir()
        made = Server(programs, folder)
        made.make()
        made.start()
        try:
            yield made
        finally:
            made.stop()


@pytest.fixture
def database(server: Server) -> str:
    return server.create_database()


@pytest.fixture
def course_that_grades(course_root: Path) -> Path:
    """The small course with checks that really run; returns its folder."""
    folder = course_root / "solutions" / "two_tasks"
    (folder / "checks.py").write_text(VISIBLE_ALONE)
    (folder / "hidden_checks.py").unlink()
    return course_root


@pytest.fixture(autouse=True)
def standing(standing_walls: None) -> None:
    """All runs that are not killed, and want a wall, use the same."""


@pytest.fixture
def keep_in(course_root: Path) -> Callable[[str], Course]:
    """The course, with its gradebook at another address."""

    def keep(db_url: str) -> Course:
        with (course_root / "nbgrader_config.py").open("a") as file:
            file.write(f"c.CourseDirectory.db_url = {db_url!r}\n")
        return Course.load(course_root)

    return keep


@pytest.fixture
def course_in_postgresql(server: Server, database: str, keep_in: Callable[[str], Course]) -> Course:
    return keep_in(server.url(database))

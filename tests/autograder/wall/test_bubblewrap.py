"""The outer wall: what is needed to build it, and what a program sees from behind it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from autograder.engine.environment import walled_environment
from autograder.engine.limits import Limits
from autograder.engine.walls import Walls
from autograder.engine.worker import Worker, Workers
from autograder.wall import bubblewrap
from autograder.wall.bubblewrap import BubblewrapUnavailable, Opening, find_bubblewrap, walled_command

REPOSITORY = Path(__file__).parents[3]
Look = Callable[[str], Any]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="bubblewrap is a program of Linux")


# ------------------------------------------------------------------------------------------------ what it is built of


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], Path]:
    """Put a program that says this in the place of bubblewrap."""

    def put(says: str) -> Path:
        path = tmp_path / "bwrap"
        path.write_text(f"#!/bin/sh\necho {says}\n")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        return path

    return put


def test_where_it_is_missing_one_reads_how_to_install_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BubblewrapUnavailable, match=r"bubblewrap is not installed.*apt install bubblewrap.*PyPI"):
        find_bubblewrap()


def test_another_program_of_that_name_is_not_taken(program: Callable[[str], Path]) -> None:
    program("hello")
    with pytest.raises(BubblewrapUnavailable, match="is not bubblewrap"):
        find_bubblewrap()


@pytest.mark.parametrize(("rights", "as_root"), [(1 << 21 | 1 << 12, True), (1 << 21, False), (0, False)])
def test_root_without_the_rights_to_build_it_becomes_nobody_first(
    rights: int, as_root: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(bubblewrap, "_rights", lambda: rights)
    command, files = walled_command(["true"], {}, Opening())
    arguments = os.read(files[-1], 10**6).split(b"\0")
    for number in files:
        os.close(number)
    assert (command[0] == "setpriv") is not as_root
    assert (b"--unshare-user" in arguments) is not as_root
    assert (b"--cap-add" in arguments) is as_root


@pytest.mark.parametrize("version", ["0.6.3", "0.4"])
def test_one_that_is_too_old_is_not_taken(program: Callable[[str], Path], version: str) -> None:
    program(f"bubblewrap {version}")
    with pytest.raises(BubblewrapUnavailable, match=r"too old: 0\.7 is needed"):
        find_bubblewrap()


@pytest.mark.parametrize("version", ["0.7.0", "0.11.0", "1.0"])
def test_one_that_is_new_enough_is_taken(program: Callable[[str], Path], version: str) -> None:
    path = program(f"bubblewrap {version}")
    assert find_bubblewrap() == str(path)


# ------------------------------------------------------------------------------------------- what is seen from inside


@pytest.fixture
def behind(tmp_path: Path, walls: Walls) -> Callable[..., Any]:
    """What a program behind the outer wall prints as JSON."""

    def run(source: str, opening: Opening = Opening()) -> Any:  # noqa: B008 - it is frozen
        program = [sys.executable, "-P", "-s", "-c", textwrap.dedent(source)]
        command, files = walled_command(program, walled_environment(), opening)
        try:
            done = subprocess.run(command, pass_fds=files, capture_output=True, text=True, timeout=60, check=False)
        finally:
            for number in files:
                os.close(number)
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


@pytest.fixture(scope="module")
def caged(level_a: Workers) -> Iterator[Worker]:
    started = level_a.start({}, device="cpu", seed=0, limits=Limits())
    yield started
    started.kill()


@pytest.fixture(params=["behind the outer wall", "in a cage"])
def look(request: pytest.FixtureRequest, found: Callable[[Worker, str], Any]) -> Look:
    """What a program prints as JSON that runs in there."""
    if request.param == "in a cage":
        worker = request.getfixturevalue("caged")
        return lambda source: found(worker, source)
    run: Look = request.getfixturevalue("behind")
    return run


def exist(paths: list[Path]) -> str:
    return f"import os, json; print(json.dumps([p for p in {[str(path) for path in paths]} if os.path.lexists(p)]))"


def test_nothing_of_the_course_the_home_or_the_accounts_is_there(look: Look, tmp_path: Path) -> None:
    secret = tmp_path / "hidden_checks.py"
    secret.write_text("x")
    places = [
        secret, tmp_path, REPOSITORY / "solutions", REPOSITORY / "sample_class", REPOSITORY / "tests",
        REPOSITORY / "nbgrader_config.py", REPOSITORY / ".git", Path.home() / ".bashrc", Path.home() / ".ssh",
        Path("/etc/shadow"), Path("/etc/hosts"), Path("/etc/resolv.conf"), Path("/sys"), Path("/run"), Path("/var"),
        Path("/boot"), Path("/srv"), Path("/mnt"), Path("/dev/mem"), Path("/dev/kmsg"), Path("/dev/tty"),
    ]  # fmt: skip
    assert look(exist(places)) == []


def test_no_check_can_be_found(look: Look) -> None:
    source = """
        import os, json
        names = ("hidden_checks.py", "checks.py", "gradebook.db", "hints.toml")
        print(json.dumps([os.path.join(place, name) for place, _, files in os.walk("/") for name in files
                          if name in names and not place.startswith(("/proc", "/usr/share"))]))
    """
    assert [path for path in look(source) if "site-packages" not in path] == []


def test_nothing_outside_its_own_folders_can_be_written(look: Look) -> None:
    source = """
        import os, json, sys, torch, underhood, autograder
        folders = ["/", "/usr", "/usr/bin", "/etc", "/dev", "/home", "/bin", sys.prefix, sys.base_prefix]
        folders += [os.path.dirname(module.__file__) for module in (os, torch, underhood, autograder)]
        def can_write(folder):
            try:
                open(os.path.join(folder, "written"), "w")
            except OSError:
                return False
            return True
        print(json.dumps([folder for folder in folders if can_write(folder)]))
    """
    assert look(source) == []


def test_it_has_no_rights(look: Look) -> None:
    source = """
        import os, json
        lines = dict(line.split(":", 1) for line in open("/proc/self/status"))
        rights = {name: int(lines[name], 16) for name in ("CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb")}
        print(json.dumps([os.getresuid(), os.getresgid(), rights, int(lines["NoNewPrivs"])]))
    """
    users, groups, rights, no_new = look(source)
    assert 0 not in (*users, *groups)
    assert set(rights.values()) == {0}
    assert no_new == 1


def test_outside_it_is_nobody_either(walls: Walls, behind: Callable[..., Any], tmp_path: Path) -> None:
    """Root inside a namespace of users may be root outside: a file that only root may read tells."""
    if os.geteuid() != 0:
        pytest.skip("only root can become root outside")
    secret = tmp_path / "roots"
    secret.write_text("secret")
    secret.chmod(0o600)
    for folder in (tmp_path, *tmp_path.parents[:-2]):
        folder.chmod(0o755)
    source = f"""
        import json
        try:
            print(json.dumps(open({str(secret)!r}).read()))
        except PermissionError:
            print(json.dumps("refused"))
    """
    assert behind(source, Opening(read_only=(secret,))) == "refused"


def test_there_is_no_network(look: Look) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        source = f"""
            import json, socket
            def speaks(address):
                try:
                    socket.create_connection(address, 0.5)
                except OSError:
                    return False
                return True
            print(json.dumps([address for address in [("127.0.0.1", {port}), ("1.1.1.1", 53)] if speaks(address)]))
        """
        assert look(textwrap.dedent(source)) == []
        server.settimeout(0)
        with pytest.raises(BlockingIOError):
            server.accept()


def test_a_socket_of_this_machine_by_its_abstract_name_is_not_there(look: Look) -> None:
    name = f"\0underhood-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(name)
        server.listen()
        source = f"""
            import json, socket
            try:
                socket.socket(socket.AF_UNIX).connect({name!r})
                print(json.dumps("spoke"))
            except OSError:
                print(json.dumps("refused"))
        """
        assert look(source) == "refused"


def test_no_process_of_this_machine_is_seen(look: Look) -> None:
    source = """
        import os, json
        found = {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                found[name] = open(f"/proc/{name}/cmdline").read()
            except OSError:
                pass
        print(json.dumps(found))
    """
    seen = look(source)
    assert "1" in seen
    for arguments in seen.values():
        assert "pytest" not in arguments
        assert "--ro-bind" not in arguments
        assert str(Path(__file__).parent) not in arguments


def test_the_environment_is_the_same_for_all(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_OF_THE_INSTRUCTOR", "1234")
    # LC_CTYPE is set by Python itself, PWD by bubblewrap, the last two by matplotlib and torch when they are imported.
    more = {"LC_CTYPE", "PWD", "KMP_INIT_AT_FORK", "KMP_DUPLICATE_LIB_OK", "TORCHINDUCTOR_CACHE_DIR"}
    assert set(look("import os, json; print(json.dumps(list(os.environ)))")) - more <= walled_environment().keys()


# ----------------------------------------------------------------------------------------------------- what is opened


def test_what_is_opened_can_be_read_and_not_written(behind: Callable[..., Any], tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "numbers").write_text("1 2 3")
    content: Mapping[str, bytes] = {"/etc/note": b"a note"}
    source = f"""
        import json
        def written(path):
            try:
                open(path, "w")
            except OSError:
                return False
            return True
        paths = [{str(folder / "numbers")!r}, "/etc/note"]
        print(json.dumps([[open(path).read() for path in paths], any(map(written, paths))]))
    """
    for place in (tmp_path, *tmp_path.parents[:-2]):
        place.chmod(0o755)
    assert behind(source, Opening((folder,), (), content)) == [["1 2 3", "a note"], False]


def test_temporary_folders_outside_the_cages_are_small(behind: Callable[..., Any]) -> None:
    source = """
        import os, json
        sizes = {p: os.statvfs(p).f_blocks * os.statvfs(p).f_frsize for p in ("/tmp", "/dev")}
        print(json.dumps(sizes))
    """
    assert behind(source) == {"/tmp": 64 * 2**20, "/dev": 2**20}

"""Control groups: version 2 on a tree of ordinary files that stands for the kernel's, and those of this machine."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.engine.limits import Limits
from autograder.wall import control_groups
from autograder.wall.control_groups import NO_GROUPS, ControlGroups, GroupsUnavailable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="control groups are a part of Linux")

OWN = Path("user.slice/session.scope")
DEAD = 2**22 + 1
"""The number of no process: the kernel's largest is 2**22."""
KERNELS = {
    "cgroup.controllers": "cpu io memory pids", "cgroup.subtree_control": "", "cgroup.procs": "", "memory.max": "max",
    "memory.swap.max": "max", "memory.events": "low 0\noom 0\noom_kill 0\n", "cpu.max": "max 100000", "pids.max": "max",
    "cgroup.type": "domain",
}  # fmt: skip


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A tree of version 2, in which every folder gets the kernel's files; returns the group of this process."""
    mkdir, rmdir = Path.mkdir, Path.rmdir

    def made(self: Path, *given: bool, **more: bool) -> None:
        mkdir(self, *given, **more)
        if tmp_path in self.parents:
            for name, content in KERNELS.items():
                if not (self / name).exists():
                    (self / name).write_text(content)

    def removed(self: Path) -> None:
        if tmp_path not in self.parents:
            rmdir(self)
        elif any(inner.is_dir() for inner in self.iterdir()):
            raise OSError("there are groups in it")
        else:
            shutil.rmtree(self)

    monkeypatch.setattr(Path, "mkdir", made)
    monkeypatch.setattr(Path, "rmdir", removed)
    monkeypatch.setattr(control_groups, "ROOT", tmp_path)
    monkeypatch.setattr(control_groups, "_own_groups", lambda: {"": f"/{OWN}"})
    monkeypatch.setattr(os, "getxattr", lambda path, name: b"1")
    (tmp_path / "cgroup.controllers").write_text("cpu io memory pids")
    own = tmp_path / OWN
    own.mkdir(parents=True)
    (own / "cgroup.procs").write_text("")
    return own


def content(folder: Path, *names: str) -> list[str]:
    return [(folder / name).read_text() for name in names]


def test_a_group_for_each_slot_with_its_limits(tree: Path) -> None:
    groups = ControlGroups(2)
    own = tree / f"underhood-{os.getpid()}"
    assert sorted(path.name for path in own.iterdir() if path.is_dir()) == ["slot-0", "slot-1"]
    for folder in (tree, own):
        assert content(folder, "cgroup.subtree_control") == ["+memory +pids +cpu"]
    for slot in ("slot-0", "slot-1"):
        assert content(own / slot, "memory.max", "memory.swap.max", "pids.max", "cpu.max") == [
            str(2 * 2**30), "0", "128", "100000 100000",
        ]  # fmt: skip
    groups.slots[1].limit(Limits(memory=10**9, tasks=7))
    assert content(own / "slot-1", "memory.max", "pids.max") == ["1000000000", "7"]
    assert content(own / "slot-0", "memory.max", "pids.max") == [str(2 * 2**30), "128"]
    groups.close()
    assert not own.exists()


def test_what_else_runs_in_its_group_is_moved_aside_first(tree: Path) -> None:
    (tree / "cgroup.procs").write_text(f"{os.getpid()}\n")
    ControlGroups(1).close()
    assert content(tree / "underhood-host", "cgroup.procs") == [str(os.getpid())]


def test_a_second_run_of_a_process_that_was_moved_aside(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ControlGroups(1).close()
    monkeypatch.setattr(control_groups, "_own_groups", lambda: {"": f"/{OWN}/underhood-host"})
    groups = ControlGroups(1)
    assert (tree / f"underhood-{os.getpid()}" / "slot-0").is_dir()
    groups.close()


def test_the_root_of_a_container_is_its_own(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It looks like the system's root, but for `cgroup.type`, and may not hold processes either."""
    monkeypatch.setattr(control_groups, "ROOT", tree)
    monkeypatch.setattr(control_groups, "_own_groups", lambda: {"": "/"})
    monkeypatch.delattr(os, "getxattr")
    (tree / "cgroup.procs").write_text(f"{os.getpid()}\n")
    ControlGroups(1).close()
    assert content(tree / "underhood-host", "cgroup.procs") == [str(os.getpid())]


def test_a_group_that_was_divided_before_is_left_as_it_is(tree: Path) -> None:
    (tree / "cgroup.subtree_control").write_text("cpu memory pids")
    ControlGroups(1).close()
    assert not (tree / "underhood-host").exists()


def test_a_process_joins_through_an_open_file(tree: Path) -> None:
    groups = ControlGroups(1)
    with groups.slots[0].joinable() as files:
        os.write(files[0], b"0")
    assert content(tree / f"underhood-{os.getpid()}" / "slot-0", "cgroup.procs") == ["0"]
    groups.close()


def test_a_process_that_was_ended_for_want_of_memory_is_told_once(tree: Path) -> None:
    groups = ControlGroups(1)
    (slot,) = groups.slots
    assert not slot.ran_out_of_memory()
    events = tree / f"underhood-{os.getpid()}" / "slot-0" / "memory.events"
    events.write_text("low 0\noom 3\noom_kill 2\n")
    assert slot.ran_out_of_memory()
    assert not slot.ran_out_of_memory()
    groups.close()


def refuse(path: Path, name: str) -> bytes:
    raise OSError("no such attribute")


def test_a_group_that_is_not_delegated_is_not_touched(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getxattr", refuse)
    with pytest.raises(GroupsUnavailable, match="is not delegated"):
        ControlGroups(1)
    assert content(tree, "cgroup.subtree_control") == [""]
    assert not (tree / "underhood-host").exists()


def test_a_group_that_may_not_limit_memory_is_told(tree: Path) -> None:
    (tree / "cgroup.controllers").write_text("cpu pids")
    with pytest.raises(GroupsUnavailable, match="may not limit memory"):
        ControlGroups(1)


def test_a_tree_that_may_not_be_written_is_told(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(self: Path, *given: bool, **more: bool) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    monkeypatch.setattr(Path, "mkdir", forbidden)
    with pytest.raises(GroupsUnavailable, match="Permission denied"):
        ControlGroups(1)


def test_a_machine_without_any_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(control_groups, "ROOT", tmp_path)
    with pytest.raises(GroupsUnavailable, match="has no control groups"):
        ControlGroups(1)


def leave(parent: Path, process: int) -> Path:
    folder = parent / f"underhood-{process}"
    (folder / "slot-0").mkdir(parents=True)
    return folder


def test_groups_of_a_run_that_was_killed_are_removed(tree: Path) -> None:
    dead, alive = leave(tree, DEAD), leave(tree, os.getppid())
    ControlGroups(1).close()
    assert (dead.exists(), alive.exists()) == (False, True)


def test_where_there_are_none_nothing_is_limited_and_nothing_fails() -> None:
    NO_GROUPS.limit(Limits())
    with NO_GROUPS.joinable() as files:
        assert files == []
    assert not NO_GROUPS.ran_out_of_memory()


def test_a_process_may_have_several_runs_at_a_time(tree: Path) -> None:
    one, other = ControlGroups(1), ControlGroups(1)
    one.close()
    assert len(list(tree.glob(f"underhood-{os.getpid()}*"))) == 1
    other.close()
    assert not list(tree.glob(f"underhood-{os.getpid()}*"))


# ------------------------------------------------------------------------------------------- the groups of this machine


@pytest.fixture
def memberships() -> Callable[[ControlGroups], str]:
    """What a process says of its groups that has joined the first slot."""

    def joined(groups: ControlGroups) -> str:
        read, write = os.pipe()
        with groups.slots[0].joinable() as files:
            child = os.fork()
            if child == 0:
                for file in files:
                    os.write(file, b"0")
                os.write(write, Path("/proc/self/cgroup").read_bytes())
                os._exit(0)
        os.waitpid(child, 0)
        os.close(write)
        with open(read, encoding="utf-8") as file:
            return file.read()

    return joined


def test_here_a_process_joins_and_all_is_removed_afterwards(memberships: Callable[[ControlGroups], str]) -> None:
    groups = ControlGroups(1)
    made = list(groups._made)
    assert f"/{made[0].name}/slot-0" in memberships(groups)
    groups.close()
    assert not [folder for folder in made if folder.exists()]


def test_here_limits_can_be_raised_and_lowered() -> None:
    groups = ControlGroups(1)
    try:
        for memory in (2**30, 2**32, 2**29):
            groups.slots[0].limit(Limits(memory=memory))
            files = [path for folder in groups._made for path in folder.glob("memory.[lm]*") if "slot" in folder.name]
            limits = [path for path in files if path.name in ("memory.max", "memory.limit_in_bytes")]
            assert {path.read_text().strip() for path in limits} == {str(memory)}
    finally:
        groups.close()


def test_here_groups_of_a_run_that_was_killed_are_removed() -> None:
    groups = ControlGroups(1)
    parents = {folder.parent for folder in groups._made if not folder.name.startswith("slot-")}
    groups.close()
    left = [leave(parent, DEAD) for parent in parents]
    ControlGroups(1).close()
    assert left
    assert not [folder for folder in left if folder.exists()]

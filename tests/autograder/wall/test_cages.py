"""Cages from outside: each stands alone, dies as a whole, and leaves nothing behind."""

from __future__ import annotations

import gc
import os
import resource
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.engine.limits import Limits
from autograder.engine.walls import Walls
from autograder.engine.warm_parent import WarmParent
from autograder.engine.warm_workers import WarmWorkers
from autograder.engine.worker import Worker, WorkerEnded, WorkerNotStarted, Workers
from autograder.wall.bubblewrap import Opening
from autograder.worker.cage import HOME, Told
from autograder.worker.orders import CELL
from underhood.checking.values import decode, encode

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cages are made of what only Linux has")

Cage = Callable[..., Worker]
Living = Callable[[str], int]

MANY = 100
WHERE_CAGES_MOUNT = (HOME, "/tmp", "/dev/shm", "/proc", "/newroot", "/oldroot")
BUSY = """
import os, subprocess, time
open("/proc/self/comm", "w").write({mark!r})
subprocess.Popen([{mark!r}, "600"], executable="/bin/sleep", start_new_session=True)
child = os.fork()
if child == 0:
    os.setsid()
    if os.fork() == 0:
        time.sleep(600)
    os._exit(0)
os.waitpid(child, 0)
for folder in (".", "/tmp", "/dev/shm"):
    open(folder + "/" + {mark!r}, "w").write("x")
"""


@pytest.fixture
def mark() -> str:
    return uuid.uuid4().hex[:12]


def test_all_that_was_started_in_it_ends_with_it(cage: Cage, living: Living, mark: str) -> None:
    worker = cage()
    assert worker.run_cell(BUSY.format(mark=mark), 30).status == "ok"
    assert living(mark) >= 3
    worker.kill()
    assert living(mark) == 0


def test_when_the_notebook_ends_the_rest_of_its_cage_ends(cage: Cage, living: Living, mark: str) -> None:
    worker = cage()
    assert worker.run_cell(BUSY.format(mark=mark), 30).status == "ok"
    with pytest.raises(WorkerEnded, match=r"your code ended Python \(exit code 3\)"):
        worker.run_cell("os._exit(3)", 30)
    until = time.monotonic() + 10  # its first process tells of the end before it ends, and the kernel ends the rest
    while living(mark):
        assert time.monotonic() < until, "processes of the cage still live"
        time.sleep(0.01)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "ended by the signal SIGKILL"),
        ("import ctypes; ctypes.string_at(0)", "ended by the signal SIGSEGV"),
        ("import os; os.abort()", "ended by the signal SIGABRT"),
        ("import os; os._exit(7)", r"ended Python \(exit code 7\)"),
    ],
)
def test_a_death_is_told_as_what_it_was(cage: Cage, source: str, words: str) -> None:
    with pytest.raises(WorkerEnded, match=words):
        cage().run_cell(source, 30)


def test_the_first_process_of_a_cage_cannot_be_killed_from_inside(cage: Cage) -> None:
    worker = cage()
    worker.run_cell("import os, signal\ntry: os.kill(1, signal.SIGKILL)\nexcept OSError: pass", 30)
    assert worker.run_cell("1", 30).status == "ok"


def test_a_cage_sees_nothing_of_another(cage: Cage, printed: Callable[[Worker, str], str], mark: str) -> None:
    one, other = cage(), cage()
    one.run_cell(BUSY.format(mark=mark), 30)
    look = """
        import os
        names = [open(f"/proc/{p}/comm").read() for p in os.listdir("/proc") if p.isdigit()]
        files = [name for place in (".", "/tmp", "/dev/shm") for name in os.listdir(place)]
        print([text for text in (*names, *files) if %r in text], len(names))
    """
    assert printed(other, look % mark) == "[] 2"


def test_workers_of_several_judges_are_told_apart(parent_b: WarmParent) -> None:
    """Each judge counts its own workers from zero."""
    judges = [WarmWorkers(parent_b.connect(), level="B") for _ in range(2)]
    one, other = (judge.start({}, device="cpu", seed=0, limits=Limits()) for judge in judges)
    one.kill()
    assert other.run_cell("1", 30).status == "ok"
    with pytest.raises(WorkerEnded, match="exit code 3"):
        other.run_cell("import os; os._exit(3)", 30)
    other.kill()
    for judge in judges:
        judge.close()


def test_when_a_judge_hangs_up_its_workers_end(parent_b: WarmParent, living: Living, mark: str) -> None:
    judge = WarmWorkers(parent_b.connect(), level="B")
    worker = judge.start({}, device="cpu", seed=0, limits=Limits())
    worker.run_cell(BUSY.format(mark=mark), 30)
    judge.close()
    another = WarmWorkers(parent_b.connect(), level="B")  # answered after the parent has seen the first go
    assert living(mark) == 0
    another.close()
    worker._control.close()


def test_what_is_shown_to_all_is_seen_where_a_cage_has_a_folder_of_its_own(
    level_b: Workers, shown_folder: Path
) -> None:
    worker = level_b.start({}, device="cpu", seed=0, limits=Limits())
    run = worker.run_cell(f"import os; print(open({str(shown_folder / 'data.txt')!r}).read(), os.listdir('/tmp'))", 30)
    told = run.outputs[0]["text"]
    assert told.startswith("readable [")
    # Nothing else of /tmp is shown, unless Python itself lies there.
    assert repr(shown_folder.parts[2]) in told
    assert str(os.getpid()) not in told
    run = worker.run_cell(f"open({str(shown_folder / 'new')!r}, 'w')", 30)
    assert run.error in ("OSError", "PermissionError")
    worker.kill()


def test_a_cage_that_cannot_be_built_is_a_fault_of_the_machine(workers: Workers) -> None:
    with pytest.raises(WorkerNotStarted, match=r"the cage cannot be built: .* mount on /home/student"):
        workers.start({}, device="cpu", seed=0, limits=Limits(disk=-1))
    workers.start({}, device="cpu", seed=0, limits=Limits()).kill()


def test_a_python_that_does_not_start_behind_the_wall_is_told_with_what_it_said(
    walls: Walls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "autograder.engine.warm_parent._program", lambda *_, **__: ["/bin/sh", "-c", "echo broken; exit 1"]
    )
    parent = WarmParent(level="B")
    with pytest.raises(WorkerNotStarted, match="broken"):
        parent.connect()
    parent.close()


def test_a_warm_parent_that_has_gone_is_told(monkeypatch: pytest.MonkeyPatch, living: Living, mark: str) -> None:
    parent = WarmParent(level="B", opening=Opening())
    judge = WarmWorkers(parent.connect(), level="B")
    worker = judge.start({}, device="cpu", seed=0, limits=Limits())
    worker.run_cell(BUSY.format(mark=mark), 30)
    parent.close()
    assert living(mark) == 0
    with pytest.raises(WorkerNotStarted, match="does not answer"):
        judge.start({}, device="cpu", seed=0, limits=Limits())
    with pytest.raises((WorkerNotStarted, WorkerEnded)):
        worker.run_cell("1", 30)
    worker._control.close()
    judge.close()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (b"", Told()),
        (b"first 17\nready\n", Told(17, is_ready=True)),
        (b"ready\nfirst 17\n", Told(17, is_ready=True)),
        (b"ready\nended -9\nfirst 17\n", Told(17, is_ready=True, status=-9)),
        (
            b"problem the cage cannot be built: no room\nfirst 17\n",
            Told(17, problem="the cage cannot be built: no room"),
        ),
        (b"first 17\nready\nended 1", Told(17, is_ready=True)),
        (b"first 17\nready\nended x\n", Told(17, is_ready=True)),
        (b"first 17\nready\nended " + b"9" * 5_000 + b"\n", Told(17, is_ready=True)),
        (b"first \xd9\xa1\nready\n", Told(is_ready=True)),
    ],
)
def test_a_cage_is_understood_whichever_of_its_two_processes_speaks_first(said: bytes, told: Told) -> None:
    assert Told.from_report(said) == told


def test_the_first_process_of_a_cage_shows_nothing_of_itself(cage: Cage) -> None:
    source = """
for name in ("mem", "fd", "maps", "environ"):
    try:
        open(f"/proc/1/{name}", "rb").read(1) if name != "fd" else os.listdir("/proc/1/fd")
        print(name, "is open")
    except PermissionError:
        print(name, "is closed")
"""
    run = cage().run_cell("import os" + source, 30)
    assert run.outputs[0]["text"].splitlines() == [f"{name} is closed" for name in ("mem", "fd", "maps", "environ")]


def test_cells_that_leave_no_room_for_a_process_cost_themselves(cage: Cage) -> None:
    worker = cage(limits=Limits(tasks=24))
    assert worker.run_cell("import threading, time", 30).status == "ok"
    worker.run_cell("while True: threading.Thread(target=time.sleep, args=(600,), daemon=True).start()", 30)
    with pytest.raises(WorkerEnded, match="no room for another process"):
        worker.start_exercise()
    assert worker.is_there()


def test_torch_keeps_one_thread_so_that_a_fork_can_compute(cage: Cage) -> None:
    worker = cage()
    source = "import torch\ntorch.set_num_threads(4)\nx = torch.randn(600, 600) @ torch.randn(600, 600)\n"
    source += "print(torch.get_num_threads(), x.numel())"
    assert worker.run_cell(source, 30).outputs[0]["text"] == "1 360000\n"
    exercise = worker.start_exercise()
    order = CELL + encode({"source": "print((torch.ones(2_000_000) * 2).sum().item())", "seconds": 30.0})
    assert decode(exercise.channel.ask(order, 30.0))["outputs"][0]["text"] == "4000000.0\n"
    worker.end_exercise(exercise)


def test_whoever_has_walls_may_open_as_many_files_as_there_may_be(walls: Walls) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    assert soft == hard


def traces(parent: int) -> dict[str, object]:
    """What sandboxes might leave behind."""
    gc.collect()  # what earlier tests have left lying holds files open
    groups = {place for place, _, _ in os.walk("/sys/fs/cgroup") if f"underhood-{os.getpid()}" in place}
    return {
        "mounts here": [line for line in mounts("self") if line.split()[4] in WHERE_CAGES_MOUNT],
        "mounts of the parent": mounts(parent),
        "open files here": len(os.listdir("/proc/self/fd")),
        "open files of the parent": len(os.listdir(f"/proc/{parent}/fd")),
        "children of the parent": children(parent),
        "control groups": groups,
        "processes in them": [line for place in groups for line in Path(place, "cgroup.procs").read_text().split()],
    }


def mounts(process: int | str) -> list[str]:
    return Path(f"/proc/{process}/mountinfo").read_text().splitlines()


def program_behind(parent: WarmParent) -> int:
    """The number of the program behind the wall: bubblewrap starts process 1, which starts it."""
    number = parent._process.pid
    for _ in range(2):
        (number,) = children(number)
    return number


def children(process: int) -> list[int]:
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def without_children(process: int) -> int:
    """The same process, once all cages of earlier tests have ended."""
    gc.collect()  # what earlier tests have left lying holds cages
    until = time.monotonic() + 10
    while left := children(process):
        assert time.monotonic() < until, f"{left} of earlier tests still live"
        time.sleep(0.01)
    return process


def test_many_cages_in_a_row_leave_nothing_behind(level_a: Workers, walls: Walls, living: Living, mark: str) -> None:
    assert walls._parent is not None
    parent = without_children(program_behind(walls._parent))
    before = traces(parent)
    for number in range(MANY):
        worker = level_a.start({"given": b"x"}, device="cpu", seed=0, limits=Limits())
        if number % 50 == 0:
            assert worker.run_cell(BUSY.format(mark=mark), 30).status == "ok"
        worker.kill()
    assert living(mark) == 0
    assert traces(parent) == before
    assert not [place for place in (Path("/tmp"), Path("/dev/shm"), Path.home()) if (place / mark).exists()]

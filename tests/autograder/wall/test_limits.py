"""What a cage may use: each limit stops what goes over it, and a cage next to it does not notice."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any

import pytest

from autograder.engine.limits import Limits
from autograder.engine.worker import Worker, WorkerEnded, Workers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="cages are made of what only Linux has")

Cage = Callable[..., Worker]
Found = Callable[[Worker, str], Any]
GB = 2**30
MB = 2**20

HOLDS = """
import os, time
def hold(size):
    block = bytearray(size)
    block[::4096] = b"x" * len(block[::4096])
    return block
"""
TOGETHER = """
for _ in range(6):
    if os.fork() == 0:
        block = hold(300 * 2**20)
        time.sleep(20)
        os._exit(0)
time.sleep(15)
"""


def test_one_process_gets_a_memory_error(cage: Cage) -> None:
    worker = cage(Limits(memory=GB))
    assert worker.run_cell(HOLDS + "hold(2 * 2**30)", 30).error == "MemoryError"
    assert worker.run_cell("import torch; torch.ones(2**29)", 30).error == "RuntimeError"
    assert worker.run_cell("len(hold(2**20))", 30).status == "ok"


def ended_by(worker: Worker, source: str) -> str:
    """What is said of the limit that a cell goes over: its notebook has ended, or a process that it started."""
    try:
        worker.run_cell(source, 60)
    except WorkerEnded as ended:
        return str(ended)
    return worker.limit_reached()


def test_many_processes_together_are_ended_and_the_limit_is_named(cage: Cage, neighbour: Worker) -> None:
    worker = cage(Limits(memory=GB))
    assert ended_by(worker, HOLDS + TOGETHER) == "your code took more than 1 GB of memory, which is the limit"
    assert neighbour.run_cell("1 + 1", 30).status == "ok"
    assert neighbour.limit_reached() == ""


IN_FILES = """
for number in range(3):
    with open(f"/dev/shm/{number}", "wb") as file:
        for _ in range(60): file.write(bytes(10 * 2**20))
"""


def test_memory_in_files_counts_where_the_kernel_counts(level_a: Workers) -> None:
    """At level B it is bounded by the size of the folders alone."""
    worker = level_a.start({}, device="cpu", seed=0, limits=Limits(memory=GB, disk=2 * GB))
    assert "more than 1 GB of memory" in ended_by(worker, IN_FILES)
    worker.kill()


def test_processes_are_limited(cage: Cage, found: Found) -> None:
    worker = cage(Limits(tasks=40))
    source = """
import os, json, time, signal
children, said = [], ""
try:
    for _ in range(200):
        child = os.fork()
        if child == 0:
            time.sleep(60); os._exit(0)
        children.append(child)
except OSError as error:
    said = str(error)
for child in children: os.kill(child, signal.SIGKILL)
for child in children: os.waitpid(child, 0)
print(json.dumps([len(children), said]))
"""
    count, said = found(worker, source)
    assert 20 <= count < 40
    assert said == "[Errno 11] Resource temporarily unavailable"


def test_threads_are_limited(cage: Cage, found: Found) -> None:
    worker = cage(Limits(tasks=40))
    source = """
import threading, json
end, count, said = threading.Event(), 0, ""
try:
    for count in range(200): threading.Thread(target=end.wait).start()
except RuntimeError as error:
    said = str(error)
end.set()
print(json.dumps([count, said]))
"""
    count, said = found(worker, source)
    assert 20 <= count < 40
    assert said == "can't start new thread"


FORKS = """
import os, time
try:
    while True:
        if os.fork() == 0: time.sleep(60); os._exit(0)
except OSError: pass
"""


def test_processes_of_one_cage_leave_those_of_another_alone(cage: Cage, neighbour: Worker, found: Found) -> None:
    greedy = cage(Limits(tasks=40))
    assert greedy.run_cell(FORKS, 30).status == "ok"
    assert greedy.run_cell("os.fork()", 30).error == "BlockingIOError"
    source = "import json, subprocess\nprint(subprocess.run(['echo', '[1]'], capture_output=True, text=True).stdout)"
    assert found(neighbour, source) == [1]


@pytest.mark.parametrize("folder", ["/home/student", "/tmp", "/dev/shm"])
def test_each_folder_holds_so_much_and_so_many(cage: Cage, found: Found, folder: str) -> None:
    worker = cage(Limits(disk=8 * MB))
    source = f"""
import os, json
os.chdir({folder!r})
said = []
try:
    for number in range(100):
        with open(f"large{{number}}", "wb") as file: file.write(bytes(2**20))
except OSError as error:
    said.append([number, error.strerror])
for name in os.listdir():
    if name.startswith("large"): os.remove(name)
try:
    for number in range(30_000): os.symlink("x", f"link{{number}}")
except OSError as error:
    said.append([number > 10_000, error.strerror])
print(json.dumps(said))
"""
    (count, full), many = found(worker, source)
    assert 5 <= count <= 8
    assert full == "No space left on device"
    assert many == [True, "No space left on device"]


def test_a_file_has_a_size(cage: Cage, found: Found) -> None:
    source = """
import json
try:
    with open("large", "wb") as file: file.truncate(20 * 2**20)
except OSError as error:
    print(json.dumps(error.strerror))
"""
    assert found(cage(Limits(disk=8 * MB)), source) == "File too large"


def test_files_that_come_along_take_no_room_from_the_student(cage: Cage) -> None:
    worker = cage(Limits(disk=8 * MB), {"data.bin": bytes(7 * MB), "more.bin": bytes(7 * MB)})
    assert worker.run_cell("open('mine', 'wb').write(bytes(7 * 2**20))", 30).status == "ok"


def test_open_files_are_limited(cage: Cage, found: Found) -> None:
    source = """
import json
files = []
try:
    while True: files.append(open("/dev/null"))
except OSError as error:
    files.clear()
    print(json.dumps(error.strerror))
"""
    assert found(cage(), source) == "Too many open files"


def test_limits_cannot_be_raised(cage: Cage, found: Found) -> None:
    source = """
import json, resource
kept = []
for name in ("RLIMIT_DATA", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE"):
    kind = getattr(resource, name)
    try:
        resource.setrlimit(kind, (resource.RLIM_INFINITY,) * 2)
    except (ValueError, PermissionError):
        kept.append(name)
print(json.dumps(kept))
"""
    assert found(cage(), source) == ["RLIMIT_DATA", "RLIMIT_NPROC", "RLIMIT_FSIZE", "RLIMIT_NOFILE"]

"""The filter of system calls, tried from inside a cage."""

from __future__ import annotations

import errno
import socket
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from autograder.engine.limits import Limits
from autograder.engine.worker import Worker, Workers
from autograder.wall import seccomp
from autograder.wall.seccomp import FilterUnavailable, seccomp_program

if sys.platform != "linux":
    pytest.skip("seccomp is a part of Linux", allow_module_level=True)

import pyseccomp

Found = Callable[[Worker, str], Any]

TRY = """
import ctypes, json, os, signal
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    result = libc.syscall(ctypes.c_long(number), *(ctypes.c_ulong(argument) for argument in arguments))
    return 0 if result >= 0 else ctypes.get_errno()
"""


@pytest.fixture(scope="module")
def worker(level_b: Workers) -> Iterator[Worker]:
    """The filter is the same at either level."""
    started = level_b.start({}, device="cpu", seed=0, limits=Limits())
    yield started
    started.kill()


def number_of(name: str) -> int:
    return int(pyseccomp.resolve_syscall(pyseccomp.system_arch(), name))


# Below zero are the calls of other processors.
KNOWN = {name: number for name in (*seccomp._NEVER, *seccomp._AS_IF_OLD) if (number := number_of(name)) >= 0}


@pytest.fixture(scope="module")
def refused(worker: Worker, found: Found) -> dict[str, int]:
    """The error with which each call that is named in the filter comes back, with zeros for arguments."""
    source = TRY + f"print(json.dumps({{name: call(number, 0, 0, 0, 0, 0, 0) for name, number in {KNOWN}.items()}}))"
    answers: dict[str, int] = found(worker, source)
    return answers


@pytest.mark.parametrize("name", sorted(KNOWN))
def test_what_the_filter_names_is_refused(refused: dict[str, int], name: str) -> None:
    """A call that this kernel lacks is refused by the filter, too: without it the error would be another one."""
    assert refused[name] == (errno.ENOSYS if name in seccomp._AS_IF_OLD else errno.EPERM)


def test_the_families_that_matter_are_among_them() -> None:
    assert {
        "ptrace", "process_vm_readv", "mount", "unshare", "setns", "open_tree", "bpf", "perf_event_open", "keyctl",
        "userfaultfd", "io_uring_setup", "clone3", "memfd_create", "init_module", "kexec_load", "open_by_handle_at",
        "sched_setaffinity", "shmget", "reboot",
    } <= KNOWN.keys()  # fmt: skip


@pytest.mark.parametrize("flag", seccomp._NAMESPACES, ids=hex)
def test_no_child_gets_namespaces_of_its_own(worker: Worker, found: Found, flag: int) -> None:
    clone = number_of("clone")
    source = f"""
child = libc.syscall(ctypes.c_long({clone}), ctypes.c_ulong({flag} | signal.SIGCHLD), 0, 0, 0, 0)
if child == 0:
    os._exit(0)
print(json.dumps([child, ctypes.get_errno()]))
"""
    assert found(worker, TRY + source) == [-1, errno.EPERM]


FAMILIES = {name: int(value) for name, value in vars(socket).items() if name.startswith("AF_") and name != "AF_UNIX"}


def test_no_socket_but_of_this_machines_own_kind(worker: Worker, found: Found) -> None:
    kinds = sorted({*FAMILIES.values(), 16, 38, 40, 44} - {int(socket.AF_UNIX)})  # netlink, crypto, vsock, express data
    number = number_of("socket")
    source = f"""
print(json.dumps([[family, kind] for family in {kinds} for kind in (1, 2, 3, 5)
                  if call({number}, family, kind, 0) != {errno.EAFNOSUPPORT}]))
"""
    assert found(worker, TRY + source) == []


@pytest.mark.parametrize("request_number", [0x5412, 0x5412 | 1 << 32, 0x5412 | 1 << 63], ids=hex)
def test_nobody_types_into_a_terminal(worker: Worker, found: Found, request_number: int) -> None:
    source = f"""
read, write = os.pipe()
print(json.dumps(call({number_of("ioctl")}, read, {request_number}, 0)))
"""
    assert found(worker, TRY + source) == errno.EPERM


def test_it_is_in_force_for_all_that_is_started(worker: Worker, found: Found) -> None:
    source = """
import json, subprocess
def of(text): return dict(line.split(":", 1) for line in text.splitlines())["Seccomp"].strip()
child = subprocess.run(["cat", "/proc/self/status"], capture_output=True, text=True).stdout
print(json.dumps([of(open("/proc/self/status").read()), of(child)]))
"""
    assert found(worker, source) == ["2", "2"]


ALLOWED = {
    "threads": """
import threading
found = []
threads = [threading.Thread(target=found.append, args=(i,)) for i in range(20)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(json.dumps(len(found)))
""",
    "a subprocess": """
import subprocess
print(json.dumps(int(subprocess.run("echo 20 | cat", shell=True, capture_output=True, text=True).stdout)))
""",
    "a data loader with two processes": """
import torch
from torch.utils.data import DataLoader, TensorDataset
loader = DataLoader(TensorDataset(torch.arange(20.0)), batch_size=3, num_workers=2)
print(json.dumps(sum(len(batch) for batch, in loader)))
""",
    "processes of multiprocessing": """
import multiprocessing
fork = multiprocessing.get_context("fork")
with fork.Pool(2) as pool:
    print(json.dumps(sum(pool.map(abs, [-10, 10]))))
""",
    "sockets of this machine's own kind": """
import socket
one, other = socket.socketpair()
server = socket.socket(socket.AF_UNIX); server.bind("here"); server.listen()
client = socket.socket(socket.AF_UNIX); client.connect("here")
one.send(b"x" * 20)
print(json.dumps(len(other.recv(100))))
""",
    "torch with several threads": """
import torch
torch.set_num_threads(2)
x = torch.randn(20, 500) @ torch.randn(500, 500)
torch.set_num_threads(1)
print(json.dumps(len(x)))
""",
    "pictures": """
import matplotlib.pyplot as plt
figure, axes = plt.subplots()
axes.plot([1, 2, 3]); axes.set_title("$x^2$ äöü")
figure.savefig("picture.png")
print(json.dumps(20 if os.path.getsize("picture.png") > 1000 else 0))
""",
    "time": """
import time, datetime, signal
time.sleep(0.001)
signal.setitimer(signal.ITIMER_REAL, 0)
print(json.dumps(20 if datetime.datetime.now().year > 2000 else 0))
""",
    "files": """
import tempfile, mmap, shutil, pathlib
with tempfile.TemporaryFile() as file:
    file.write(bytes(4096)); file.flush()
    mmap.mmap(file.fileno(), 4096).close()
pathlib.Path("a").mkdir(); pathlib.Path("a/b").write_text("x" * 20); shutil.copytree("a", "c")
os.chmod("c/b", 0o600)
print(json.dumps(os.path.getsize("c/b")))
""",
}


@pytest.mark.parametrize("use", ALLOWED)
def test_what_notebooks_need_is_allowed(level_b: Workers, found: Found, use: str) -> None:
    started = level_b.start({}, device="cpu", seed=0, limits=Limits())
    try:
        assert found(started, "import json, os" + ALLOWED[use]) == 20
    finally:
        started.kill()


def test_without_the_library_one_reads_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyseccomp", None)
    with pytest.raises(FilterUnavailable, match=r"libseccomp is not here.*apt install libseccomp2"):
        seccomp_program.__wrapped__()


def test_a_name_that_an_old_library_has_not_heard_of_is_left_out() -> None:
    assert not seccomp._is_known("no_such_call")

"""How a kernel behind the wall is interrupted, restarted and ended, and that it leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.engine.walls import NoWall
from autograder.provisioner import wall
from tests.autograder.provisioner.conftest import SECONDS, Kernel, Start

Living = Callable[[str], int]

LOOP = "print('started', flush=True)\nwhile True: pass"
HOST = """
import sys, time
from jupyter_client.manager import start_new_kernel
manager, client = start_new_kernel(startup_timeout=60, kernel_name=sys.argv[1])
source = f"import subprocess; child = subprocess.Popen(['sh', '-c', 'sleep 1000; :', '{sys.argv[2]}'])"
client.execute_interactive(source, timeout=60)
print("ready", flush=True)
time.sleep(1000)
"""


def wait_until(condition: Callable[[], bool]) -> bool:
    """Whether it comes true within a minute."""
    deadline = time.monotonic() + SECONDS
    while not condition():
        if time.monotonic() > deadline:
            return False
        time.sleep(0.05)
    return True


def interrupt_loop(kernel: Kernel, interrupt: Callable[[], None]) -> str:
    """Start an endless loop, interrupt it once it runs, and tell what it raised."""
    request = kernel.client.execute(LOOP)
    while kernel.client.get_iopub_msg(timeout=SECONDS)["content"].get("text") != "started\n":
        continue
    interrupt()
    while (reply := kernel.client.get_shell_msg(timeout=SECONDS))["parent_header"].get("msg_id") != request:
        continue
    return str(reply["content"]["ename"])


def test_an_interrupt_stops_the_cell_and_keeps_its_names(kernel: Kernel) -> None:
    kernel.run("kept = 42")
    assert interrupt_loop(kernel, kernel.manager.interrupt_kernel) == "KeyboardInterrupt"
    assert kernel.printed("print(kept)") == "42"


def test_so_does_the_signal(kernel: Kernel) -> None:
    assert interrupt_loop(kernel, lambda: kernel.manager.signal_kernel(signal.SIGINT)) == "KeyboardInterrupt"


@pytest.mark.parametrize("now", [True, False])
def test_a_restart_makes_a_new_cage_that_the_client_finds(start: Start, now: bool) -> None:
    kernel = start()
    kernel.run("kept = 42; open('written', 'w').close()")
    kernel.restart(now=now)
    assert kernel.printed("import os; print('kept' in globals(), os.path.exists('written'))") == "False False"


def test_a_kernel_that_dies_is_noticed_and_can_be_restarted(start: Start) -> None:
    kernel = start()
    kernel.client.execute("import os; os._exit(3)")
    assert wait_until(lambda: not kernel.manager.is_alive())
    kernel.restart()
    assert kernel.printed("print(1)") == "1"


@pytest.mark.parametrize("now", [True, False])
def test_nothing_is_left_of_a_kernel_that_was_shut_down(start: Start, living: Living, now: bool) -> None:
    mark = uuid.uuid4().hex
    kernel = start()
    daemon = f"subprocess.Popen(['sh', '-c', 'sleep 1000; :', '{mark}'], start_new_session=True)"
    assert kernel.run(f"import subprocess; child = {daemon}")[0]["status"] == "ok"
    folder, connection = Path(kernel.manager.ip).parent, Path(kernel.manager.connection_file)
    assert living(mark)
    assert folder.is_dir()
    kernel.manager.shutdown_kernel(now=now)
    assert not living(mark)
    assert not folder.exists()
    assert not connection.exists()


def test_a_place_is_given_back(start: Start, jupyter: Path) -> None:
    standing = wall._wall
    assert standing is not None
    before = sorted(standing.free)
    kernel = start()
    assert sorted(standing.free) != before
    kernel.manager.shutdown_kernel(now=True)
    assert sorted(standing.free) == before


def test_a_host_that_is_killed_takes_its_kernels_with_it(name: str, living: Living) -> None:
    mark = uuid.uuid4().hex
    with subprocess.Popen([sys.executable, "-c", HOST, name, mark], stdout=subprocess.PIPE, text=True) as host:
        assert host.stdout is not None
        said = host.stdout.readline()
        alive = living(f"sleep 1000; :\0{mark}")
        host.kill()
    assert (said, alive) == ("ready\n", 1)
    assert wait_until(lambda: not living(f"sleep 1000; :\0{mark}"))


def test_without_a_wall_there_is_no_kernel(start: Start, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(wall, "_wall", None)
    monkeypatch.setenv("PATH", os.devnull)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(NoWall, match="bubblewrap is not installed"):
        start()
    assert list(tmp_path.glob("underhood-kernel-*")) == []

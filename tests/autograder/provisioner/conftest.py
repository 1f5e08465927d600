"""Real kernels behind the wall, started as every user of `jupyter_client` starts one."""

from __future__ import annotations

import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from jupyter_client.manager import start_new_kernel

from autograder.provisioner.kernelspec import install_kernelspec, kernelspec
from autograder.provisioner.wall import close_wall, find_place

NAME = "walled-for-tests"
SECONDS = 60.0


@dataclass
class Kernel:
    """A kernel and a client of it."""

    manager: Any
    client: Any

    def run(self, source: str, **options: Any) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """What became of a cell: the reply, and the contents of what it shows."""
        shown: list[dict[str, Any]] = []
        options["output_hook"] = lambda message: shown.append(message["content"])
        reply = self.client.execute_interactive(textwrap.dedent(source), timeout=SECONDS, **options)
        return reply["content"], shown

    def printed(self, source: str) -> str:
        """What a cell prints; it must come to its end."""
        reply, shown = self.run(source)
        assert reply["status"] == "ok", reply
        return "".join(content["text"] for content in shown if content.get("name") == "stdout").strip()

    def restart(self, **options: Any) -> None:
        """Restart it, and wait until it and the client hear of each other again."""
        self.manager.restart_kernel(**options)
        self.client.wait_for_ready(timeout=SECONDS)
        # The client may be back on one channel and not yet on the other, where it would miss what a cell prints.
        until = time.monotonic() + SECONDS
        while True:
            self.client.kernel_info()
            try:
                self.client.get_iopub_msg(timeout=1)
                return
            except Empty:
                assert time.monotonic() < until, "nothing comes from the kernel"

    def close(self) -> None:
        """Shut it down."""
        self.client.stop_channels()
        self.manager.shutdown_kernel(now=True)
        self.manager.context.destroy(linger=0)


Start = Callable[..., Kernel]


@pytest.fixture(scope="session")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A place where Jupyter finds the kernelspec, and nothing else of this machine's. The wall stands already.

    It was built by a thread that has ended: clients start kernels from wherever they like.
    """
    if sys.platform != "linux":
        pytest.skip("walls are made of what only Linux has: namespaces, seccomp and control groups")
    prefix = tmp_path_factory.mktemp("jupyter")
    install_kernelspec(kernelspec({"memory_mb": 1024}), NAME, user=False, prefix=prefix)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JUPYTER_PATH", str(prefix / "share" / "jupyter"))
        patch.setenv("JUPYTER_RUNTIME_DIR", str(prefix / "runtime"))
        patch.setenv("JUPYTER_NO_CONFIG", "1")
        builder = threading.Thread(target=lambda: find_place().leave())
        builder.start()
        builder.join()
        yield prefix
    close_wall()


@pytest.fixture(scope="session")
def name(jupyter: Path) -> str:
    """The name of the kernelspec."""
    return NAME


@pytest.fixture
def start(name: str) -> Iterator[Start]:
    """Start a kernel that the test may destroy."""
    started: list[Kernel] = []

    def new(**options: Any) -> Kernel:
        started.append(Kernel(*start_new_kernel(startup_timeout=SECONDS, kernel_name=name, **options)))
        return started[-1]

    yield new
    for kernel in started:
        kernel.close()


@pytest.fixture(scope="session")
def kernel(name: str) -> Iterator[Kernel]:
    """A kernel that all tests share which leave it as it was."""
    started = Kernel(*start_new_kernel(startup_timeout=SECONDS, kernel_name=name))
    yield started
    started.close()


@pytest.fixture(scope="session")
def living() -> Callable[[str], int]:
    """How many living processes have this in their arguments, on either side of the wall."""

    def count(mark: str) -> int:
        return sum(mark in _arguments(process) for process in Path("/proc").glob("[0-9]*"))

    return count


def _arguments(process: Path) -> str:
    try:
        return (process / "cmdline").read_text("utf-8", "replace")
    except OSError:  # it has ended
        return ""

"""Jupyter's own extension point for how a kernel is started: here behind the wall, forked off a warm parent.

A kernelspec asks for it by name; `underhood kernelspec` writes one.
"""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning.provisioner_base import KernelProvisionerBase
from traitlets import Integer, List, Unicode

from autograder.engine.limits import Limits
from autograder.errors import AutograderError
from autograder.provisioner.channels import Channels
from autograder.provisioner.files import files_beside

if TYPE_CHECKING:
    from autograder.provisioner.kernel import WalledKernel

__all__ = ["WalledProvisioner"]

_LOOK_SECONDS = 0.1
_LINGER_SECONDS = 0.25
"""The manager has just closed its socket, which goes on trying to deliver for 100 ms. A request to shut down that came
too late for a kernel that had died would reach the next one, which is there sooner than that."""
_DEFAULTS = Limits()
_ENDING = (signal.SIGTERM, signal.SIGKILL, signal.SIGHUP, signal.SIGQUIT)


class WalledProvisioner(KernelProvisionerBase):
    """The life of one kernel behind the wall, as a `KernelManager` sees it. Its sockets stay over restarts."""

    memory_mb = Integer(_DEFAULTS.memory // 2**20, min=64, help="Megabytes of memory of a kernel.").tag(config=True)
    disk_mb = Integer(_DEFAULTS.disk // 2**20, min=1, help="Megabytes that it may write.").tag(config=True)
    tasks = Integer(_DEFAULTS.tasks, min=16, help="Its processes and threads.").tag(config=True)
    files = List(
        Unicode(), ["*"], help="Patterns of the files beside the notebook that are copied in, [] for none."
    ).tag(config=True)  # fmt: skip

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._channels: Channels | None = None
        self._kernel: WalledKernel | None = None
        self._is_expected_to_end = False
        self._lock = threading.Lock()

    @property
    def has_process(self) -> bool:
        """Whether there is a kernel, alive or not yet waited for."""
        return self._kernel is not None

    async def poll(self) -> int | None:
        """None while it runs, 1 once it has ended, for whatever reason: the reason goes to the log."""
        if self._kernel is None:
            return 1
        words = await asyncio.to_thread(self._ended, self._kernel)
        if words is not None and not self._is_expected_to_end:
            self._is_expected_to_end = True
            self.log.warning("The kernel has ended: %s.", words)
        return None if words is None else 1

    async def wait(self) -> int | None:
        """Return once it has ended."""
        while (code := await self.poll()) is None:
            await asyncio.sleep(_LOOK_SECONDS)
        self._kernel = None
        return code

    async def send_signal(self, signum: int) -> None:
        """Interrupt or end it. No other signal gets through the wall."""
        if signum == signal.SIGINT and self.parent is not None:
            await self.parent._async_interrupt_kernel()  # which sends a message: see `pre_launch`
        elif signum in _ENDING:
            await self.kill()
        else:
            self.log.warning("Signal %s was not sent: it does not get through the wall.", signum)

    async def kill(self, restart: bool = False) -> None:
        """End the kernel and all that it has started."""
        self._is_expected_to_end = True
        if self._kernel is not None:
            await asyncio.to_thread(self._end, self._kernel)

    async def terminate(self, restart: bool = False) -> None:
        """The same: a kernel that does not answer a request to shut down is not asked twice."""
        await self.kill(restart)

    async def shutdown_requested(self, restart: bool = False) -> None:
        """A client has asked the kernel to end."""
        self._is_expected_to_end = True

    async def cleanup(self, restart: bool = False) -> None:
        """Leave nothing behind; a restart keeps the sockets' places, so that clients find the next kernel."""
        await self.kill()
        if restart:
            await asyncio.sleep(_LINGER_SECONDS)
        else:
            self._close_channels()

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the manager where the kernel is going to answer.

        Raises:
            AutograderError: the manager wants its messages encrypted.
        """
        manager = self.parent
        if manager is None:
            raise AutograderError("a walled kernel is started by a KernelManager", "", "Use jupyter_client's.")
        if getattr(manager, "transport_encryption", "disabled") == "required":
            raise AutograderError(
                "a walled kernel does not encrypt its messages", "", "They stay in a folder that only you may enter."
            )  # fmt: skip
        self._channels = self._channels or Channels()
        manager.transport, manager.ip = "ipc", self._channels.base
        for name, port in self._channels.ports.items():
            setattr(manager, name, port)
        self.kernel_spec.interrupt_mode = "message"
        manager.write_connection_file()
        self.connection_info = manager.get_connection_info()
        return await super().pre_launch(cmd=list(self.kernel_spec.argv), **kwargs)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Fork the kernel off. The command is that of the kernelspec, and nobody runs it.

        Raises:
            NoWall: no wall can be built here.
        """
        self._is_expected_to_end = False
        try:
            self._kernel = await asyncio.to_thread(self._start, kwargs.get("cwd"), kwargs["env"])
        except BaseException:
            self._close_channels()
            raise
        return self.connection_info

    def _start(self, folder: str | Path | None, environment: Mapping[str, str]) -> WalledKernel:
        from autograder.provisioner.kernel import WalledKernel  # it imports torch, which a server may never need

        files, left_out = files_beside(Path(folder), self.files) if folder and self.files else ({}, [])
        if left_out:
            self.log.warning("Not copied to the kernel: %s", ", ".join(left_out))
        limits = Limits(memory=self.memory_mb * 2**20, disk=self.disk_mb * 2**20, tasks=self.tasks)
        variables = {name: environment[name] for name in self.kernel_spec.env}
        manager, channels = self.parent, self._channels
        assert manager is not None
        assert channels is not None
        session = manager.session
        with channels.listening() as listening:
            return WalledKernel.start(
                files, limits, variables, session.key.decode("ascii"), session.signature_scheme, listening
            )

    def _ended(self, kernel: WalledKernel) -> str | None:
        with self._lock:
            return kernel.ended()

    def _end(self, kernel: WalledKernel) -> None:
        with self._lock:
            kernel.end()

    def _close_channels(self) -> None:
        channels, self._channels = self._channels, None
        if channels is not None:
            channels.close()

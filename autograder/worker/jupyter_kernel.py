"""IPython's own kernel, in a worker: it takes over sockets on which the provisioner outside listens already.

Importing this starts no thread and opens no socket of ZeroMQ, so the warm parent imports it and forks kernels off.
"""

# mypy: disallow-untyped-calls=False
# ipykernel does not tell the types of its methods.

from __future__ import annotations

import importlib
import os
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib.pyplot as plt
import zmq
from ipykernel.heartbeat import Heartbeat
from ipykernel.iostream import IOPubThread
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from matplotlib_inline.backend_inline import configure_inline_support
from traitlets.config import Config
from zmq.eventloop.zmqstream import ZMQStream

from autograder.worker.orders import KERNEL_CHANNELS
from underhood.checking.cells import CellShell
from underhood.surroundings import CHECKS_ELSEWHERE

__all__ = ["serve_kernel"]

for _name in ("ipykernel.debugger", "IPython.core.debugger", "sqlite3", "tornado.platform.asyncio"):
    importlib.import_module(_name)  # every kernel imports it when it starts, and this is before the fork

_FORKS_PRINT = "ipc:///tmp/.iopub"
_INLINE = "module://matplotlib_inline.backend_inline"


def serve_kernel(message: Mapping[str, Any], listening: Sequence[int]) -> None:
    """Be a Jupyter kernel until a client shuts it down.

    Args:
        message: `key` and `signature_scheme` of the messages.
        listening: sockets on which somebody listens already, in the order of `KERNEL_CHANNELS`.
    """
    os.environ.pop(CHECKS_ELSEWHERE, None)  # nobody else checks this notebook: `check` does, as in JupyterLab
    plt.uninstall_repl_displayhook()
    CellShell.clear_instance()
    app = _KernelApp.instance(config=_config(message))
    app.listening = dict(enumerate(listening, start=1))
    app.initialize([])
    _draw_in(app.shell)
    try:
        app.start()
    finally:
        app.close()  # sends what still waits


def _config(message: Mapping[str, Any]) -> Config:
    config = Config()
    config.Session.key = message["key"].encode("ascii")
    config.Session.signature_scheme = message["signature_scheme"]
    config.HistoryManager.hist_file = ":memory:"
    config.IPKernelApp.transport = "ipc"
    for port, channel in enumerate(KERNEL_CHANNELS, start=1):
        config.IPKernelApp[f"{channel}_port"] = port
    return config


def _draw_in(shell: Any) -> None:
    """Tell matplotlib, which was imported before this shell was there, that figures appear under its cells."""
    configure_inline_support.current_backend = "unset"  # type: ignore[attr-defined]
    configure_inline_support(shell, _INLINE)
    plt.install_repl_displayhook()


def _bind(socket: zmq.Socket[bytes], listening: int) -> None:
    """Let a socket of ZeroMQ accept from one that listens already; then it touches no file, so the name is any."""
    socket.setsockopt(zmq.USE_FD, listening)
    socket.bind("ipc:///listening")


class _Heartbeat(Heartbeat):
    def __init__(self, context: zmq.Context[Any], port: int, listening: int) -> None:
        super().__init__(context, ("ipc", "", port))
        self._listening = listening

    def _try_bind_socket(self) -> None:
        _bind(self.socket, self._listening)


class _IOPubThread(IOPubThread):
    """What forks of the kernel print comes through a file in here, as there is no network."""

    def _setup_pipe_in(self) -> None:
        self._pipe_uuid = os.urandom(16)
        socket = self.socket.context.socket(zmq.PULL)
        socket.linger = 0
        socket.bind(_FORKS_PRINT)
        self._pipe_in = ZMQStream(socket, self.io_loop)
        self._pipe_in.on_recv(self._handle_pipe_msg)

    def _setup_pipe_out(self) -> tuple[zmq.Context[Any], zmq.Socket[bytes]]:
        context: zmq.Context[Any] = zmq.Context()
        socket = context.socket(zmq.PUSH)
        socket.linger = 3000
        socket.connect(_FORKS_PRINT)
        return context, socket


class _Kernel(IPythonKernel):
    @property
    def kernel_info(self) -> dict[str, Any]:
        """Without the debugger, which speaks over a network."""
        told: dict[str, Any] = super().kernel_info
        features = [feature for feature in told["supported_features"] if feature != "debugger"]
        return told | {"supported_features": features}


class _KernelApp(IPKernelApp):
    kernel_class = _Kernel
    listening: Mapping[int, int] = {}

    def _bind_socket(self, s: zmq.Socket[bytes], port: int) -> int:
        _bind(s, self.listening[port])
        return port

    def init_connection_file(self) -> None:
        """There is none in here: what stands in it came with the order."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """See `init_connection_file`."""

    def init_control(self, context: zmq.Context[Any]) -> None:
        super().init_control(context)
        # The debugger's way to the shell. The path is one of the host, so it would try for ever to connect.
        self.debug_shell_socket.disconnect(self.shell_socket.last_endpoint)

    def init_iopub(self, context: zmq.Context[Any]) -> None:
        self.iopub_socket = context.socket(zmq.XPUB)
        self.iopub_socket.linger = 1000
        self.iopub_port = self._bind_socket(self.iopub_socket, self.iopub_port)
        self.configure_tornado_logger()
        self.iopub_thread = _IOPubThread(self.iopub_socket, pipe=True, session=self.session)
        self.iopub_thread.start()
        self.iopub_socket = self.iopub_thread.background_socket

    def init_heartbeat(self) -> None:
        self.heartbeat = _Heartbeat(zmq.Context(), self.hb_port, self.listening[self.hb_port])
        self.heartbeat.start()

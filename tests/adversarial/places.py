"""What attacks look for: secrets laid out on the host, and where they lie. Attacks are told all but the secrets."""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["EFFECT", "MARKER", "Places", "new_secrets"]

MARKER = "UNDERHOOD_ATTACK_MARKER"
"""Is in the name of every file that an attack leaves, and in the arguments of every program that it starts."""

EFFECT = "EFF" + "ECT: "
"""Attacks print it when something has worked that must not. Nowhere does it stand in one piece in their source."""

# The first cell of an attack. Its names are used in all of tests/adversarial/attacks.
TOLD = """
import ctypes, gc, glob, inspect, os, re, signal, socket, struct, subprocess, sys, threading, time

COURSE, HOME, TMP = {course!r}, {home!r}, {tmp!r}
JUDGE, PORT, ABSTRACT, MARKER = {judge}, {port}, {abstract!r}, {marker!r}
LIBC = ctypes.CDLL(None, use_errno=True)

def effect(what):
    print("EFF" "ECT: " + str(what))

def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        print(type(error).__name__, str(error)[:200])

def read(path):
    with open(path, "rb") as file:
        return file.read(10**6)

def show(path):
    content = attempt(read, path)
    if content:
        print(path, content.decode("latin-1")[:50_000])

def write(path, text="left behind"):
    with open(path, "w") as file:
        file.write(text)

def leave(folder):
    attempt(write, os.path.join(folder, MARKER))

def syscall(number, *arguments):
    result = LIBC.syscall(ctypes.c_long(number), *(ctypes.c_long(a) if isinstance(a, int) else a for a in arguments))
    print("syscall", number, result, os.strerror(ctypes.get_errno()) if result < 0 else "")
    return result

def program(seconds=600):
    return [sys.executable, "-S", "-c", f"import time; time.sleep({{seconds}})", MARKER]
"""


def new_secrets() -> dict[str, str]:
    """Words that nobody can guess, by where they will lie."""
    names = ("path", "hidden", "solution", "victim", "home", "environment", "gradebook", "tmp")
    return {name: f"CANARY-{name}-{secrets.token_hex(8)}" for name in names}


@dataclass
class Places:
    """Secrets by where they lie, folders, and listeners that nobody must speak to."""

    base: Path
    secrets: dict[str, str] = field(default_factory=new_secrets)

    def __post_init__(self) -> None:
        self.home = self.base / self.secrets["path"] / "home"
        self.tmp = self.base / self.secrets["path"] / "tmp"
        self.course = self.base / self.secrets["path"] / "course"
        for folder in (self.home / ".ssh", self.tmp, self.course):
            folder.mkdir(parents=True)
        (self.home / ".ssh" / "id_rsa").write_text(self.secrets["home"])
        (self.home / "exam.txt").write_text(self.secrets["home"])
        (self.tmp / "mail.txt").write_text(self.secrets["tmp"])
        self._listen()

    def _listen(self) -> None:
        self._sockets = ExitStack()
        self.abstract = f"underhood-{secrets.token_hex(8)}"
        tcp = self._open(socket.AF_INET, socket.SOCK_STREAM, ("127.0.0.1", 0))
        self.port: int = tcp.getsockname()[1]
        self.listeners = {
            "tcp": tcp,
            "udp": self._open(socket.AF_INET, socket.SOCK_DGRAM, ("127.0.0.1", self.port)),
            "abstract": self._open(socket.AF_UNIX, socket.SOCK_STREAM, f"\0{self.abstract}"),
        }
        if socket.has_ipv6 and Path("/proc/net/if_inet6").is_file():
            self.listeners["tcp6"] = self._open(socket.AF_INET6, socket.SOCK_STREAM, ("::1", self.port))

    def _open(self, family: int, kind: int, address: object) -> socket.socket:
        opened = self._sockets.enter_context(socket.socket(family, kind))
        opened.bind(address)
        if kind == socket.SOCK_STREAM:
            opened.listen(16)
        opened.setblocking(False)
        return opened

    def heard(self) -> list[str]:
        """The listeners that somebody has spoken to."""
        return [name for name, listener in self.listeners.items() if _heard(listener)]

    def told(self, attack: str) -> str:
        """The source of the cell that tells an attack where everything is."""
        return TOLD.format(
            course=str(self.course), home=str(self.home), tmp=str(self.tmp), judge=os.getpid(), port=self.port,
            abstract=self.abstract, marker=f"{MARKER}_{attack}",
        )  # fmt: skip

    def close(self) -> None:
        """Stop listening."""
        self._sockets.close()


def _heard(listener: socket.socket) -> bool:
    try:
        if listener.type == socket.SOCK_DGRAM:
            listener.recv(1)
        else:
            listener.accept()[0].close()
    except BlockingIOError:
        return False
    return True

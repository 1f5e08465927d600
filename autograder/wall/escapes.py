"""Ways out of a cage, tried from inside one: what `underhood doctor` does to find out whether the wall holds.

Each is the source of a notebook's cell. It prints `held` where the wall stopped it, and what it got where not.
"""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["ESCAPES", "Escape"]


@dataclass(frozen=True)
class Escape:
    """What is tried, in words, and the cell that tries it. `{canary}` and `{port}` are filled in by the doctor.

    `ends_cage` says that it is right for the cage to be ended.
    """

    what: str
    source: str
    ends_cage: bool = False


def _refused(what: str, *lines: str) -> Escape:
    """An attempt that has to raise `OSError`."""
    body = "\n".join(f"    {line}" for line in lines)
    return Escape(what, f"try:\n{body}\nexcept OSError:\n    print('held')\nelse:\n    print('it worked')")


def _call(name: str, *arguments: str) -> tuple[str, ...]:
    given = ", ".join(arguments)
    return (
        "import ctypes, os",
        f"if ctypes.CDLL(None, use_errno=True).{name}({given}) == -1: raise OSError(ctypes.get_errno(), '{name}')",
    )


_OTHERS = """
import os
seen = [name for name in os.listdir("/proc") if name.isdigit()]
print("held" if len(seen) <= 2 else f"{len(seen)} processes")
"""
_FORKS = """
import os, signal
started = []
try:
    while len(started) < 1000:
        child = os.fork()
        if child == 0:
            signal.pause()
        started.append(child)
except OSError:
    print("held")
else:
    print(f"{len(started)} processes")
for child in started:
    os.kill(child, 9)
    os.waitpid(child, 0)
"""
_MEMORY = """
try:
    bytearray(3 * 2**30)
except MemoryError:
    print("held")
"""
_MEMORY_OF_MANY = """
import os, time
read, write = os.pipe()
os.set_blocking(read, False)
children = []
for _ in range(4):
    children.append(os.fork())
    if children[-1] == 0:
        kept = bytearray(b"x") * (900 * 2**20)
        os.write(write, b"!")
        time.sleep(60)
there = b""
while len(there) < 4 and not any(os.waitpid(child, os.WNOHANG)[0] for child in children):
    time.sleep(0.1)
    try:
        there += os.read(read, 10)
    except BlockingIOError:
        continue
print("it worked" if len(there) == 4 else "held")
"""

ESCAPES = (
    _refused(
        "connect to a port of this machine", "import socket", "socket.create_connection(('127.0.0.1', {port}), 1)"
    ),
    _refused("reach the host of a virtual machine (vsock)", "import socket", "socket.socket(40, 1)"),
    _refused("speak to the kernel about the network (netlink)", "import socket", "socket.socket(16, 3)"),
    _refused("read a file of whoever grades", "open({canary!r}).read()"),
    _refused("read the passwords", "open('/etc/shadow').read()"),
    _refused("write to the system", "open('/usr/canary', 'w')"),
    _refused("write to Python", "import torch", "open(torch.__file__ + '.canary', 'w')"),
    _refused("make a namespace of users", *_call("unshare", "0x10000000")),
    _refused("mount a filesystem", *_call("mount", "b'none'", "b'/tmp'", "b'tmpfs'", "0", "None")),
    _refused("look into another process", *_call("ptrace", "16", "1", "0", "0")),
    _refused("start io_uring", *_call("syscall", "425", "1", "ctypes.create_string_buffer(120)")),
    _refused("keep memory in a file without a name", "import os", "os.memfd_create('x')"),
    _refused("become root", "import os", "os.setuid(0)"),
    Escape("see other processes", _OTHERS),
    Escape("start processes without end", _FORKS),
    _refused("fill the disk", "with open('big', 'wb') as file:", "    for _ in range(100): file.write(bytes(2**20))"),
    Escape("take more memory than the limit in one process", _MEMORY),
    Escape("take more memory than the limit in several processes", _MEMORY_OF_MANY, ends_cage=True),
)

"""Loops, bombs and floods: using the machine up."""

from tests.adversarial.attack import Attack, family


def in_call(lines: str, status: str = "timed out|raised|wrong", **more: object) -> dict[str, object]:
    """An attack that does this in the answer of one exercise."""
    body = "\n".join(f"    {line}" for line in lines.strip().splitlines())
    answer = f"import os, signal, time\ndef distance(a, b):\n{body}\n    return 0.0"
    return {"answer": answer, "spares": True, "status": status, **more}


SWALLOWS = """
while True:
    try:
        while True: pass
    except BaseException:
        continue
"""
CHILDREN = """
for _ in range(8):
    if os.fork() == 0:
        block = bytearray(300 * 2**20)
        block[::4096] = b"x" * len(block[::4096])
        time.sleep(600)
time.sleep(1)
"""

ATTACKS = family(
    "loops_and_floods",
    Attack("loop_in_cell", "computes without end in a cell", late="while True: pass"),
    Attack("loop_in_call", "computes without end while it is judged", **in_call("while True: pass", "timed out")),
    Attack("swallows_in_cell", "catches the time limit, again and again, in a cell", late=SWALLOWS),
    Attack("swallows_in_call", "catches the time limit while it is judged", **in_call(SWALLOWS, "timed out")),
    Attack(
        "finally_loops",
        "goes on in a finally clause",
        **in_call(
            """
try:
    while True: pass
finally:
    while True: pass
""",
            "timed out",
        ),
    ),
    Attack(
        "sleeps_in_library",
        "waits in a library, where no exception gets in",
        **in_call(
            """
import ctypes
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True:
    ctypes.CDLL(None).sleep(600)
""",
            "timed out",
        ),
    ),
    Attack(
        "slow_power",
        "computes one number that takes for ever",
        **in_call("return len(str(7 ** 7 ** 9))", "timed out|raised"),
    ),
    Attack(
        "slow_pattern",
        "lets a regular expression run for ever",
        **in_call("import re; return re.match('(a+)+$', 'a' * 60 + 'b') or 0.0", "timed out"),
    ),
    Attack(
        "loop_in_del",
        "loops where its objects are thrown away",
        late="""
class Last:
    def __del__(self):
        while True: pass
del torch
def distance(a, b):
    Last()
    return 0.0
""",
    ),
    Attack("fork_bomb", "forks without end in a cell", late="while True: os.fork()", dangerous=True),
    Attack(
        "fork_bomb_in_call", "forks without end while it is judged", **in_call("while True: os.fork()", dangerous=True)
    ),
    Attack(
        "fork_bomb_that_catches",
        "forks without end, and holds what it has got",
        dangerous=True,
        late="""
while True:
    try:
        if os.fork() == 0:
            os.setsid()
    except BaseException:
        continue
""",
    ),
    Attack(
        "thread_bomb",
        "starts threads without end",
        dangerous=True,
        late="""
while True:
    threading.Thread(target=time.sleep, args=(600,), daemon=True).start()
""",
    ),
    Attack(
        "zombies",
        "leaves thousands of dead children",
        dangerous=True,
        late="""
for _ in range(2000):
    if os.fork() == 0:
        os._exit(0)
""",
    ),
    Attack(
        "memory_python",
        "fills memory with Python's own objects",
        dangerous=True,
        late="""
kept = []
while True:
    kept.append(bytearray(b"x") * (50 * 2**20))
""",
    ),
    Attack(
        "memory_torch",
        "fills memory with tensors",
        **in_call("kept = []\nwhile True: kept.append(a.new_ones(2**24))", dangerous=True),
    ),
    Attack(
        "memory_one_block",
        "asks for a terabyte at once",
        **in_call("return a.new_ones(2**38).sum()", "raised", dangerous=True),
    ),
    Attack(
        "memory_mapped",
        "maps memory without end, shared with nobody",
        dangerous=True,
        late="""
import mmap
kept = []
while True:
    kept.append(mmap.mmap(-1, 2**26, mmap.MAP_SHARED))
    kept[-1][::4096] = b"x" * (2**26 // 4096)
""",
    ),
    Attack(
        "memory_files",
        "fills files that exist in memory alone",
        dangerous=True,
        late="""
kept = []
while True:
    kept.append(os.memfd_create("x"))
    os.write(kept[-1], bytes(2**26))
""",
    ),
    Attack(
        "memory_of_children", "lets many children fill memory, each below its own limit", late=CHILDREN, dangerous=True
    ),
    Attack("memory_of_children_in_call", "does so while it is judged", **in_call(CHILDREN, dangerous=True)),
    Attack(
        "memory_of_pipes",
        "fills the kernel's memory with pipes and sockets",
        dangerous=True,
        late="""
kept = []
try:
    while True:
        kept.append(socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM))
        kept[-1][0].setblocking(False)
        for _ in range(300):
            try:
                kept[-1][0].send(bytes(2**16))
            except BlockingIOError:
                break
except OSError as error:
    print(error)
""",
    ),
    Attack(
        "memory_shared",
        "fills shared memory",
        dangerous=True,
        late="""
import numpy, shutil
for number in range(10_000):
    try:
        with open(f"/dev/shm/{number}", "wb") as file:
            file.write(bytes(2**24))
    except OSError as error:
        print(error)
        break
for number in range(100):
    key = syscall(29, 0, 2**26, 0o1666)
    if key < 0:
        break
    LIBC.shmat.restype = ctypes.c_void_p
    ctypes.memset(LIBC.shmat(key, None, 0), 1, 2**26)
""",
    ),
    Attack(
        "disk",
        "fills all disks that it can write",
        dangerous=True,
        late="""
for folder in (".", "/tmp", "/var/tmp", "/dev/shm", "/", "/dev", "/run"):
    try:
        with open(folder + "/flood", "wb") as file:
            for _ in range(200):
                file.write(bytes(2**24))
                file.flush()
        effect(folder)
    except OSError as error:
        print(folder, error)
""",
    ),
    Attack(
        "inodes",
        "makes empty files until no more can be made",
        dangerous=True,
        late="""
for folder in (".", "/tmp", "/dev/shm"):
    try:
        for number in range(300_000):
            os.mknod(f"{folder}/{number}")
        effect(folder)
    except OSError as error:
        print(folder, error)
""",
    ),
    Attack("print_flood", "prints without end", late="while True: print('x' * 100_000)"),
    Attack("stderr_flood", "writes a hundred megabytes to the stream of errors", late="sys.stderr.write('y' * 10**8)"),
    Attack("display_flood", "shows a million things", late="for n in range(10**6): display(n)"),
    Attack(
        "html_flood",
        "shows fifty megabytes of HTML",
        late="""
from IPython.display import HTML
display(HTML("<b>x</b>" * 6_000_000))
""",
    ),
    Attack(
        "descriptor_flood",
        "writes without end past Python's streams",
        dangerous=True,
        late="""
while True:
    for number in (0, 1, 2):
        try:
            os.write(number, b"z" * 100_000)
        except OSError:
            continue
""",
    ),
    Attack("error_flood", "raises an exception of many megabytes in a cell", late="raise ValueError('e' * 10**8)"),
    Attack(
        "open_files",
        "opens files until no more can be opened",
        late="""
kept = []
try:
    while True:
        kept.append(os.open("/dev/null", 0))
except OSError as error:
    print(error)
""",
    ),
    Attack(
        "all_cores",
        "computes with many threads",
        **in_call(
            """
import threading
def burn():
    while True:
        (a.new_ones(500, 500) @ a.new_ones(500, 500)).sum()
for _ in range(16):
    threading.Thread(target=burn, daemon=True).start()
time.sleep(0.5)
""",
            "wrong|timed out",
        ),
    ),
)

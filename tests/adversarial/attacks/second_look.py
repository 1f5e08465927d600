"""Attacks of many families, from a second look at them: on the cage itself, on what limits leave open, on odd forms."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

from tests.adversarial.attack import Attack, Notebook, family
from tests.adversarial.places import Places
from tests.adversarial.small_course import NAME
from tests.adversarial.submissions import cell, own_cell

# What an attack of the worker's own program starts with.
LIE = """
import autograder.worker.process as process
from underhood.checking.values import encode
"""
BREAKS_OUT = "'><script>alert(1)</script>"


def returns(value: str, before: str = "") -> str:
    """An answer that returns this."""
    return f"{before}\ndef distance(a, b):\n    return {value}"


def names_of_commands(folder: Path, places: Places) -> None:
    """Lay files whose names are options, commands, formulas and no UTF-8."""
    for name in (
        "$(touch x)",
        "`id`",
        "--help",
        "=cmd|' C calc'!A0",
        "%s%n",
        "<img src=x onerror=alert(1)>",
        "\u202eexe.txt",
        "n" * 250,
    ):
        (folder / name).write_text("x")
    Path(os.fsdecode(bytes(folder) + b"/caf\xe9.txt")).write_text("x")


def sparse(folder: Path, places: Places) -> None:
    """Make the notebook a file of a terabyte, none of which is there."""
    with (folder / f"{NAME}.ipynb").open("r+b") as file:
        file.truncate(10**12)


def late_modules(folder: Path, places: Places) -> None:
    """Lay modules that the worker may import late, and a pipe where one would be read for ever."""
    for name in ("traceback.py", "linecache.py", "json.py", "msgpack/__init__.py", "autograder/engine/wire.py"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("import os; os._exit(0)")
    (folder / "torch").mkdir()
    os.mkfifo(folder / "torch" / "__init__.py")


def longest_path(folder: Path, places: Places) -> None:
    """Lay a file at the end of the longest path that there may be: where results are written it would be longer."""
    place = str(folder)
    while len(place) < 4095 - 102:
        place += "/" + "d" * 100
    os.makedirs(place)
    Path(place, "f" * min(4095 - len(place) - 2, 250)).write_text("x")


def check_named_as_answer(notebook: Notebook) -> None:
    """Copy a check under the name of its answer, and move another before the cell that it checks."""
    copy = json.loads(json.dumps(cell(notebook, "check_distance")))
    copy["source"], copy["metadata"]["nbgrader"]["grade_id"] = "3.0", "distance"
    notebook["cells"].append(copy)
    notebook["cells"].insert(0, notebook["cells"].pop(notebook["cells"].index(cell(notebook, "check_Affine"))))


def look_alike_names(notebook: Notebook) -> None:
    """Write the names of checks with letters of another alphabet."""
    for name in ("check_distance", "check_Affine"):
        cell(notebook, name)["metadata"]["nbgrader"]["grade_id"] = name.replace("c", "\u0441", 1)


def odd_sources(notebook: Notebook) -> None:
    """Give cells sources that are no text, and lists for cells."""
    for one, source in zip(list(notebook["cells"][:3]), ({}, 5, [["x"]]), strict=False):
        notebook["cells"].append({**one, "source": source})
    notebook["cells"].append(list(notebook["cells"]))  # type: ignore[arg-type]


def one_picture(times: int, size: int) -> Any:
    """Paste one picture, and show it so many times."""

    def edit(notebook: Notebook) -> None:
        essay = cell(notebook, "essay")
        essay["source"] = "![a](attachment:a.png)" * times
        essay["attachments"] = {"a.png": {"image/png": "A" * size}}

    return edit


def more_cells(count: int, source: str) -> Any:
    """Add so many cells."""

    def edit(notebook: Notebook) -> None:
        notebook["cells"] += [own_cell(source) for _ in range(count)]

    return edit


_FORMS = [
    *family(
        "lying_values",
        Attack(
            "dispatch_hangs",
            "is a tensor that computes for ever when its numbers are asked for",
            spares=True,
            status="timed out",
            answer=returns(
                "Lazy()",
                """
class Lazy(torch.Tensor):
    @staticmethod
    def __new__(cls):
        return torch.Tensor._make_wrapper_subclass(cls, (), dtype=torch.float32)
    @classmethod
    def __torch_dispatch__(cls, func, types, args=(), kwargs=None):
        while True: pass
""",
            ),
        ),
        Attack(
            "modes_left_on",
            "leaves modes of torch on, which answer for all of its functions",
            late="""
from torch.overrides import TorchFunctionMode
class Yes(TorchFunctionMode):
    def __torch_function__(self, func, types, args=(), kwargs=None):
        if getattr(func, "__name__", "") in ("allclose", "isclose", "equal"): return True
        return func(*args, **(kwargs or {}))
mode = Yes()
mode.__enter__()
""",
        ),
        Attack(
            "operators_inside_torch",
            "puts other operators in the place of torch's own, below Python",
            cell="""
library = torch.library.Library("aten", "IMPL")
library.impl("sub.Tensor", lambda a, b, *, alpha=1: a, "CPU")
library.impl("abs", lambda a: a, "CPU")
""",
        ),
        Attack(
            "parametrized",
            "hides other weights behind the ones that it shows, and hooks that end Python",
            late="""
import torch.nn.utils.parametrize as parametrize
class Half(torch.nn.Module):
    def forward(self, x): return x * 0.5
class Affine(torch.nn.Linear):
    def __init__(self, n_in, n_out):
        super().__init__(n_in, n_out)
        parametrize.register_parametrization(self, "weight", Half())
        self.register_state_dict_pre_hook(lambda *a: os._exit(0))
""",
        ),
        Attack(
            "foreign_memory",
            "is a tensor of memory that is not its own, or was taken away",
            spares=True,
            status="wrong|raised",
            answer="""
import ctypes
def distance(a, b):
    there = torch.ones(1000)
    if len(a) == 3:
        return torch.frombuffer((ctypes.c_char * 10**6).from_address(there.data_ptr() - 10**5), dtype=torch.float32)
    there.untyped_storage().resize_(0)
    return there
""",
        ),
        Attack(
            "shrinking_file",
            "is an array on a file that has shrunk",
            spares=True,
            status="raised",
            answer="""
import numpy as np, os
def distance(a, b):
    there = np.memmap("there", dtype="float32", mode="w+", shape=(10**6,))
    os.truncate("there", 0)
    return there
""",
        ),
        Attack(
            "array_interface",
            "claims to be an array at the address 0",
            spares=True,
            status="wrong|raised",
            answer=returns(
                "Claims()",
                """
class Claims:
    __array_interface__ = {"shape": (10,), "typestr": "<f4", "data": (0, False), "version": 3}
    __dlpack__ = lambda self, **k: 1
    __array_priority__ = 1e9
""",
            ),
        ),
        Attack(
            "odd_types",
            "is of types that torch and NumPy have, and nobody expects",
            spares=True,
            status="wrong",
            answer="""
import numpy as np
kinds = iter([torch.tensor([1], dtype=torch.uint64), torch.ones(2).to(torch.float8_e4m3fn), np.ma.masked_all(()), np.array("nat", "M8[s]"), np.zeros(2, [("a", "f4")])])
def distance(a, b):
    return next(kinds)
""",
        ),
    ),
    *family(
        "bombs_in_values",
        Attack(
            "colliding_tuples",
            "is a dict whose keys are long tuples of one hash",
            spares=True,
            status="wrong|timed out",
            answer=returns("{('p' * 5000, *[0.5] * 8, n * (2**61 - 1)): 0 for n in range(9990)}"),
        ),
        Attack(
            "wide_when_described",
            "is a tensor of bytes, eight times as large in the type in which it is described",
            spares=True,
            status="wrong",
            answer=returns("torch.ones(63 * 2**20, dtype=torch.uint8)"),
        ),
        Attack(
            "no_end_of_stack",
            "takes Python's guard of the stack away, and recurs",
            spares=True,
            status="raised|timed out",
            answer="""
import sys
def distance(a, b):
    sys.setrecursionlimit(10**9)
    def again(): return [again()]
    return again()
""",
        ),
    ),
    *family(
        "wire",
        Attack(
            "urgent_bytes",
            "sends urgent bytes in the midst of its answers",
            spares=True,
            status="wrong|raised|timed out",
            answer="""
import gc, socket
from autograder.engine.wire import Channel
def distance(a, b):
    for channel in [one for one in gc.get_objects() if type(one) is Channel and one._end.fileno() >= 0]:
        for _ in range(5):
            channel._end.send(b"x", socket.MSG_OOB)
    return 0.0
""",
        ),
        Attack(
            "forged_bundles",
            "tells of outputs whose names, sizes and data break out of a page",
            cell=LIE
            + f"""
out = {BREAKS_OUT!r}
shown = [
    {{"output_type": "stream", "name": out, "text": [out]}},
    {{"output_type": "display_data", "data": {{out: out, "image/png": ["AAAA", out], "image/" + out: "AAAA", "application/x" + out + "+json": [out],
      "text/vnd.mermaid": out, "image/svg+xml": ["<svg ", "onload=alert(1)>"]}}, "metadata": {{out: {{"width": 1}}, "image/png": {{"width": 10**300, "unconfined": out}}}}}},
    {{"output_type": "execute_result", "data": {{"text/latex": out, "text/markdown": out}}, "metadata": {{}}, "execution_count": 10**300}},
    {{"output_type": "error", "ename": out, "evalue": out, "traceback": [out, "\\x1b]8;;javascript:alert(1)\\x07x"]}},
    {{"output_type": "update_display_data", "data": {{}}, "metadata": {{}}, "transient": {{}}}},
]
process.run_cell = lambda shell, body: encode({{"status": "ok", "error": "", "message": "", "outputs": shown}})
""",
        ),
        Attack(
            "every_kind_of_reply",
            "tells of its cells by each kind of value in turns",
            cell=LIE
            + """
import itertools, numpy as np
kinds = itertools.cycle([None, True, 2**1000, float("nan"), (1,), frozenset({1}), {1: 2}, torch.ones(3), np.ones(2), [[[]]]])
def lie(shell, body):
    kind = next(kinds)
    return encode({"status": kind, "error": kind, "message": kind, "outputs": [kind] * 10})
process.run_cell = lie
""",
        ),
        Attack(
            "files_in_the_way",
            "tells of files that it has not written, named as the judge's are, or as none can be",
            late=LIE
            + f"""
import numpy as np
names = ["result.json", "result.json/x", "{NAME}.ipynb", "timestamp.txt", "submission_secret.txt", "x", "x/y", "../x", "a/../../b", "/etc/x", ".hidden", "a\\nb", chr(0x202e) + "x", "", "a//b"]
process.written_since = lambda *_: {{name: np.zeros(1, np.uint8) for name in names}}
""",
        ),
        Attack(
            "nine_thousand_files",
            "tells of thousands of files, each in six folders of its own",
            late=LIE
            + """
import numpy as np
process.written_since = lambda *_: {f"{n}/a/b/c/d/e/f": np.zeros(0, np.uint8) for n in range(9000)}
""",
        ),
    ),
    *family(
        "syscalls",
        Attack(
            "own_filter",
            "loads a filter of system calls of its own, so that it can no longer open anything, nor answer",
            late="""
class Program(ctypes.Structure):
    _fields_ = [("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p)]
code = b"".join(struct.pack("HBBI", *line) for line in ((0x20, 0, 0, 0), (0x15, 0, 1, 257), (6, 0, 0, 0x00050000 | 13), (6, 0, 0, 0x7FFF0000)))
buffer = ctypes.create_string_buffer(code, len(code))
print(LIBC.syscall(317, 1, 0, ctypes.byref(Program(4, ctypes.addressof(buffer)))))
""",
        ),
        Attack(
            "stuck_in_vfork",
            "waits in the kernel for a child that never lets it go",
            dangerous=True,
            late="""
import mmap
code = bytes.fromhex("b83a000000" "0f05" "85c0" "7502" "ebfe" "c3")  # vfork; the child loops
memory = mmap.mmap(-1, 4096, prot=7)
memory.write(code)
ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))()
""",
        ),
        Attack("clock_traps", "lets each look at the processor's clock end Python", late="LIBC.prctl(26, 2, 0, 0, 0)"),
        Attack(
            "pairs_of_sockets",
            "opens pairs of sockets of every family",
            cell="""
for family in range(2, 47):
    for kind in (1, 2, 3, 4, 5):
        pair = (ctypes.c_int * 2)()
        if LIBC.socketpair(family, kind, 0, pair) == 0: effect((family, kind))
""",
        ),
    ),
    *family(
        "loops_and_floods",
        Attack(
            "descriptors_under_way",
            "leaves as many open files on the way between sockets as the kernel allows its user",
            dangerous=True,
            cell="""
kept, files = [], [os.open("/dev/null", 0) for _ in range(250)]
try:
    while True:
        kept.append(socket.socketpair())
        socket.send_fds(kept[-1][0], [b"x"], files)
except OSError as error:
    print(len(kept), error)
""",
        ),
        Attack(
            "no_process_left",
            "leaves no process for the exercises",
            dangerous=True,
            late="""
for _ in range(200):
    try:
        if os.fork() == 0:
            os.setsid(); time.sleep(600); os._exit(0)
    except OSError: break
""",
        ),
        Attack(
            "busy_sessions",
            "computes in a hundred sessions, each of which the kernel gives a share",
            dangerous=True,
            late="""
for _ in range(100):
    try:
        if os.fork() == 0:
            os.setsid()
            while True: pass
    except OSError: break
""",
        ),
    ),
    *family(
        "notebook_file",
        Attack("byte_order_mark", "begins with a byte order mark", content=lambda content: b"\xef\xbb\xbf" + content),
        Attack(
            "utf16_without_mark",
            "is UTF-16, and does not say so",
            content=lambda content: content.decode().encode("utf-16-le"),
        ),
        Attack(
            "check_named_as_answer",
            "has a check under the name of an answer, and one before its answer",
            edit=check_named_as_answer,
        ),
        Attack("look_alike_names", "names its checks with letters that look alike", edit=look_alike_names),
        Attack("odd_sources", "has sources that are numbers and dicts, and cells that are lists", edit=odd_sources),
        Attack(
            "two_documents", "is two documents, one after the other", content=lambda content: content + b"\n" + content
        ),
    ),
    *family(
        "submission_folder",
        Attack(
            "names_of_commands", "lays files whose names are options, commands and formulas", files=names_of_commands
        ),
        Attack("notebook_sparse", "is a notebook of a terabyte", files=sparse),
        Attack("late_modules", "lays modules that the worker may import late", files=late_modules),
    ),
    *family(
        "ipython",
        Attack(
            "wipes_all",
            "wipes all names, and the modules and builtins that the worker stands on",
            late="""
get_ipython().run_line_magic("reset", "-f")
import builtins, sys
for name in [name for name in sys.modules if name.startswith(("underhood", "autograder", "msgpack", "traceback"))]:
    del sys.modules[name]
del builtins.isinstance, builtins.type
""",
        ),
        Attack(
            "asks_for_input",
            "waits for somebody to type, and in a debugger",
            spares=True,
            status="raised",
            answer=returns("[breakpoint(), __import__('pdb').set_trace(), input()]"),
        ),
    ),
]

_CAGE = family(
    "cage",
    Attack(
        "first_process_report",
        "writes into the report of the first process of its cage, so that the warm parent falls",
        cell="""
for number in range(3, 64):
    try:
        if "pipe" in os.readlink(f"/proc/1/fd/{number}"):
            with open(f"/proc/1/fd/{number}", "wb", buffering=0) as report: report.write(b"ended x\\n")
            effect(number)
    except OSError: continue
""",
    ),
    Attack(
        "first_process_memory",
        "writes into the memory of the first process of its cage",
        cell="""
def forge():
    line = next(line for line in open("/proc/1/maps") if "rw-p" in line)
    with open("/proc/1/mem", "r+b", buffering=0) as memory:
        memory.seek(int(line.split("-")[0], 16))
        memory.write(bytes(64))
    effect(line)
attempt(forge)
""",
    ),
)

_NAMES = family(
    "long_names",
    Attack(
        "long_name",
        "tells of a file whose name has a hundred characters, and three times as many bytes",
        late=LIE
        + "\nimport numpy as np\nprocess.written_since = lambda *_: {chr(0x6587) * 100: np.zeros(1, np.uint8)}",
    ),
    Attack("longest_path", "lays a file at the end of the longest path that there is", files=longest_path),
)

_LIMITS = family(
    "limits",
    Attack(
        "slow_orders",
        "answers each order just before its time is over",
        late=LIE
        + """
real = process._Notebook._obey
def slow(self, order, body):
    if order != b"c": time.sleep(9)
    return real(self, order, body)
process._Notebook._obey = slow
""",
    ),
    Attack(
        "one_picture_often",
        "shows one pasted picture two hundred times: a page of 200 MB",
        edit=one_picture(200, 10**6),
    ),
    Attack(
        "much_in_all",
        "prints a megabyte in each of 300 cells: a notebook of 300 MB",
        edit=more_cells(300, "print('x' * 999_000)"),
    ),
    Attack(
        "long_account",
        "tells in a megabyte what its cells have raised",
        edit=lambda notebook: notebook["cells"].insert(
            1,
            own_cell(
                LIE
                + "process.run_cell = lambda *_: encode({'status': 'raised', 'error': 'E' * 10**6, 'message': 'm' * 10**6, 'outputs': []})"
            ),
        ),
    ),
    Attack("elsewhere", "works in /usr, which is then searched for files", late="os.chdir('/usr')"),
)

ATTACKS = [*_FORMS, *_CAGE, *_NAMES, *_LIMITS]

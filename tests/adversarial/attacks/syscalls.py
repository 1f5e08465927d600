"""System calls that a student's code has no use for, by number (x86-64). Each must be refused."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from textwrap import indent

from tests.adversarial.attack import Attack, family

# Each must not come back with zero or more.
CALL = """
def refused(number, *arguments):
    if syscall(number, *arguments) >= 0:
        effect(number)
buffer = ctypes.create_string_buffer(4096)
text = ctypes.c_char_p
"""


# In a process of its own, so that a filter which kills ends no more than that.
CHILD = """
pid = os.fork()
if pid == 0:
    sys.stdout = open("said.txt", "w")
    try:
{lines}
    except BaseException as error:
        print(error)
    finally:
        sys.stdout.flush()
        os._exit(0)
os.waitpid(pid, 0)
show("said.txt")
"""


def calls(name: str, tries: str, lines: str) -> Attack:
    """An attack that makes these calls."""
    return Attack(name, tries, cell=CALL + CHILD.replace("{lines}", indent(lines.strip(), " " * 8)), dangerous=True)


ATTACKS = family(
    "syscalls",
    calls("user_namespace", "makes a user namespace, in which it would be root", "refused(272, 0x10000000)"),
    calls(
        "namespaces",
        "makes namespaces of each kind",
        "for flag in (0x20000, 0x4000000, 0x8000000, 0x20000000, 0x40000000, 0x2000000): refused(272, flag)",
    ),
    calls(
        "clone",
        "makes a child in a user namespace",
        """
child = syscall(56, 0x10000000 | 17, 0, 0, 0, 0)
if child == 0: os._exit(0)
if child > 0: effect("clone")
""",
    ),
    calls(
        "clone3",
        "makes a child by the newer call, whose flags no filter sees",
        """
arguments = (ctypes.c_uint64 * 11)(0x10000000, 0, 0, 0, 17)
child = syscall(435, arguments, 88)
if child == 0: os._exit(0)
if child > 0: effect("clone3")
""",
    ),
    calls(
        "setns",
        "enters the namespaces of others",
        """
for path in glob.glob("/proc/[0-9]*/ns/*") + [f"/proc/{JUDGE}/ns/mnt"]:
    number = attempt(os.open, path, 0)
    if number is not None: refused(308, number, 0)
""",
    ),
    calls(
        "mount",
        "mounts",
        """
refused(165, text(b"none"), text(b"/tmp"), text(b"tmpfs"), 0, None)
refused(165, text(b"proc"), text(b"/tmp"), text(b"proc"), 0, None)
refused(165, text(b"/"), text(b"/tmp"), None, 4096, None)
refused(166, text(b"/tmp"), 2)
""",
    ),
    calls(
        "new_mount",
        "mounts by the newer calls",
        """
refused(430, text(b"tmpfs"), 0)
refused(428, -100, text(b"/"), 1)
refused(442, -100, text(b"/"), 0, buffer, 32)
refused(429, -100, text(b"/tmp"), -100, text(b"/"), 0)
""",
    ),
    calls("root", "changes the root", "refused(155, text(b'.'), text(b'.'))\nrefused(161, text(b'/'))"),
    calls(
        "ptrace",
        "traces other processes",
        """
refused(101, 0, 0, 0, 0)
refused(101, 16, os.getppid(), 0, 0)
refused(101, 0x4206, os.getppid(), 0, 0)
""",
    ),
    calls(
        "process_memory",
        "reads and writes the memory of other processes",
        """
vector = (ctypes.c_uint64 * 2)(ctypes.addressof(buffer), 16)
for pid in (os.getppid(), 1, JUDGE):
    refused(310, pid, vector, 1, vector, 1, 0)
    refused(311, pid, vector, 1, vector, 1, 0)
""",
    ),
    calls(
        "foreign_files",
        "takes files out of other processes",
        """
for pid in (os.getppid(), 1):
    handle = syscall(434, pid, 0)
    if handle >= 0:
        for number in range(20): refused(438, handle, number, 0)
""",
    ),
    calls(
        "file_handles",
        "opens files by their numbers, past all folders",
        """
import struct
for inode in (1, 2, 128):
    handle = ctypes.create_string_buffer(struct.pack("IiII", 8, 1, inode, 0))
    refused(304, os.open("/", 0), handle, 0)
""",
    ),
    calls("bpf", "loads a program into the kernel", "refused(321, 0, buffer, 72)\nrefused(321, 5, buffer, 72)"),
    calls("perf", "watches the machine by its counters", "refused(298, buffer, 0, -1, -1, 0)"),
    calls("userfaultfd", "handles page faults by itself", "refused(323, 0)\nrefused(323, 1)"),
    calls(
        "keys",
        "uses the kernel's keyring",
        """
refused(250, 0, -3, 1)
refused(248, text(b"user"), text(b"attack"), text(b"x"), 1, -3)
refused(249, text(b"user"), text(b"attack"), None, 0)
""",
    ),
    calls("io_uring", "sets up io_uring", "refused(425, 4, buffer)\nrefused(427, 3, 0, 0, 0)"),
    calls(
        "modules",
        "loads modules and another kernel",
        "refused(175, buffer, 10, text(b''))\nrefused(313, 0, text(b''), 0)\nrefused(246, 0, 0, None, 0)\nrefused(320, 0, 0, 0, None, 0)",
    ),
    calls(
        "machine",
        "sets the clock, the swap, the name and the log of the machine",
        """
refused(164, (ctypes.c_uint64 * 2)(0, 0), None)
refused(227, 0, (ctypes.c_uint64 * 2)(0, 0))
refused(167, text(b"/swap"), 0)
refused(170, text(b"attacked"), 8)
refused(103, 3, buffer, 4096)
refused(163, text(b"/tmp/acct"))
refused(172, 3)
refused(179, 0, None, 0, buffer)
""",
    ),
    calls(
        "identity",
        "becomes root",
        """
for number in (105, 106, 113, 114, 117, 119):
    if os.getuid() != 0: refused(number, 0, 0, 0)
if os.getuid() == 0 and open("/proc/self/uid_map").read().split()[1] == "0": effect("uid 0")
status = open("/proc/self/status").read()
effective = re.search("CapEff:\\\\s*(\\\\w+)", status)[1]
if int(effective, 16): effect("capabilities " + effective)
""",
    ),
    calls(
        "capabilities",
        "gives itself capabilities back",
        """
head = (ctypes.c_uint32 * 2)(0x20080522, 0)
data = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
refused(126, head, data)
""",
    ),
    calls(
        "devices",
        "makes devices",
        "refused(133, text(b'disk'), 0o60600, 0x800)\nrefused(133, text(b'memory'), 0o20600, 0x101)",
    ),
    calls("watching", "watches whole file systems", "refused(300, 0, 0)\nrefused(300, 4, 0)"),
    calls(
        "terminal",
        "types into the terminal of the judge",
        """
import fcntl
for path in ("/dev/tty", "/dev/console", *glob.glob("/dev/pts/*"), *glob.glob("/dev/tty*")):
    number = attempt(os.open, path, os.O_RDWR)
    if number is not None:
        for letter in b"id":
            try:
                fcntl.ioctl(number, 0x5412, bytes([letter])); effect(path)
            except OSError as error: print(path, error)
""",
    ),
    calls(
        "x32",
        "makes calls by another numbering, past a filter that knows one",
        "refused(0x40000000 + 41, 2, 1, 0)\nrefused(0x40000000 + 272, 0x10000000)",
    ),
    calls(
        "old_calls",
        "makes calls as a program of 32 bits does",
        """
import mmap
code = bytes.fromhex("53" "b867010000" "bb02000000" "b901000000" "ba00000000" "cd80" "5b" "4898" "c3")
memory = mmap.mmap(-1, 4096, prot=7)
memory.write(code)
function = ctypes.CFUNCTYPE(ctypes.c_long)(ctypes.addressof(ctypes.c_char.from_buffer(memory)))
if function() >= 0: effect("int 0x80")
""",
    ),
    calls(
        "setuid_programs",
        "runs programs that run as root",
        """
for command in (["su", "-c", "id"], ["sudo", "-n", "id"], ["mount"], ["newgrp"], ["passwd", "-S"], ["unshare", "-Ur", "id"], ["bwrap", "--bind", "/", "/", "id"]):
    done = attempt(lambda: subprocess.run(command, capture_output=True, timeout=1, stdin=subprocess.DEVNULL))
    if done and b"uid=0" in done.stdout: effect(command)
""",
    ),
)

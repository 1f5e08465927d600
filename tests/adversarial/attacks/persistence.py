"""Staying: what an attack leaves for those who come after it."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from tests.adversarial.attack import Attack, family

ATTACKS = family(
    "persistence",
    Attack(
        "everywhere",
        "leaves files in all folders that there are for it",
        dangerous=True,
        cell="""
import site, sysconfig
places = [COURSE, HOME, TMP, "/tmp", "/var/tmp", "/dev/shm", "/run", "/etc", "/", "/root", "/opt", "/mnt", "/srv", "/var/lib",
          os.path.expanduser("~"), "/etc/cron.d", "/etc/profile.d", "/var/spool/cron", sys.prefix, sys.base_prefix,
          sysconfig.get_path("purelib"), sysconfig.get_path("stdlib"), sysconfig.get_path("scripts"), *sys.path]
places += [os.path.dirname(getattr(module, "__file__", None) or "/") for module in list(sys.modules.values())]
for place in dict.fromkeys(places):
    if place not in ("", os.getcwd()):
        leave(place)
""",
    ),
    Attack(
        "startup_files",
        "writes what Python, IPython, Jupyter, matplotlib and shells read when they start",
        dangerous=True,
        cell="""
import sysconfig
packages = sysconfig.get_path("purelib")
for home in (HOME, "/root", os.path.expanduser("~")):
    for name in (".ipython/profile_default/startup/00.py", ".jupyter/jupyter_config.py", ".config/matplotlib/matplotlibrc",
                 ".cache/underhood/matplotlib/fontlist.json", ".bashrc", ".local/lib/python3.11/site-packages/usercustomize.py"):
        path = f"{home}/{name}"
        attempt(os.makedirs, os.path.dirname(path), 0o777, True)
        leave(os.path.dirname(path))
for name in ("attack.pth", "sitecustomize.py"):
    attempt(write, f"{packages}/{MARKER}-{name}", "# left behind")
leave(packages + "/torch/__pycache__")
leave(os.path.dirname(inspect.getfile(__import__("underhood"))))
""",
    ),
    Attack(
        "open_folders",
        "changes files by writable mounts and by files that are open",
        cell="""
for line in open("/proc/self/mountinfo"):
    place, options = line.split()[4], line.split()[5]
    if "rw" in options.split(","):
        print(place, line.split(" - ")[1])
        leave(place)
for number in range(3, 100):
    attempt(lambda: os.pwrite(number, b"left behind", 0)) if os.path.exists(f"/proc/self/fd/{number}") else None
""",
    ),
    Attack(
        "remount",
        "makes what is read-only writable",
        dangerous=True,
        cell="""
for place in ("/", "/usr", sys.prefix, "/proc", "/dev"):
    if LIBC.mount(b"none", place.encode(), None, 32, None) == 0:
        effect(place)
    attempt(os.chmod, place, 0o777)
    leave(place)
""",
    ),
    Attack(
        "leaves_for_later",
        "leaves files, shared memory, semaphores and keys for the next submission",
        cell="""
for path in ("/tmp/for_later", "/dev/shm/for_later", "/var/tmp/for_later", os.path.expanduser("~/for_later")):
    attempt(write, path)
from multiprocessing import shared_memory
attempt(lambda: shared_memory.SharedMemory("for_later", create=True, size=100))
syscall(29, 0x5EC12E7, 4096, 0o1666)
syscall(64, 0x5EC12E7, 1, 0o1666)
syscall(68, 0x5EC12E7, 0o1666)
syscall(240, ctypes.c_char_p(b"for_later"), 0o102, 0o666, None)
syscall(248, ctypes.c_char_p(b"user"), ctypes.c_char_p(b"for_later"), ctypes.c_char_p(b"x"), 1, -4)
syscall(248, ctypes.c_char_p(b"user"), ctypes.c_char_p(b"for_later"), ctypes.c_char_p(b"x"), 1, -3)
for number in range(20):
    try:
        os.pwrite(number, b"for_later", 0)
    except OSError:
        continue
torch.for_later = True
""",
    ),
    Attack(
        "looks_for_earlier",
        "looks for what the submission before it has left",
        cell="""
for path in ("/tmp/for_later", "/dev/shm/for_later", "/var/tmp/for_later", os.path.expanduser("~/for_later")):
    if os.path.exists(path):
        effect(path)
from multiprocessing import shared_memory
if attempt(shared_memory.SharedMemory, "for_later"):
    effect("shared memory")
if syscall(29, 0x5EC12E7, 4096, 0) >= 0 or syscall(64, 0x5EC12E7, 1, 0) >= 0 or syscall(68, 0x5EC12E7, 0) >= 0:
    effect("System V")
if syscall(240, ctypes.c_char_p(b"for_later"), 0, 0, None) >= 0:
    effect("message queue")
if syscall(249, ctypes.c_char_p(b"user"), ctypes.c_char_p(b"for_later"), None, 0) >= 0:
    effect("key")
for number in range(20):
    try:
        if b"for_later" in os.pread(number, 1000, 0):
            effect(number)
    except OSError:
        continue
if hasattr(torch, "for_later"):
    effect("torch")
for name in os.listdir("/proc"):
    if name.isdigit() and b"ATTACK" in (attempt(read, f"/proc/{name}/cmdline") or b""):
        effect("process")
""",
    ),
    Attack(
        "kernel_settings",
        "changes settings of the kernel",
        dangerous=True,
        cell="""
for path in ("/proc/sys/kernel/core_pattern", "/proc/sys/kernel/hostname", "/proc/sys/vm/overcommit_memory", "/proc/sys/fs/binfmt_misc/register",
             "/proc/sysrq-trigger", "/sys/kernel/uevent_helper", "/proc/sys/kernel/modprobe"):
    try:
        with open(path, "a"):
            effect(path)
    except OSError as error:
        print(path, error)
attempt(socket.sethostname, "attacked")
""",
    ),
    Attack(
        "cgroup",
        "changes its own limits in the control groups",
        dangerous=True,
        cell="""
for path in glob.glob("/sys/fs/cgroup/**/memory.*max*", recursive=True) + glob.glob("/sys/fs/cgroup/**/*limit_in_bytes", recursive=True):
    try:
        with open(path, "a"):
            effect(path)
    except OSError as error:
        print(path, error)
for path in glob.glob("/sys/fs/cgroup/**/cgroup.procs", recursive=True) + glob.glob("/sys/fs/cgroup/**/release_agent", recursive=True):
    try:
        with open(path, "a"):
            effect(path)
    except OSError as error:
        print(path, error)
""",
    ),
    Attack(
        "limits",
        "raises its own limits, and its rank",
        cell="""
import resource
for name in ("RLIMIT_NPROC", "RLIMIT_DATA", "RLIMIT_AS", "RLIMIT_FSIZE", "RLIMIT_NOFILE", "RLIMIT_CORE"):
    kind = getattr(resource, name)
    soft, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY and attempt(resource.setrlimit, kind, (resource.RLIM_INFINITY, resource.RLIM_INFINITY)) is None:
        if resource.getrlimit(kind)[1] != hard:
            effect(name)
if attempt(os.nice, -20) == -20:
    effect("nice")
attempt(os.sched_setscheduler, 0, os.SCHED_FIFO, os.sched_param(1))
if os.sched_getscheduler(0) == os.SCHED_FIFO:
    effect("real time")
""",
    ),
)

"""Reading what is none of a student's business."""

# ruff: noqa: E501 - what an attack writes is as long as it is

from tests.adversarial.attack import Attack, family

ATTACKS = family(
    "reading",
    Attack(
        "course",
        "reads hidden checks, solutions, the gradebook and all submissions by their paths",
        cell="""
for pattern in ("/solutions/*/*", "/submitted/*/*/*", "/gradebook.db*", "/autograded/*/*/*", "/feedback/*/*/*"):
    for path in glob.glob(COURSE + pattern):
        show(path)
show(COURSE + "/solutions/three_tasks/hidden_checks.py")
show(COURSE + "/gradebook.db")
""",
    ),
    Attack(
        "relative",
        "reads what lies above its own folder",
        cell="""
for depth in range(1, 8):
    for name in ("gradebook.db", "solutions/three_tasks/hidden_checks.py", "course/gradebook.db", ".ssh/id_rsa"):
        path = "../" * depth + name
        if os.path.exists(path):
            show(path)
""",
    ),
    Attack(
        "home",
        "reads the instructor's keys",
        cell="""
for folder in (HOME, "/root", *glob.glob("/home/*"), os.path.expanduser("~root")):
    for path in glob.glob(folder + "/.*/*") + glob.glob(folder + "/*") + glob.glob(folder + "/.[a-z]*"):
        if os.path.isfile(path):
            show(path)
for path in ("/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/root/.bash_history"):
    if attempt(read, path):
        effect(path)
""",
    ),
    Attack(
        "environment",
        "reads the secrets in environments: its own, and that of each process",
        cell="""
print(os.environ)
for path in [f"/proc/{JUDGE}/environ", *glob.glob("/proc/*/environ"), *glob.glob("/proc/*/cmdline")]:
    show(path)
""",
    ),
    Attack(
        "told_nothing",
        "reads the places of the course out of /proc",
        places=False,
        cell="""
import glob
for name in ("mountinfo", "mounts", "environ", "cmdline", "maps", "cgroup", "stack"):
    for path in glob.glob(f"/proc/*/{name}"):
        try:
            print(path, open(path).read()[:20_000])
        except OSError as error:
            print(path, error)
for path in glob.glob("/proc/*/cwd") + glob.glob("/proc/*/root") + glob.glob("/proc/*/exe") + glob.glob("/proc/*/fd/*"):
    try:
        import os
        print(path, os.readlink(path))
    except OSError as error:
        print(path, error)
""",
    ),
    Attack(
        "roots",
        "looks at the host through the roots of other processes",
        cell="""
for pid in (JUDGE, os.getppid(), 1, "self"):
    for place in (f"/proc/{pid}/root", f"/proc/{pid}/cwd"):
        for path in (COURSE + "/gradebook.db", HOME + "/exam.txt", TMP + "/mail.txt"):
            show(place + path)
        for path in glob.glob(place + "/*"):
            print(path)
for number in os.listdir("/proc/self/fd"):
    attempt(lambda: print(os.listdir(f"/proc/self/fd/{number}/..")))
""",
    ),
    Attack(
        "everywhere",
        "searches the whole tree for notebooks, checks, databases and keys",
        cell="""
names = ("hidden_checks", "gradebook", "id_rsa", "exam.txt", "mail.txt", "three_tasks", "CANARY")
for top in [name for name in os.listdir("/") if name not in ("proc", "usr", "sys", "lib")]:
    for place, folders, files in os.walk("/" + top):
        for name in files + folders:
            if any(word in name for word in names) and not place.startswith(os.getcwd()):
                print(os.path.join(place, name))
                show(os.path.join(place, name))
""",
        dangerous=False,
    ),
    Attack(
        "tmp",
        "reads what others keep in /tmp, /dev/shm and /run",
        cell="""
for folder in (TMP, "/tmp", "/var/tmp", "/dev/shm", "/run", "/run/user", "/dev/mqueue", "/var/lib", "/var/spool"):
    for path in glob.glob(folder + "/*"):
        if os.path.isfile(path) and os.path.getsize(path) < 10**6:
            show(path)
""",
    ),
    Attack(
        "programs",
        "lets other programs read: cat, find, sqlite3",
        cell="""
for command in (f"cat {COURSE}/solutions/*/hidden_checks.py", f"find {COURSE} {HOME} -type f -exec cat {{}} +",
                "cat /etc/shadow", f"strings {COURSE}/gradebook.db", "env", "ps auxeww", "cat ~/.ssh/*", "sudo -n cat /etc/shadow",
                f"su -c 'cat {HOME}/exam.txt'"):
    done = attempt(lambda: subprocess.run(command, shell=True, capture_output=True, timeout=1))
    if done:
        print(done.stdout.decode("latin-1"), done.stderr.decode("latin-1")[:300])
""",
    ),
    Attack(
        "open_files",
        "reads the files that it has inherited, from their start",
        cell="""
for number in range(1024):
    try:
        print(number, os.readlink(f"/proc/self/fd/{number}"))
        os.lseek(number, 0, 0)
        print(os.read(number, 10**6).decode("latin-1"))
    except OSError:
        continue
""",
    ),
    Attack(
        "other_work",
        "looks for what earlier submissions have left in its own place",
        cell="""
for path in glob.glob(os.path.expanduser("~") + "/**", recursive=True) + glob.glob("/tmp/**", recursive=True):
    if os.path.isfile(path):
        show(path)
""",
    ),
    Attack(
        "in_a_call",
        "reads while it is judged, and tells it in an exception",
        spares=True,
        status="raised",
        answer="""
def distance(a, b):
    found = []
    for path in (COURSE + "/solutions/three_tasks/hidden_checks.py", HOME + "/exam.txt", TMP + "/mail.txt"):
        try:
            found.append(open(path).read()[:100])
        except OSError as error:
            found.append(type(error).__name__)
    raise RuntimeError(found)
""",
    ),
)

"""What goes on after the answer: threads, atexit, daemons."""

from tests.adversarial.attack import Attack, family

DAEMON = """
if os.fork() == 0:
    os.setsid()
    if os.fork() == 0:
        for number in range(3):
            attempt(os.close, number)
        for number in range(1, 32):
            attempt(signal.signal, number, signal.SIG_IGN)
        os.execv(sys.executable, program())
    os._exit(0)
os.wait()
"""

ATTACKS = family(
    "background",
    Attack(
        "thread_changes_answer",
        "lets a thread replace the answer while it is judged",
        late="""
def change():
    while True:
        globals()["distance"] = lambda a, b: torch.tensor(0.5)
        time.sleep(0.001)
threading.Thread(target=change, daemon=True).start()
""",
    ),
    Attack(
        "thread_in_exercise",
        "starts threads that outlive the call",
        spares=True,
        status="wrong",
        answer="""
import threading, time
def distance(a, b):
    for _ in range(20):
        threading.Thread(target=lambda: time.sleep(600)).start()
    return 0.0
""",
    ),
    Attack(
        "atexit",
        "does its work when Python ends",
        late="""
import atexit, weakref
class Last:
    def __del__(self, leave=leave, folders=(COURSE, HOME, TMP)):
        for folder in folders:
            leave(folder)
last = Last()
atexit.register(leave, COURSE)
atexit.register(time.sleep, 600)
weakref.finalize(last, leave, HOME)
""",
    ),
    Attack(
        "daemon",
        "starts a daemon: forked twice, in a session of its own, without open files",
        dangerous=True,
        late=DAEMON,
    ),
    Attack(
        "daemon_in_call",
        "starts a daemon while it is judged",
        dangerous=True,
        spares=True,
        status="wrong",
        answer=f"""
def distance(a, b):
    try:
        exec('''{DAEMON}''', globals())
    except Exception:
        print("no daemon")
    return 0.0
""",
    ),
    Attack(
        "new_session",
        "starts programs in sessions of their own",
        dangerous=True,
        late="""
for _ in range(5):
    attempt(lambda: subprocess.Popen(program(), start_new_session=True))
attempt(os.posix_spawn, sys.executable, program(), {})
attempt(os.system, f"nohup setsid sleep 600 {MARKER} >/dev/null 2>&1 &")
""",
    ),
    Attack(
        "watchdog",
        "has two processes that start each other again",
        dangerous=True,
        late="""
def guard():
    while True:
        pid = os.fork()
        if pid == 0:
            os.setsid()
            LIBC.prctl(15, b"UNDERHOOD_ATTAC", 0, 0, 0)
            time.sleep(0.2)
            continue
        os.waitpid(pid, 0)
if os.fork() == 0:
    guard()
""",
    ),
    Attack(
        "fork_returns",
        "forks in the call, and lets both processes return an answer",
        spares=True,
        status="wrong|raised",
        answer="""
import os
def distance(a, b):
    os.fork()
    os.fork()
    return 0.0
""",
    ),
    Attack("fork_in_cell", "forks in a cell, and lets both processes go on", late="os.fork()"),
    Attack(
        "exercises_meet",
        "lets what one exercise has left answer for another one",
        dangerous=True,
        late=f"""
def distance(a, b):
    exec('''{DAEMON}''', globals())
    return 0.0
def descend(x, y, steps):
    for pid in glob.glob("/proc/[0-9]*"):
        attempt(os.kill, int(pid[6:]), 10)
    return torch.zeros(x.shape[1])
""",
    ),
    Attack(
        "async_exception",
        "lets a thread raise exceptions in the main thread",
        late="""
main = threading.main_thread().ident
def disturb():
    while True:
        ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(main), ctypes.py_object(SystemExit))
        time.sleep(0.002)
threading.Thread(target=disturb, daemon=True).start()
""",
    ),
    Attack(
        "other_timers",
        "sets all timers that there are",
        late="""
for number, timer in ((signal.SIGVTALRM, signal.ITIMER_VIRTUAL), (signal.SIGPROF, signal.ITIMER_PROF)):
    signal.signal(number, lambda *a: os._exit(0))
    signal.setitimer(timer, 0.001, 0.001)
""",
    ),
    Attack(
        "hidden_inputs_by_file",
        "keeps the inputs of hidden checks in a file, and shows them in another exercise",
        secret="SEEN-HIDDEN",
        late="""
def distance(a, b):
    if len(a) > 3:
        with open(os.path.expanduser("~/seen"), "a") as file:
            file.write("SEEN" "-HIDDEN" + str(a[:2].tolist()))
    return torch.tensor(1.0)
def descend(x, y, steps):
    raise RuntimeError(open(os.path.expanduser("~/seen")).read())
class Affine:
    def __init__(self, *a):
        raise RuntimeError(open(os.path.expanduser("~/seen")).read())
""",
    ),
    Attack(
        "hidden_inputs_by_process",
        "keeps the inputs of hidden checks in a process, and shows them in another exercise",
        secret="SEEN-HIDDEN",
        dangerous=True,
        late="""
ends = os.pipe()
os.set_blocking(ends[0], False)
def distance(a, b):
    if len(a) > 3:
        os.write(ends[1], ("SEEN" "-HIDDEN" + str(a[:2].tolist())).encode())
    return torch.tensor(1.0)
def descend(x, y, steps):
    raise RuntimeError(os.read(ends[0], 300))
class Affine:
    def __init__(self, *a):
        raise RuntimeError(os.read(ends[0], 300))
""",
    ),
)

"""Signals: not hearing them, and sending them."""

from tests.adversarial.attack import Attack, family


def in_call(lines: str, status: str, **more: object) -> dict[str, object]:
    """An attack that does this in the answer of one exercise."""
    body = "\n".join(f"    {line}" for line in lines.strip().splitlines())
    answer = f"import os, signal, time\ndef distance(a, b):\n{body}\n    return 0.0"
    return {"answer": answer, "spares": True, "status": status, **more}


ATTACKS = family(
    "signals",
    Attack(
        "ignores_alarm",
        "ignores the alarm, and computes without end",
        **in_call(
            """
signal.signal(signal.SIGALRM, signal.SIG_IGN)
while True: pass
""",
            "timed out",
        ),
    ),
    Attack(
        "ignores_alarm_in_cell",
        "does so in a cell",
        late="signal.signal(signal.SIGALRM, signal.SIG_IGN)\nwhile True: pass",
    ),
    Attack(
        "blocks_all",
        "blocks all signals, and computes without end",
        **in_call(
            """
signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))
while True: pass
""",
            "timed out",
        ),
    ),
    Attack("stops_itself", "stops its own process", **in_call("os.kill(os.getpid(), signal.SIGSTOP)", "timed out")),
    Attack("stops_itself_in_cell", "stops its own process in a cell", late="os.kill(os.getpid(), signal.SIGSTOP)"),
    Attack(
        "stops_parent",
        "stops the process that it comes from",
        dangerous=True,
        answer="""
def distance(a, b):
    os.kill(os.getppid(), signal.SIGSTOP)
    return 0.0
""",
    ),
    Attack(
        "no_children",
        "lets the kernel bury its children, so that nobody can wait for them",
        late="""
signal.signal(signal.SIGCHLD, signal.SIG_IGN)
""",
    ),
    Attack(
        "raising_handlers",
        "raises in the handler of every signal",
        late="""
def handler(*a):
    raise RuntimeError("a signal")
for number in range(1, 65):
    attempt(signal.signal, number, handler)
""",
    ),
    Attack(
        "wakeup",
        "lets signals write into the connection to the judge",
        late="""
from autograder.engine.wire import Channel
for channel in [one for one in gc.get_objects() if type(one) is Channel]:
    channel._end.setblocking(False)
    attempt(signal.set_wakeup_fd, channel._end.fileno())
""",
    ),
    Attack(
        "alarm_storm",
        "rings the alarm a thousand times a second",
        late="""
signal.signal(signal.SIGALRM, lambda *a: None)
signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
""",
    ),
)

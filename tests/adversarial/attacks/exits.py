"""Leaving early, and ending others."""

from tests.adversarial.attack import Attack, family


def does(line: str) -> str:
    """An answer that does this."""
    return f"import os, signal, sys, ctypes\ndef distance(a, b):\n    {line}\n    return 0.0"


ATTACKS = family(
    "exits",
    Attack("exit_in_cell", "ends Python with success before anything is judged", late="os._exit(0)"),
    Attack(
        "exit_in_call",
        "ends Python with success while it is judged",
        spares=True,
        status="raised",
        answer=does("os._exit(0)"),
    ),
    Attack("sys_exit_in_cell", "raises SystemExit(0) in a cell", late="sys.exit(0)"),
    Attack(
        "sys_exit_in_call",
        "raises SystemExit(0) in its function",
        spares=True,
        status="raised",
        answer=does("sys.exit(0)"),
    ),
    Attack(
        "keyboard_interrupt",
        "pretends that the instructor has pressed Ctrl-C",
        spares=True,
        status="raised",
        answer=does("raise KeyboardInterrupt"),
    ),
    Attack(
        "generator_exit",
        "raises what is no ordinary exception",
        spares=True,
        status="raised",
        answer=does("raise GeneratorExit"),
    ),
    Attack(
        "time_limit_reached",
        "raises the judge's own exceptions",
        spares=True,
        status="timed out|raised",
        answer=does("from underhood.checking.time_limit import TimeLimitReached; raise TimeLimitReached"),
    ),
    Attack(
        "not_attempted",
        "raises what says that nothing was attempted",
        spares=True,
        status="raised|not attempted|wrong",
        answer=does("from underhood.checking.side import _Missing; raise _Missing('distance')"),
    ),
    Attack(
        "wrong_by_name",
        "raises exceptions named as the judge's are",
        spares=True,
        status="raised",
        answer=does("raise type('Passed', (AssertionError,), {'points': 3})('passed')"),
    ),
    Attack("segfault", "crashes Python", spares=True, status="raised", answer=does("ctypes.string_at(0)")),
    Attack("abort", "aborts Python, with a core dump", spares=True, status="raised", answer=does("os.abort()")),
    Attack("kill_self", "kills its own process", spares=True, status="raised", answer=does("os.kill(os.getpid(), 9)")),
    Attack(
        "exec",
        "becomes another program",
        spares=True,
        status="raised|timed out",
        answer=does("os.execv('/bin/sh', ['sh', '-c', 'exit 0'])"),
    ),
    Attack(
        "kill_parent",
        "kills the process that it comes from",
        spares=False,
        dangerous=True,
        answer=does("os.kill(os.getppid(), 9)"),
    ),
    Attack("kill_first", "kills the first process", dangerous=True, late="attempt(os.kill, 1, 9)"),
    Attack("kill_all", "kills every process that it may", dangerous=True, late="attempt(os.kill, -1, 9)"),
    Attack(
        "kill_all_in_call",
        "kills every process that it may while it is judged",
        dangerous=True,
        answer=does("os.kill(-1, 9)"),
    ),
    Attack(
        "kill_judge",
        "kills the judge, and everything with a number near it",
        dangerous=True,
        late="""
for pid in [JUDGE, *range(2, 5000)]:
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGKILL)
        except OSError:
            continue
""",
    ),
    Attack(
        "stop_all",
        "stops every process that it may",
        dangerous=True,
        late="""
for pid in range(1, 5000):
    if pid != os.getpid():
        try:
            os.kill(pid, signal.SIGSTOP)
        except OSError:
            continue
""",
    ),
    Attack("crash_in_cell", "crashes Python in a cell, each time", late="ctypes.string_at(0)"),
    Attack(
        "crash_at_the_end",
        "crashes only when Python is started again",
        late="""
if os.path.exists("again"):
    os._exit(1)
write("again")
os._exit(1)
""",
    ),
)

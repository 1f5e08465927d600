"""Patching what checks call, on the student's side of the wall."""

from tests.adversarial.attack import Attack, family

ATTACKS = family(
    "patching",
    Attack(
        "torch_says_close",
        "makes every comparison of torch say yes",
        cell="""
yes = lambda *a, **k: True
torch.allclose = torch.equal = yes
torch.isclose = torch.eq = lambda a, b, *c, **k: torch.ones_like(a, dtype=torch.bool)
torch.testing.assert_close = yes
""",
    ),
    Attack(
        "builtins_say_yes",
        "replaces all, any, isinstance and len by functions that please everybody",
        late="""
import builtins
builtins.all = builtins.any = lambda *a: True
builtins.isinstance = lambda *a: True
builtins.len = lambda *a: 3
""",
    ),
    Attack(
        "builtins_numbers",
        "makes abs, sum, max and min forget their arguments",
        late="""
import builtins
builtins.abs = builtins.sum = builtins.max = builtins.min = lambda *a, **k: 0.0
""",
    ),
    Attack(
        "tensor_methods",
        "makes subtraction and comparison of tensors agree with everything",
        late="""
zeros = lambda self, *a, **k: torch.zeros(())
for name in ("__sub__", "__rsub__", "sub", "abs"):
    setattr(torch.Tensor, name, zeros)
for name in ("__eq__", "all", "isclose", "allclose", "equal"):
    setattr(torch.Tensor, name, lambda self, *a, **k: True)
""",
    ),
    Attack(
        "tensor_item",
        "lets item, tolist, numpy and detach of tensors tell a number of the student's",
        late="""
torch.Tensor.item = lambda self: 1.0
torch.Tensor.tolist = lambda self: [1.0]
torch.Tensor.detach = lambda self: torch.ones(())
torch.Tensor.numpy = lambda self, *a, **k: __import__("numpy").ones(())
""",
    ),
    Attack(
        "operators",
        "patches the operator module and math",
        late="""
import math, operator
for name in ("eq", "ne", "lt", "le", "sub", "is_", "contains"):
    setattr(operator, name, lambda *a: True)
math.isclose = lambda *a, **k: True
math.isnan = lambda a: False
math.prod = lambda *a, **k: 1
""",
    ),
    Attack(
        "expectations",
        "empties the course's own expect functions",
        late="""
import underhood.checking as checking, underhood.checking.expectations as expectations
for module in (checking, expectations):
    for name in ("expect", "expect_close", "expect_equal", "expect_error"):
        setattr(module, name, lambda *a, **k: None)
expectations.Wrong.__init__ = lambda *a, **k: os._exit(0)
""",
    ),
    Attack(
        "outcome",
        "lets every result call itself passed",
        late="""
from underhood.checking.outcome import CheckResult, ExerciseResult, Status
CheckResult.passed = property(lambda self: True)
ExerciseResult.score = property(lambda self: 1000.0)
Status.WRONG._value_ = "passed"
""",
    ),
    Attack(
        "pytest",
        "makes pytest report that nothing failed",
        late="""
import pytest, _pytest.runner as runner, _pytest.reports as reports
pytest.fail = lambda *a, **k: None
runner.call_and_report = lambda *a, **k: None
runner.runtestprotocol = lambda *a, **k: []
reports.TestReport.failed = property(lambda self: False)
""",
    ),
    Attack(
        "msgpack_packs_ok",
        "lets msgpack write another answer",
        late="""
import msgpack
packb = msgpack.packb
msgpack.packb = lambda *a, **k: packb(["dict", ["status", "ok", "value", 1.0, "score", 8.0]], use_bin_type=True)
""",
    ),
    Attack(
        "encode",
        "lets the encoder claim that the check has passed",
        late="""
import underhood.checking.side as side
encode = side.encode
side.encode = lambda value: encode({"status": "passed", "passed": True, "score": 8, "value": True})
""",
    ),
    Attack(
        "student_side",
        "answers each request by itself, with what the request holds",
        late="""
from underhood.checking.side import StudentSide
StudentSide._call = lambda self, message: {"value": message["args"][0].mean()}
StudentSide._make = lambda self, message: {"value": self._keep(torch.nn.Linear(*message["args"]))}
StudentSide._value = lambda self, message: {"value": True}
""",
    ),
    Attack(
        "student_side_answer",
        "replaces the loop's answer as a whole",
        late="""
from underhood.checking.side import StudentSide
from underhood.checking.values import encode
StudentSide.answer = lambda self, request: encode({"status": "ok", "value": float("nan")})
""",
    ),
    Attack(
        "probe",
        "replaces exec, so that a probe returns made-up weights",
        late="""
import builtins, underhood.checking.side as side
def made_up(code, space):
    for name in ("parameters_of", "set_parameters", "gradients_for"):
        space[name] = lambda *a: [torch.ones(7, 5), torch.ones(5)]
builtins.exec = side.exec = made_up
""",
    ),
    Attack(
        "probe_compile",
        "rewrites the source of a probe before it is compiled",
        late="""
import builtins
compiled = builtins.compile
builtins.compile = lambda source, *a, **k: compiled(
    source.replace("return", "return [torch.zeros(1)] or") if isinstance(source, str) else source, *a, **k)
""",
    ),
    Attack(
        "sys_modules",
        "puts another torch into sys.modules",
        late="""
import types
false = types.ModuleType("torch")
false.__dict__.update({name: (lambda *a, **k: True) for name in dir(torch)})
for name in [name for name in sys.modules if name.split(".")[0] in ("torch", "numpy", "underhood", "msgpack")]:
    sys.modules[name] = false
""",
    ),
    Attack(
        "code_swap",
        "finds all functions by the garbage collector, and swaps the code of those that judge",
        late="""
import types
def passed(*a, **k):
    return True
for one in gc.get_objects():
    if isinstance(one, types.FunctionType) and one.__name__.startswith(("expect", "_close", "_same", "judge")):
        attempt(setattr, one, "__code__", passed.__code__)
""",
    ),
    Attack(
        "channel_reply",
        "lets the channel send what was never asked for",
        late="""
from autograder.engine.wire import Channel
from underhood.checking.values import encode
reply = Channel.reply
Channel.reply = lambda self, nonce, body: reply(self, nonce, encode({"status": "ok", "value": 1.0, "points": 3}))
""",
    ),
    Attack(
        "clock",
        "stops the clock, then computes without end",
        spares=True,
        status="timed out",
        answer="""
import time
def distance(a, b):
    time.time = time.monotonic = time.perf_counter = lambda: 0.0
    while True:
        a = a + 1
""",
    ),
    Attack(
        "seeds",
        "makes seeding do nothing, to meet the same inputs again",
        late="""
import random
torch.manual_seed = random.seed = lambda *a: None
torch.Generator.manual_seed = lambda self, *a: self
""",
    ),
    Attack(
        "fork_says_child",
        "lets fork return 0, so that the notebook takes itself for an exercise",
        late="os.fork = lambda: 0",
    ),
    Attack(
        "fork_fails",
        "lets fork raise",
        late="""
def broken():
    raise OSError("no")
os.fork = os.posix_spawn = broken
""",
    ),
    Attack(
        "wait_lies",
        "lets waitpid and kill do nothing, so that nobody ends its processes",
        late="""
os.waitpid = lambda *a: (0, 0)
os.kill = os.killpg = lambda *a: None
os._exit = lambda *a: None
""",
    ),
    Attack(
        "sockets",
        "replaces the methods of sockets",
        late="""
socket.recv_fds = lambda *a: (b"", [0], 0, None)
socket.send_fds = lambda *a: 1
socket.socket.settimeout = lambda *a: None
""",
    ),
    Attack(
        "no_alarm",
        "disarms the alarm, then computes without end",
        spares=True,
        status="timed out",
        answer="""
import signal
def distance(a, b):
    signal.setitimer(signal.ITIMER_REAL, 0)
    while True:
        a = a + 1
""",
    ),
    Attack(
        "defaults",
        "sets torch's default type and device to what holds no numbers",
        late="""
torch.set_default_dtype(torch.float64)
torch.set_default_device("meta")
torch.use_deterministic_algorithms(True)
""",
    ),
    Attack(
        "traceback",
        "breaks what tells of an exception while it tells of one",
        late="""
import linecache, traceback
def broken(*a, **k):
    raise RuntimeError("broken")
traceback.extract_tb = linecache.getline = broken
def distance(a, b):
    raise ValueError("ask me why")
""",
    ),
    Attack(
        "exceptions",
        "makes the time limit's own exception an ordinary one, and catches it",
        late="""
import underhood.checking.time_limit as limit, underhood.checking.side as side
limit.TimeLimitReached = side.TimeLimitReached = KeyError
""",
    ),
)

"""What a check asks of a student's notebook, and what comes back: values, handles, and every way to give none."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

import msgpack
import numpy as np
import pytest
import torch

from underhood.checking import Handle, NotAttempted, Opaque, Student, probe
from underhood.checking.cells import CellShell
from underhood.checking.local import LocalTransport
from underhood.checking.student import AnswerRefused, NameMissing, StudentRaised, StudentTimedOut
from underhood.checking.values import decode, encode

Notebook = Callable[..., Student]


def dedented(source: str) -> str:
    return textwrap.dedent(source).strip()


# ------------------------------------------------------------------------------------------------------------ requests


def test_call_returns_what_the_function_returns(notebook: Notebook) -> None:
    student = notebook("def add(a, *, b=1):\n    return a + b")
    assert student.call("add", 2, b=40) == 42


def test_call_reaches_an_attribute_of_a_name(notebook: Notebook) -> None:
    assert notebook("import math").call(("math", "sqrt"), 9.0) == 3.0


def test_arguments_arrive_as_copies(notebook: Notebook) -> None:
    student = notebook("def spoil(x, xs):\n    x.zero_()\n    xs.clear()")
    x, xs = torch.ones(2), [1]
    student.call("spoil", x, xs)
    assert (x.tolist(), xs) == ([1, 1], [1])


def test_observe_shows_what_became_of_the_inputs(notebook: Notebook) -> None:
    student = notebook("def spoil(x, *, xs):\n    x.zero_()\n    xs.append(2)\n    return 7")
    seen = student.observe("spoil", torch.ones(2), xs=[1])
    assert seen.value == 7
    assert seen.args[0].tolist() == [0, 0]
    assert seen.kwargs == {"xs": [1, 2]}


def test_a_leaf_arrives_as_a_leaf_that_tracks_gradients(notebook: Notebook) -> None:
    student = notebook("def grad_of_square(x):\n    (x ** 2).sum().backward()\n    return x.grad")
    assert student.call("grad_of_square", torch.tensor([3.0], requires_grad=True)).tolist() == [6.0]


def test_make_keeps_an_object_that_later_requests_can_use(notebook: Notebook) -> None:
    student = notebook(
        dedented("""
            class Counter:
                def __init__(self, start): self.count = start
                def up(self, by): self.count += by; return self.count
            def twice(counter): return 2 * counter.count
        """)
    )
    counter = student.make("Counter", 3)
    assert student.call(counter.method("up"), 4) == 7
    assert student.value((counter, "count")) == 7
    assert student.call("twice", counter) == 14


def test_a_kept_object_can_be_called(notebook: Notebook) -> None:
    student = notebook("import torch")
    model = student.make(("torch", "abs"), torch.tensor(-1.0))
    assert student.call(("torch", "neg"), model).item() == -1
    relu = student.make((("torch", "nn"), "ReLU"))
    assert student.call(relu, torch.tensor([-1.0, 2.0])).tolist() == [0, 2]


def test_handles_inside_lists_tuples_and_dicts_are_found(notebook: Notebook) -> None:
    student = notebook("def parts(xs, named): return [x[0] for x in xs], named['a'][0]\ndef box(x): return [x]")
    one, two = student.make("box", 1), student.make("box", 2)
    assert student.call("parts", (one, [two][0]), {"a": one}) == ([1, 2], 1)


def test_value_reads_a_variable(notebook: Notebook) -> None:
    assert notebook("shape = (3, 1)").value("shape") == (3, 1)


def test_an_assigned_name_holds_until_the_check_ends(shell: CellShell) -> None:
    shell.run("limit = 3\ndef get(): return limit", 10)
    transport = LocalTransport(shell.user_ns, torch.device("cpu"))
    student = Student(transport)
    student.assign("limit", 4)
    student.assign("limit", 5)
    student.assign("brand_new", 1)
    assert student.call("get") == 5
    transport.restore()
    assert shell.user_ns["limit"] == 3
    assert "brand_new" not in shell.user_ns


def test_an_assigned_name_can_be_an_object_kept_over_there(notebook: Notebook) -> None:
    student = notebook("def make(): return lambda: 8")
    student.assign("made", student.make("make"))
    assert student.call("made") == 8


def test_kept_objects_are_forgotten_when_the_check_ends(shell: CellShell) -> None:
    transport = LocalTransport(shell.user_ns, torch.device("cpu"))
    student = Student(transport)
    shell.run("def box(): return []", 10)
    kept = student.make("box")
    transport.restore()
    with pytest.raises(StudentRaised, match="IndexError"):
        student.value(kept)


@probe
def attribute_twice(notebook, name, by=2):  # type: ignore[no-untyped-def]
    return by * getattr(notebook, name) + torch.zeros(1).item() + np.zeros(1)[0]


@probe
def keep_me(notebook):  # type: ignore[no-untyped-def]
    return iter([notebook.number])


@probe
def look_for(notebook):  # type: ignore[no-untyped-def]
    return notebook.nowhere


def test_a_probe_sees_the_notebooks_names_and_libraries(notebook: Notebook) -> None:
    assert notebook("number = 4").probe(attribute_twice, "number", by=3).item() == 12


def test_a_probes_result_can_be_kept(notebook: Notebook) -> None:
    student = notebook("number = 4\ndef first(it): return next(it)")
    assert student.call("first", student.make_by(keep_me)) == 4


def test_a_probe_leaves_no_name_behind(shell: CellShell, notebook: Notebook) -> None:
    before = set(shell.user_ns)
    notebook().probe(probe(lambda_like), 1)
    assert set(shell.user_ns) == before


def lambda_like(notebook, x):  # type: ignore[no-untyped-def]
    return [x]


def test_a_probe_holds_only_the_text_of_its_function() -> None:
    assert attribute_twice.name == "attribute_twice"
    assert attribute_twice.source.startswith("def attribute_twice(notebook, name, by=2)")


def test_a_name_that_a_probe_misses_is_a_missing_name(notebook: Notebook) -> None:
    with pytest.raises(NameMissing, match="nowhere"):
        notebook().probe(look_for)


# --------------------------------------------------------------------------------------------------------------- seeds

DRAW = """
import random, torch
import msgpack
import numpy as np
def draw():
    return random.random(), np.random.rand(), torch.rand(2)
"""


def drawn(student: Student) -> list[float]:
    a, b, c = student.call("draw")
    return [a, b, *c.tolist()]


def test_the_same_seed_draws_the_same_numbers(notebook: Notebook) -> None:
    assert drawn(notebook(DRAW, seed=5)) == drawn(notebook(seed=5))


def test_another_seed_draws_other_numbers(notebook: Notebook) -> None:
    one, other = drawn(notebook(DRAW, seed=5)), drawn(notebook(seed=6))
    assert not set(one) & set(other)


def test_what_one_request_draws_does_not_move_the_next(notebook: Notebook) -> None:
    student = notebook(DRAW, seed=5)
    assert drawn(student) == drawn(student)


# ------------------------------------------------------------------------------------------------------------ failures


def test_an_exception_tells_the_students_own_line(notebook: Notebook) -> None:
    student = notebook(
        "def fine():\n    return 1", "def deep(x):\n    y = x\n    return y.item()\n\ndef f(x): return deep(x)"
    )
    with pytest.raises(StudentRaised) as raised:
        student.call("f", torch.ones(2))
    assert raised.value.type == "RuntimeError"
    assert (raised.value.line_number, raised.value.line) == (3, "return y.item()")
    assert str(raised.value).startswith("RuntimeError: ")


def test_an_exception_outside_the_students_code_has_no_line(notebook: Notebook) -> None:
    with pytest.raises(StudentRaised) as raised:
        notebook("def f(x): return x").call("f")
    assert (raised.value.type, raised.value.line) == ("TypeError", "")


@pytest.mark.parametrize(
    "source",
    [
        "def f():\n    raise NotImplementedError()",
        "def f():\n    raise NotImplementedError",
        "class f:\n    def __init__(self):\n        raise NotImplementedError()",
    ],
)
def test_the_released_stub_is_not_attempted(notebook: Notebook, source: str) -> None:
    with pytest.raises(NotAttempted):
        notebook(source).call("f")


def test_a_stub_that_a_finished_function_calls_is_named(notebook: Notebook) -> None:
    student = notebook("def helper():\n    raise NotImplementedError()\ndef f():\n    return helper()")
    with pytest.raises(StudentRaised, match="helper is not written yet"):
        student.call("f")


def test_a_not_implemented_error_from_a_library_is_an_ordinary_error(notebook: Notebook) -> None:
    student = notebook("import torch\ndef f():\n    return torch.nn.Module()(1)")
    with pytest.raises(StudentRaised, match="NotImplementedError"):
        student.call("f")


def test_a_missing_name_is_told(notebook: Notebook) -> None:
    with pytest.raises(NameMissing) as missing:
        notebook().call("nowhere")
    assert missing.value.name == "nowhere"


def test_a_missing_name_becomes_what_the_judge_makes_of_it(shell: CellShell) -> None:
    transport = LocalTransport(shell.user_ns, torch.device("cpu"))
    student = Student(transport, missing=lambda name: NotAttempted(f"no {name}"))
    with pytest.raises(NotAttempted, match="no nowhere"):
        student.value("nowhere")


@pytest.mark.parametrize(
    "body",
    [
        "while True: pass",
        "while True:\n        try:\n            while True: sum(range(9))\n        except Exception: pass",
        "import time\n    time.sleep(60)",
    ],
    ids=["loop", "loop that catches", "sleep"],
)
def test_a_call_without_end_is_timed_out(notebook: Notebook, body: str) -> None:
    student = notebook(f"def f():\n    {body}", seconds=0.2)
    with pytest.raises(StudentTimedOut, match=r"0\.2 seconds"):
        student.call("f")
    assert student.timed_out is not None


def test_a_loop_that_swallows_the_first_alarm_is_timed_out(notebook: Notebook) -> None:
    loop = """
        def f():
            caught = 0
            while True:
                try:
                    while True: sum(range(9))
                except BaseException:
                    caught += 1
                    if caught > 1: raise
    """
    with pytest.raises(StudentTimedOut):
        notebook(dedented(loop), seconds=0.1).call("f")


def test_an_endless_repr_is_timed_out(notebook: Notebook) -> None:
    endless = "class E:\n    def __repr__(self):\n        while True: pass"
    with pytest.raises(StudentTimedOut):
        notebook(endless, seconds=0.2).call("E")


@pytest.mark.parametrize(
    ("line", "type"),
    [
        ("raise SystemExit(3)", "SystemExit"),
        ("import sys; sys.exit()", "SystemExit"),
        ("raise GeneratorExit", "GeneratorExit"),
        ("import pytest; pytest.skip('no')", "Skipped"),
        ("import pytest; pytest.exit('no')", "Exit"),
        ("class Own(BaseException): pass\n    raise Own", "Own"),
        ("return [].pop()", "IndexError"),
        ("return f()", "RecursionError"),
        ("return [0] * 10**15", "MemoryError"),
    ],
)
def test_whatever_is_raised_is_an_answer(notebook: Notebook, line: str, type: str) -> None:
    with pytest.raises(StudentRaised) as raised:
        notebook(f"def f():\n    {line}").call("f")
    assert raised.value.type == type


def test_an_interrupt_from_the_keyboard_gets_through(notebook: Notebook) -> None:
    with pytest.raises(KeyboardInterrupt):
        notebook("def f():\n    raise KeyboardInterrupt").call("f")


def test_an_exception_whose_message_raises_is_told_by_its_type(notebook: Notebook) -> None:
    student = notebook("class Bad(Exception):\n    def __str__(self): return 1 / 0\ndef f(): raise Bad()")
    with pytest.raises(StudentRaised, match=r"Bad: .*ZeroDivisionError"):
        student.call("f")


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("import torch\ndef f(): return torch.zeros(1).expand(2**40)", "bytes"),
        ("def f():\n    x = []\n    x.append(x)\n    return x", "deeper"),
        ("def f(): return list(range(300_000))", "items"),
    ],
)
def test_an_answer_beyond_the_bounds_is_refused(notebook: Notebook, source: str, words: str) -> None:
    with pytest.raises(AnswerRefused, match=words):
        notebook(source).call("f")


@pytest.mark.parametrize(
    ("source", "type"),
    [
        ("def f():\n    yield 1", "generator"),
        ("def f(): return zip([1], [2])", "zip"),
        ("def f(): return f", "function"),
        ("class f: pass", "f"),
    ],
)
def test_an_object_as_a_result_is_opaque(notebook: Notebook, source: str, type: str) -> None:
    answer = notebook(source).call("f")
    assert isinstance(answer, Opaque)
    assert answer.type == type


def test_after_a_failure_the_next_request_works(notebook: Notebook) -> None:
    student = notebook("def bad(): return 1 / 0\ndef loop():\n    while True: pass\ndef good(): return 1", seconds=0.2)
    for name in ("bad", "loop"):
        with pytest.raises((StudentRaised, StudentTimedOut)):
            student.call(name)
    assert student.call("good") == 1


# ---------------------------------------------------------------------------------------- an other side that is no good


class Says:
    """A transport whose other side says one and the same thing."""

    def __init__(self, answer: Any) -> None:
        self.answer = answer

    def send(self, request: bytes, seconds: float) -> bytes:
        return self.answer if isinstance(self.answer, bytes) else encode(self.answer)


@pytest.mark.parametrize(
    "answer",
    [
        b"garbage",
        None,
        "ok",
        ["ok"],
        {},
        {"status": "ok"},
        {"status": ["ok"], "value": 1},
        {"status": "never heard of"},
        {"status": torch.ones(1), "value": 1},
        {"status": "untransportable", "message": 3},
    ],
    ids=str,
)
def test_what_is_no_answer_is_refused(answer: Any) -> None:
    with pytest.raises(AnswerRefused):
        Student(Says(answer)).call("f")


@pytest.mark.parametrize("value", [None, 3, "Handle(0)", [Handle(0)]])
def test_make_accepts_nothing_but_a_handle(value: Any) -> None:
    with pytest.raises(AnswerRefused, match="object"):
        Student(Says({"status": "ok", "value": value})).make("f")


def test_observe_takes_an_answer_that_has_left_the_inputs_out() -> None:
    seen = Student(Says({"status": "ok", "value": 1})).observe("f")
    assert (seen.args, seen.kwargs) == ((), {})


@pytest.mark.parametrize(
    "status", [torch.ones(2), np.array([1, 2]), ["ok"], None, 1], ids=lambda status: type(status).__name__
)
def test_a_status_that_is_no_text_is_no_answer(status: Any) -> None:
    with pytest.raises(AnswerRefused):
        Student(Says({"status": status, "value": 1})).call("f")


def test_observed_inputs_that_are_none_are_refused() -> None:
    with pytest.raises(AnswerRefused, match="something else"):
        Student(Says({"status": "ok", "value": 1, "args": 5})).observe("f")


def test_words_of_the_other_side_are_cut_and_of_the_right_type() -> None:
    said = {"status": "raised", "type": "T" * 10_000, "message": 5, "line_number": "two", "line": ["x"]}
    with pytest.raises(StudentRaised) as raised:
        Student(Says(said)).call("f")
    error = raised.value
    assert (len(error.type), error.message, error.line_number, error.line) == (500, "", 0, "")


def test_a_request_says_what_to_do_for_how_long_and_from_which_seed() -> None:
    sent = []

    class Listens:
        def send(self, request: bytes, seconds: float) -> bytes:
            sent.append((decode(request), seconds))
            return encode({"status": "ok", "value": None})

    Student(Listens(), seed=3, seconds=4.0).call("f", 1)
    settings = {"seconds": 4.0, "seed": 3, "device": "cpu"}
    assert sent == [({"do": "call", **settings, "target": "f", "args": (1,), "kwargs": {}, "inputs": False}, 4.0)]


# ------------------------------------------------------------------------------------------------------------- devices

# Every machine has torch's device "meta", whose tensors have a shape and no numbers.
MAKES = "def make(x):\n    return [str(torch.ones(2).device), str(x.device), str(torch.ones_like(x).device)]"


def on(shell: CellShell, device: str) -> Student:
    shell.run("import torch", 30)
    shell.run(MAKES, 30)
    return Student(LocalTransport(shell.user_ns, torch.device(device)), device=torch.device(device))


def test_what_an_answer_makes_lands_on_the_device_of_the_check(shell: CellShell) -> None:
    assert on(shell, "cpu").call("make", torch.ones(1)) == ["cpu", "cpu", "cpu"]
    assert on(shell, "meta").call("make", torch.ones(1)) == ["meta", "cpu", "cpu"]


def test_an_input_arrives_where_the_check_put_it(shell: CellShell) -> None:
    student = on(shell, "meta")
    here = decode(encode(torch.ones(3)), device=torch.device("meta"))
    assert here.device.type == "cpu"
    # As an encoder on a machine with a graphics card spells it.
    tree = ["tensor", "float32", [1], bytes(4), False, True]
    assert decode(msgpack.packb(tree), device=torch.device("meta")).device.type == "meta"
    assert decode(msgpack.packb(tree)).device.type == "cpu"
    assert student.call("make", torch.ones(1))[1] == "cpu"

"""torch's compiler is imported when somebody compiles, and not before; then it is the real one, once."""

from __future__ import annotations

import subprocess
import sys

import pytest

START = """
import sys, torch
from autograder.worker.late_compiler import put_off_the_compiler
put_off_the_compiler()
put_off_the_compiler()
parameter = torch.zeros(3, requires_grad=True)

def descend(kind):
    optimizer = kind([parameter], lr=0.1)
    (parameter - 1).square().sum().backward()
    optimizer.step()
    optimizer.zero_grad()
    optimizer.load_state_dict(optimizer.state_dict())
    torch.optim.lr_scheduler.StepLR(optimizer, 1).step()

def is_there():
    return "torch._dynamo.symbolic_convert" in sys.modules
"""


def said(program: str) -> str:
    run = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", START + program], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr[-2000:]
    return run.stdout.strip()


def test_optimizers_do_without_it() -> None:
    program = "for kind in (torch.optim.SGD, torch.optim.Adam, torch.optim.RMSprop): descend(kind)\n"
    assert said(program + "print(is_there(), bool((parameter > 0.1).all()))") == "False True"


def test_an_optimizer_steps_as_with_it() -> None:
    put_off = said("descend(torch.optim.AdamW); descend(torch.optim.SGD); print(parameter.tolist())")
    real = START.replace("put_off_the_compiler()\nput_off_the_compiler()\n", "")
    program = real + "descend(torch.optim.AdamW); descend(torch.optim.SGD); print(is_there(), parameter.tolist())"
    whole = subprocess.run([sys.executable, "-W", "ignore", "-c", program], capture_output=True, text=True, check=True)
    assert whole.stdout.strip() == f"True {put_off}"


@pytest.mark.parametrize(
    ("program", "answer"),
    [
        ("print(torch.compile(lambda x: x * 2, backend='eager')(torch.ones(2)).tolist())", "[2.0, 2.0]"),
        ("print(torch.vmap(lambda x: x * 2)(torch.ones(2)).tolist())", "[2.0, 2.0]"),
        ("from torch._dynamo import config; print(config.__name__)", "torch._dynamo.config"),
        (
            "import torch._dynamo.utils as one\nfrom torch._dynamo.utils import counters\n"
            "print(one is sys.modules['torch._dynamo.utils'] is torch._dynamo.utils, one.counters is counters)",
            "True True",
        ),
        ("import inspect; inspect.getmodule(descend); print(is_there())", "False"),
    ],
    ids=["compile", "vmap", "a part", "a part twice", "only looked at"],
)  # fmt: skip
def test_whoever_wants_more_of_it_gets_it(program: str, answer: str) -> None:
    assert said(program) == answer

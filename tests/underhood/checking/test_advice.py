"""The advice is chosen by what torch and Python really say."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import nn

from underhood.checking.advice import Room, advice_about


def leaf() -> torch.Tensor:
    return torch.ones(2, requires_grad=True)


def step_that_is_tracked() -> None:
    w = leaf()
    w -= 1


def backward_twice() -> None:
    loss = (leaf() ** 2).sum()
    loss.backward()
    loss.backward()


class NoSuper(nn.Module):
    def __init__(self) -> None:
        self.weight = nn.Parameter(torch.ones(1))


@pytest.mark.parametrize(
    ("does", "advice"),
    [
        (step_that_is_tracked, "which block tells it not to"),
        (lambda: torch.ones(()).backward(), "nothing leads from this number back to a parameter"),
        (backward_twice, "once for each loss"),
        (lambda: (leaf() * 2).backward(), "what makes one number of many"),
        (lambda: torch.ones(2, 3) @ torch.ones(2, 3), "the last axis of a"),
        (lambda: torch.ones(2) + torch.ones(3), "compare them from the right"),
        (NoSuper, "the first line of __init__"),
        (lambda: leaf() - 0.1 * leaf().grad, "something is None there"),
        (lambda: leaf().grad.zero_(), "something is None there"),
        (lambda: float(leaf()), "this wants one number"),
        (lambda: max(torch.ones(3), 0), "decides once"),
        (lambda: [][0], "how long is that axis"),
        (lambda: undefined, "spelled as it was defined"),  # noqa: F821
        (lambda: torch.ones(2).view(3), "read the last line of the error"),
    ],
)
def test_what_torch_says_is_known(does: Callable[[], Any], advice: str) -> None:
    with pytest.raises(Exception) as raised:
        does()
    assert advice in advice_about(type(raised.value).__name__, str(raised.value))


def no_thread() -> None:
    raise RuntimeError("can't start new thread")


def no_room(number: int) -> Callable[[], None]:
    def fails() -> None:
        raise OSError(number, os.strerror(number))

    return fails


ROOM = Room(memory=3 * 2**29, disk=64 * 2**20, tasks=128)
USED_UP = [
    (lambda: bytearray(2**62), "1.5 GB of memory", "a list that grows"),
    (lambda: torch.empty(2**60, dtype=torch.uint8), "1.5 GB of memory", "a list that grows"),
    (no_room(errno.ENOMEM), "1.5 GB of memory", "a list that grows"),
    (no_room(errno.ENOSPC), "64 MB of files", "write less"),
    (no_room(errno.EFBIG), "64 MB of files", "write less"),
    (no_room(errno.EAGAIN), "128 processes and threads", "start fewer"),
    (no_thread, "128 processes and threads", "start fewer"),
]


@pytest.mark.parametrize(("does", "limit", "advice"), USED_UP)
def test_a_limit_is_named_where_it_is_known(does: Callable[[], Any], limit: str, advice: str) -> None:
    with pytest.raises(Exception) as raised:
        does()
    said = type(raised.value).__name__, str(raised.value)
    with_room, without = advice_about(*said, ROOM), advice_about(*said)
    assert limit in with_room
    assert advice in with_room
    assert advice in without
    assert "here your code may use" not in without

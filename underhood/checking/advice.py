"""A first thing to look at, for the exceptions that beginners meet: the line NEXT of an answer that raised one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

__all__ = ["Room", "advice_about"]


@dataclass(frozen=True)
class Room:
    """How much a student's code may use where it runs: bytes of memory, bytes of each folder, processes and threads."""

    memory: int
    disk: int
    tasks: int


# What torch and Python say, in part, and what to look at. The first that fits is told.
_BY_MESSAGE = {
    "a leaf Variable that requires grad is being used in an in-place operation": (
        "torch would keep track of this step, too: which block tells it not to?"
    ),
    "does not require grad and does not have a grad_fn": (
        "nothing leads from this number back to a parameter: look for .item(), .detach(), float(), or a parameter that "
        "was not marked before the computation"
    ),
    "backward through the graph a second time": "call backward once for each loss, and compute the loss anew each time",
    "grad can be implicitly created only for scalar outputs": (
        "backward starts from one number: what makes one number of many?"
    ),
    "shapes cannot be multiplied": (
        "print both shapes: in a @ b, the last axis of a has to be as long as the first axis of b"
    ),
    "must match the size of tensor b": (
        "print both shapes and compare them from the right: equal, or 1, or missing is what fits"
    ),
    "before Module.__init__() call": "what has to be the first line of __init__ in a class that is an nn.Module?",
    "Expected all tensors to be on the same device": "make new tensors on the device of what came in: x.device",
    "NoneType": "something is None there: a function without a return, or a .grad that no backward() has filled",
    "object has no attribute": (
        "is the name spelled right, was it written to self before it was read, and is the object what you think it is?"
    ),
    "only one element tensors can be converted": "this wants one number, and the tensor has more: look at its shape",
    "Boolean value of Tensor with more than one value is ambiguous": (
        "an if, and, or, not, max() or min() decides once, and here it has a whole tensor to decide about"
    ),
}
_BY_TYPE = {
    "SyntaxError": "Python could not read that line or the one above it: look for a bracket, a colon, a quote",
    "IndentationError": "the lines of a block start at the same column: look at the spaces before that line",
    "NameError": "is that name spelled as it was defined, and has its cell been run?",
    "TypeError": "does the call give the number and kind of arguments that the function takes?",
    "IndexError": "print the shape just before that line: how long is that axis?",
    "AttributeError": "print the type just before that line: is it what you think it is?",
    "ModuleNotFoundError": "the exercise needs no other library",
    "SystemExit": "exit() ends Python, and not only your function: return ends a function",
    "RecursionError": "the function calls itself again and again: is there another of the same name?",
}
# What is said where a limit on the room is reached, and what to do about it.
_MEMORY = "make and keep fewer numbers at a time: look for a list that grows, and for a shape that is larger than meant"
_DISK = "write less, or remove what is not needed any more"
_TASKS = "start fewer at a time, and wait for their end"
_BY_ROOM: Mapping[str, tuple[str, str]] = {
    "MemoryError": ("{memory} of memory", _MEMORY),
    "can't allocate memory": ("{memory} of memory", _MEMORY),
    "Cannot allocate memory": ("{memory} of memory", _MEMORY),
    "No space left on device": ("{disk} of files in each folder", _DISK),
    "File too large": ("{disk} of files in each folder", _DISK),
    "Resource temporarily unavailable": ("{tasks} processes and threads", _TASKS),
    "can't start new thread": ("{tasks} processes and threads", _TASKS),
}
_OTHERWISE = "read the last line of the error, and print the shapes just before the line that it names"


def advice_about(type: str, message: str, room: Room | None = None) -> str:
    """What to look at first, by the message of an exception, else by the name of its type.

    `room` is what the code may use, where that is known: then an exception that says that it is used up is told so.
    """
    used_up = (told for part, told in _BY_ROOM.items() if part in message or part == type)
    if told := next(used_up, None):
        limit, advice = told
        return f"here your code may use {_in_words(limit, room)}: {advice}" if room else advice
    fitting = (advice for part, advice in _BY_MESSAGE.items() if part in message)
    return next(fitting, _BY_TYPE.get(type, _OTHERWISE))


def _in_words(limit: str, room: Room) -> str:
    return limit.format(memory=_size(room.memory), disk=_size(room.disk), tasks=room.tasks)


def _size(count: int) -> str:
    return f"{count / 2**30:.3g} GB" if count >= 2**30 else f"{count / 2**20:.3g} MB"

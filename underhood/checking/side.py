"""The student's side of a check: carries out a request in the namespace of the notebook and answers with values.

In JupyterLab this is the notebook's own process; in grading it is a worker that holds no check and no expected value.
"""

from __future__ import annotations

import linecache
import random
import traceback
from collections.abc import Callable, MutableMapping
from contextlib import AbstractContextManager, nullcontext
from functools import lru_cache
from types import CodeType
from typing import Any

import numpy as np
import torch

from underhood.checking.time_limit import TimeLimitReached, time_limit
from underhood.checking.values import Handle, ValueRefused, decode, encode

__all__ = ["StudentSide", "frames_of_cells", "seed_everything"]

_ABSENT = object()


class _Missing(Exception):
    """The notebook has no such name."""


class _Notebook:
    """What a probe sees of the notebook: its names as attributes."""

    def __init__(self, names: MutableMapping[str, Any]) -> None:
        self._names = names

    def __getattr__(self, name: str) -> Any:
        return _look_up(self._names, name)


def _look_up(names: MutableMapping[str, Any], name: str) -> Any:
    found = names.get(name, _ABSENT)
    if found is _ABSENT:
        raise _Missing(name)
    return found


class StudentSide:
    """Answers requests about one notebook. Keeps the objects that handles name until `restore`."""

    def __init__(self, names: MutableMapping[str, Any], device: torch.device) -> None:
        if device.type == "cuda" and torch.cuda.is_available():
            torch.cuda.init()  # type: ignore[no-untyped-call]  # so that its random numbers start from a seed, too: see `seed_everything`
        self._names = names
        self._device = device
        self._kept: list[Any] = []
        self._before: dict[str, Any] = {}
        self._operations: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
            "call": self._call,
            "make": self._make,
            "value": self._value,
            "assign": self._assign,
            "probe": self._probe,
        }

    def answer(self, request: bytes | memoryview) -> bytes:
        """Carry out one request: `{"do": operation, "seconds": limit, "seed": number, "device": name, ...}`, as bytes.

        The answer is a dict whose `status` is ok, raised, unfinished, missing, timed out or untransportable. Whatever
        the student's code raises is in the answer; nothing gets out of here but an interrupt from the keyboard.
        """
        message = decode(request, device=self._device)
        try:
            with time_limit(message["seconds"]):
                seed_everything(message["seed"])
                with _new_tensors_on(message["device"]):
                    return encode({"status": "ok", **self._operations[message["do"]](message)})
        except TimeLimitReached:
            return encode({"status": "timed out"})
        except _Missing as missing:
            return encode({"status": "missing", "name": str(missing)})
        except ValueRefused as refused:
            return encode({"status": "untransportable", "message": str(refused)})
        except KeyboardInterrupt:  # whoever sits in front of the notebook wants it to stop
            raise
        except BaseException as error:  # noqa: BLE001 - what a student's function raises is the answer, an exit too
            return encode(_account_of(error))

    def restore(self) -> None:
        """Forget the kept objects and give the notebook its own names back."""
        for name, value in self._before.items():
            if value is _ABSENT:
                self._names.pop(name, None)
            else:
                self._names[name] = value
        self._before.clear()
        self._kept.clear()

    def _call(self, message: dict[str, Any]) -> dict[str, Any]:
        args, kwargs = self._resolve(message["args"]), self._resolve(message["kwargs"])
        value = self._target(message["target"])(*args, **kwargs)
        answer = {"value": value}
        if message["inputs"]:
            answer |= {"args": args, "kwargs": kwargs}
        return answer

    def _make(self, message: dict[str, Any]) -> dict[str, Any]:
        args, kwargs = self._resolve(message["args"]), self._resolve(message["kwargs"])
        return {"value": self._keep(self._target(message["target"])(*args, **kwargs))}

    def _value(self, message: dict[str, Any]) -> dict[str, Any]:
        return {"value": self._target(message["target"])}

    def _assign(self, message: dict[str, Any]) -> dict[str, Any]:
        name = message["name"]
        self._before.setdefault(name, self._names.get(name, _ABSENT))
        self._names[name] = self._resolve(message["value"])
        return {"value": None}

    def _probe(self, message: dict[str, Any]) -> dict[str, Any]:
        space: dict[str, Any] = {"torch": torch, "np": np}
        exec(_compiled(message["source"]), space)  # noqa: S102 - the author's code, not the student's
        args, kwargs = self._resolve(message["args"]), self._resolve(message["kwargs"])
        value = space[message["name"]](_Notebook(self._names), *args, **kwargs)
        return {"value": self._keep(value) if message["keep"] else value}

    def _target(self, target: Any) -> Any:
        if isinstance(target, str):
            return _look_up(self._names, target)
        if isinstance(target, Handle):
            return self._kept[target.number]
        of, attribute = target
        return getattr(self._target(of), attribute)

    def _keep(self, value: Any) -> Handle:
        self._kept.append(value)
        return Handle(len(self._kept) - 1)

    def _resolve(self, value: Any) -> Any:
        if isinstance(value, Handle):
            return self._kept[value.number]
        if isinstance(value, list):
            return [self._resolve(item) for item in value]
        if isinstance(value, tuple):
            return tuple(self._resolve(item) for item in value)
        if isinstance(value, dict):
            return {key: self._resolve(item) for key, item in value.items()}
        return value


@lru_cache(maxsize=64)
def _compiled(source: str) -> CodeType:
    return compile(source, "<probe>", "exec")


def _new_tensors_on(device: str) -> AbstractContextManager[Any]:
    """Let tensors that name no device be made on this one: an answer that is right on the CPU is right everywhere."""
    return nullcontext() if device == "cpu" else torch.device(device)


def seed_everything(seed: int) -> None:
    """Start the generators of Python, NumPy and torch from one number."""
    random.seed(seed)
    np.random.seed(seed % 2**32)
    # torch.manual_seed also notes, with the whole stack as text, what to do if a card should be used one day: that
    # takes longer than most answers.
    torch.default_generator.manual_seed(seed)
    if torch.cuda.is_initialized():  # type: ignore[no-untyped-call]
        torch.cuda.manual_seed_all(seed)
    if torch.backends.mps.is_available():
        torch.mps.manual_seed(seed)


def _account_of(error: BaseException) -> dict[str, Any]:
    """What an exception says: its type, its message, and the line of the student's that it came from."""
    frames = frames_of_cells(error)
    number, line = (frames[-1].lineno or 0, _line_of(frames[-1])) if frames else (0, "")
    unfinished = isinstance(error, NotImplementedError) and line.startswith("raise NotImplementedError")
    # A finished function may call one that is not: then it is the other one that has not been attempted.
    other = frames[-1].name if unfinished and frames[-1].name != frames[0].name else ""
    return {
        "status": "unfinished" if unfinished and not other else "raised",
        "type": type(error).__name__[:100],
        "message": f"{other} is not written yet" if other else _message_of(error),
        "line_number": number,
        "line": line[:200],
    }


def frames_of_cells(error: BaseException) -> list[traceback.FrameSummary]:
    """The frames that an exception came through and whose code was typed into a cell, the innermost last."""
    return [frame for frame in traceback.extract_tb(error.__traceback__) if _is_students(frame.filename)]


def _is_students(filename: str) -> bool:
    """Whether code was typed into a cell: IPython and ipykernel give cells such file names."""
    return filename.startswith(("<ipython-input", "<cell")) or "ipykernel_" in filename


def _line_of(frame: traceback.FrameSummary) -> str:
    return (frame.line or linecache.getline(frame.filename, frame.lineno or 0)).strip()


def _message_of(error: BaseException) -> str:
    try:
        return str(error)[:500]
    except Exception as second:  # noqa: BLE001 - a student's own exception class may be broken, too
        return f"(its message could not be read: {type(second).__name__})"

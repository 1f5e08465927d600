"""Runs the cells of a notebook in an IPython shell of this process, and records what they print, show and raise."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from underhood.checking.time_limit import TimeLimitReached, time_limit

__all__ = ["CellRun", "CellShell"]

MAX_OUTPUT = 1_000_000
"""Characters of output that are kept of one cell; the rest is dropped, and the drop is told."""

# Where checks run outside the notebook, a cell that says check("…") has nothing to do.
CHECKS_ELSEWHERE = "UNDERHOOD_CHECKS_ELSEWHERE"


@dataclass(frozen=True)
class CellRun:
    """What became of one cell: `status` is ok, raised or timed out; `outputs` are those of the notebook format."""

    status: str
    outputs: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    message: str = ""


class _Recorder:
    """The outputs of the cell that runs now, bounded in size."""

    def __init__(self) -> None:
        self.outputs: list[dict[str, Any]] = []
        self._size = 0

    def start(self) -> None:
        self.outputs, self._size = [], 0

    def stream(self, name: str, text: str) -> None:
        text = self._room_for(text)
        if self.outputs and self.outputs[-1].get("name") == name:
            self.outputs[-1]["text"] += text
        elif text:
            self.outputs.append({"output_type": "stream", "name": name, "text": text})

    def add(self, output: dict[str, Any]) -> None:
        self._size += sum(len(str(part)) for part in output.get("data", {}).values())
        if self._size <= MAX_OUTPUT:
            self.outputs.append(output)

    def _room_for(self, text: str) -> str:
        if self._size > MAX_OUTPUT:
            return ""
        self._size += len(text)
        over = self._size - MAX_OUTPUT
        return text if over <= 0 else text[:-over] + f"\n[more than {MAX_OUTPUT:,} characters: the rest was dropped]\n"


class _Stream:
    """Stands in for sys.stdout and sys.stderr while a cell runs."""

    encoding, errors = "utf-8", "replace"

    def __init__(self, name: str, recorder: _Recorder) -> None:
        self.name = f"<{name}>"
        self._kind, self._recorder = name, recorder

    def write(self, text: str) -> int:
        self._recorder.stream(self._kind, str(text))
        return len(text)

    def flush(self) -> None:
        """Nothing waits in here."""

    def isatty(self) -> bool:
        return False

    def writable(self) -> bool:
        return True


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    recorder: _Recorder

    def publish(self, data: dict[str, Any], metadata: dict[str, Any] | None = None, **more: Any) -> None:
        output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        self.recorder.add(output)


class _DisplayHook(DisplayHook):  # type: ignore[misc]
    recorder: _Recorder

    def write_output_prompt(self) -> None:
        """The notebook format counts the prompts."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        output = {"output_type": "execute_result", "data": format_dict, "metadata": md_dict or {}}
        self.recorder.add(output | {"execution_count": self.prompt_count})


class CellShell(InteractiveShell):  # type: ignore[misc]
    """An IPython shell without a terminal: `run` executes one cell and returns its outputs."""

    @classmethod
    def create(cls) -> CellShell:
        """A new shell; IPython's own `get_ipython()` finds the newest."""
        cls.clear_instance()
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "NoColor"
        config.InteractiveShell.xmode = "Context"
        shell = cls.instance(config=config, displayhook_class=_DisplayHook, display_pub_class=_Publisher)
        shell.recorder = _Recorder()
        shell.displayhook.recorder = shell.display_pub.recorder = shell.recorder
        return shell  # type: ignore[no-any-return]

    def run(self, source: str, seconds: float) -> CellRun:
        """Execute a cell. Whatever it raises is recorded, also that its time is up."""
        self.recorder.start()
        self._failure: BaseException | None = None
        try:
            with self._streams(), time_limit(seconds):
                result = self.run_cell(source, store_history=True)
        except TimeLimitReached:
            return self._timed_out(seconds)
        failure = result.error_before_exec or result.error_in_exec
        if isinstance(failure, TimeLimitReached):
            return self._timed_out(seconds)
        if failure is None:
            return CellRun("ok", self.recorder.outputs)
        return CellRun("raised", self.recorder.outputs, type(failure).__name__, _text_of(failure))

    def _timed_out(self, seconds: float) -> CellRun:
        message = f"the cell did not end within {seconds:g} seconds and was stopped"
        kept = [output for output in self.recorder.outputs if output.get("ename") != "TimeLimitReached"]
        stopped = {"output_type": "error", "ename": "TimeoutError", "evalue": message, "traceback": [message]}
        return CellRun("timed out", [*kept, stopped], "TimeoutError", message)

    @contextmanager
    def _streams(self) -> Iterator[None]:
        before = sys.stdout, sys.stderr
        sys.stdout, sys.stderr = (_Stream(name, self.recorder) for name in ("stdout", "stderr"))
        try:
            yield
        finally:
            sys.stdout, sys.stderr = before

    def _showtraceback(self, etype: type, evalue: BaseException, stb: list[str]) -> None:
        shown = {"ename": etype.__name__, "evalue": _text_of(evalue), "traceback": stb}
        self.recorder.add({"output_type": "error", **shown})


def _text_of(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and type(error).__module__ == "builtins":
        return f"{error.msg} (line {error.lineno})"  # its own text names a file that only exists in memory
    try:
        return str(error)[:500]
    except Exception as second:  # noqa: BLE001 - a student's own exception class may be broken, too
        return f"(its message could not be read: {type(second).__name__})"


def announce_checks_elsewhere() -> None:
    """Make `check`, `hint` and `progress` say, in this process, that the checks run outside."""
    os.environ[CHECKS_ELSEWHERE] = "1"

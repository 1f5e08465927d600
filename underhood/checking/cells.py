"""Runs the cells of a notebook in an IPython shell of this process, and records what they print, show and raise."""

from __future__ import annotations

import io
import sys
from ast import PyCF_ALLOW_TOP_LEVEL_AWAIT, PyCF_ONLY_AST
from base64 import b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, NoReturn
from warnings import catch_warnings, simplefilter

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from underhood.checking.time_limit import TimeLimitReached, time_limit

__all__ = ["CellRun", "CellShell"]

MAX_OUTPUT, MAX_OUTPUTS, MAX_ERRORS = 1_000_000, 2_000, 20
"""Characters, outputs and errors that are kept of one cell; the rest is dropped, and the drop is told."""


@dataclass(frozen=True)
class CellRun:
    """What became of one cell: `status` is ok, raised or timed out; `outputs` are those of the notebook format."""

    status: str
    outputs: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    message: str = ""


class _Recorder:
    """The outputs of the cell that runs now, bounded in size and in number."""

    def __init__(self) -> None:
        self.start()

    def start(self) -> None:
        self._outputs: list[dict[str, Any]] = []
        self._size = 0
        self._dropped = False

    @property
    def outputs(self) -> list[dict[str, Any]]:
        """In the notebook format. What is printed is kept in pieces until here: adding to a long text copies it."""
        return [
            output | {"text": "".join(output["text"])} if output["output_type"] == "stream" else output
            for output in self._outputs
        ]

    def stream(self, name: str, text: str) -> None:
        kept = text[: max(MAX_OUTPUT - self._size, 0)]
        if len(self._outputs) >= MAX_OUTPUTS and self._outputs[-1].get("name") != name:
            kept = ""
        if kept:
            self._size += len(kept)
            self._pieces(name).append(kept)
        if len(kept) < len(text):
            self._tell_of_drop()

    def add(self, output: dict[str, Any]) -> None:
        size = len(str(output))
        if self._size + size > MAX_OUTPUT or len(self._outputs) >= MAX_OUTPUTS:
            self._tell_of_drop()
            return
        self._size += size
        self._outputs.append(output)

    def add_error(self, output: dict[str, Any]) -> None:
        """An error is told also where the output is full, but for those that come by the thousand."""
        if sum(output["output_type"] == "error" for output in self._outputs) < MAX_ERRORS:
            self._outputs.append(output)

    def _pieces(self, name: str) -> list[str]:
        if not self._outputs or self._outputs[-1].get("name") != name:
            self._outputs.append({"output_type": "stream", "name": name, "text": []})
        return self._outputs[-1]["text"]  # type: ignore[no-any-return]

    def _tell_of_drop(self) -> None:
        if not self._dropped:
            self._dropped = True
            self._pieces("stderr").append("\n[this cell shows more than can be kept: some of it was dropped]\n")


class _Stream(io.TextIOBase):
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

    def writable(self) -> bool:
        return True


class _Publisher(DisplayPublisher):  # type: ignore[misc]
    recorder: _Recorder

    def publish(self, data: dict[str, Any], metadata: dict[str, Any] | None = None, **more: Any) -> None:
        output = {"output_type": "display_data", "data": _as_text(data), "metadata": metadata or {}}
        self.recorder.add(output)


class _DisplayHook(DisplayHook):  # type: ignore[misc]
    recorder: _Recorder

    def write_output_prompt(self) -> None:
        """The notebook format counts the prompts."""

    def write_format_data(self, format_dict: dict[str, Any], md_dict: dict[str, Any] | None = None) -> None:
        output = {"output_type": "execute_result", "data": _as_text(format_dict), "metadata": md_dict or {}}
        self.recorder.add(output | {"execution_count": self.prompt_count})


class CellShell(InteractiveShell):  # type: ignore[misc]
    """An IPython shell without a terminal: `run` executes one cell and returns its outputs."""

    @classmethod
    def create(cls) -> CellShell:
        """A new shell; IPython's own `get_ipython()` finds the newest."""
        cls.clear_instance()
        config = Config()
        config.HistoryManager.enabled = False
        config.InteractiveShell.colors = "nocolor"
        config.InteractiveShell.xmode = "Context"
        shell = cls.instance(config=config, displayhook_class=_DisplayHook, display_pub_class=_Publisher)
        shell.recorder = _Recorder()
        shell.displayhook.recorder = shell.display_pub.recorder = shell.recorder
        return shell  # type: ignore[no-any-return]

    def run(self, source: str, seconds: float, number: int | None = None) -> CellRun:
        """Execute a cell. Whatever it raises is recorded, also that its time is up.

        Args:
            source: the text of the cell.
            seconds: the time that it may take.
            number: what tracebacks call it (`Cell In[3]`); without one, the cell counts on from the one before.
        """
        self.recorder.start()
        if number is not None:
            self.execution_count = number
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

    def transform_cell(self, raw_cell: str) -> str:
        """What IPython makes of a cell. Plain Python stays as it is, and need not be taken apart to find that out.

        Where lines are copied with their prompts, `In [1]: x = 1` is Python's way to write a type, too.
        """
        if raw_cell[:1].isspace() or "In [" in raw_cell or not _is_python(raw_cell):
            return super().transform_cell(raw_cell)  # type: ignore[no-any-return]
        return raw_cell if raw_cell.endswith("\n") else f"{raw_cell}\n"

    def ask_exit(self) -> NoReturn:
        """What IPython's `exit()` calls: nothing waits for the end here, so it raises as Python's own does."""
        raise SystemExit

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
        self.recorder.add_error({"output_type": "error", **shown})


def _is_python(source: str) -> bool:
    """Whether Python can read this cell as it stands. No line of IPython's own language is Python, too."""
    try:
        with catch_warnings():
            simplefilter("ignore")  # IPython compiles it once more, and shows them
            compile(source, "<cell>", "exec", PyCF_ONLY_AST | PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError):
        return False
    return True


def _as_text(data: dict[str, Any]) -> dict[str, Any]:
    """The forms of an output, with pictures that come as bytes in the letters that a notebook holds."""
    return {kind: b64encode(part).decode("ascii") if isinstance(part, bytes) else part for kind, part in data.items()}


def _text_of(error: BaseException) -> str:
    if isinstance(error, SyntaxError) and type(error).__module__ == "builtins":
        return f"{error.msg} (line {error.lineno})"  # its own text names a file that only exists in memory
    try:
        return str(error)[:500]
    except Exception as second:  # noqa: BLE001 - a student's own exception class may be broken, too
        return f"(its message could not be read: {type(second).__name__})"

"""A cell runs, and what it prints, shows and raises is kept in the form of a notebook, up to a bound."""

from __future__ import annotations

import time
from typing import Any

import nbformat
import pytest
from IPython.core.interactiveshell import InteractiveShell

from underhood.checking import cells
from underhood.checking.cells import MAX_ERRORS, MAX_OUTPUT, MAX_OUTPUTS, CellRun, CellShell


def is_sound(run: CellRun) -> bool:
    for output in run.outputs:
        nbformat.validate(output, ref="output", version=4, version_minor=5)
    return True


def printed(run: CellRun, name: str = "stdout") -> str:
    return "".join(output["text"] for output in run.outputs if output.get("name") == name)


def test_what_is_printed_is_kept_by_stream(shell: CellShell) -> None:
    run = shell.run("import sys\nprint('a')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d')", 10)
    assert [(output["name"], output["text"]) for output in run.outputs] == [
        ("stdout", "a\nb\n"),
        ("stderr", "c\n"),
        ("stdout", "d\n"),
    ]
    assert is_sound(run)


def test_the_last_value_is_a_result_with_its_number(shell: CellShell) -> None:
    shell.run("1", 10)
    run = shell.run("6 * 7", 10)
    assert [(o["output_type"], o["data"]["text/plain"], o["execution_count"]) for o in run.outputs] == [
        ("execute_result", "42", 2)
    ]
    assert is_sound(run)


def test_what_is_displayed_is_kept_in_all_its_forms(shell: CellShell) -> None:
    shell.run("class Rich:\n    def __repr__(self): return 'R'\n    def _repr_html_(self): return '<b>R</b>'", 10)
    run = shell.run("display(Rich(), metadata={'a': 1})", 10)
    assert run.outputs == [
        {"output_type": "display_data", "data": {"text/plain": "R", "text/html": "<b>R</b>"}, "metadata": {"a": 1}}
    ]


def test_a_picture_that_comes_as_bytes_is_kept_as_text(shell: CellShell) -> None:
    run = shell.run("class P:\n    def _repr_png_(self): return b'\\x89PNG'\ndisplay(P())", 10)
    assert run.outputs[0]["data"]["image/png"] == "iVBORw=="
    assert is_sound(run)


@pytest.mark.parametrize(
    ("source", "error", "message"),
    [
        ("1 / 0", "ZeroDivisionError", "division by zero"),
        ("def f(:", "SyntaxError", ""),
        ("raise NotImplementedError()", "NotImplementedError", ""),
        ("raise KeyboardInterrupt", "KeyboardInterrupt", ""),
        ("%no_such_magic", "UsageError", ""),
    ],
)
def test_a_cell_that_raises_tells_its_error(shell: CellShell, source: str, error: str, message: str) -> None:
    run = shell.run(f"print('before')\n{source}", 10)
    assert (run.status, run.error) == ("raised", error)
    assert message in run.message
    assert is_sound(run)


def test_an_exception_that_cannot_be_printed_is_raised_all_the_same(shell: CellShell) -> None:
    run = shell.run("class Bad(Exception):\n    def __str__(self): return 1 / 0\nraise Bad", 10)
    assert run.status == "raised"
    assert is_sound(run)


def test_the_traceback_stands_among_the_outputs(shell: CellShell) -> None:
    last = shell.run("print('before')\n1 / 0", 10).outputs[-1]
    assert (last["output_type"], last["ename"], last["evalue"]) == ("error", "ZeroDivisionError", "division by zero")
    assert "1 / 0" in "\n".join(last["traceback"])


@pytest.mark.filterwarnings("ignore:To exit")
@pytest.mark.parametrize("source", ["raise SystemExit(3)", "exit()", "quit()"])
def test_an_exit_ends_the_cell_and_not_the_process(shell: CellShell, source: str) -> None:
    run = shell.run(source, 10)
    assert (run.status, run.error) == ("raised", "SystemExit")


@pytest.mark.parametrize(
    "source",
    [
        "while True: pass",
        "while True:\n    try:\n        while True: sum(range(9))\n    except Exception: pass",
        "import time; time.sleep(9)",
    ],
)
def test_a_cell_without_end_is_stopped(shell: CellShell, source: str) -> None:
    run = shell.run(f"print('before')\nreached = True\n{source}", 0.2)
    assert (run.status, run.error) == ("timed out", "TimeoutError")
    assert printed(run) == "before\n"
    assert [o["ename"] for o in run.outputs if o["output_type"] == "error"] == ["TimeoutError"]
    assert "0.2 seconds" in run.message
    assert is_sound(run)


def test_a_cell_after_a_failed_one_runs_with_what_was_defined(shell: CellShell) -> None:
    shell.run("x = 1\n1 / 0\nx = 2", 10)
    assert printed(shell.run("print(x)", 10)) == "1\n"


def test_one_cells_output_is_not_in_the_next(shell: CellShell) -> None:
    shell.run("print('first')", 10)
    assert printed(shell.run("print('second')", 10)) == "second\n"


def test_a_stream_that_was_taken_in_an_earlier_cell_still_writes(shell: CellShell) -> None:
    shell.run("import sys\nkept = sys.stdout", 10)
    assert printed(shell.run("kept.write('later')", 10)) == "later"


def test_the_streams_behave_like_streams(shell: CellShell) -> None:
    source = """
        import sys
        print(sys.stdout.isatty(), sys.stdout.writable(), sys.stdout.closed, sys.stdout.encoding)
        sys.stdout.writelines(['x', 'y'])
        print('z', flush=True)
    """
    run = shell.run("\n".join(line.strip() for line in source.splitlines()), 10)
    assert (run.status, printed(run)) == ("ok", "False True False utf-8\nxyz\n")


def test_printing_many_small_pieces_is_quick(shell: CellShell) -> None:
    started = time.process_time()
    run = shell.run("for i in range(200_000): print('x')", 30)
    assert len(printed(run)) == 400_000
    assert time.process_time() - started < 10


def test_printing_without_end_is_cut_and_said(shell: CellShell) -> None:
    run = shell.run("for i in range(3): print('x' * 400_000)\nprint('late')", 10)
    assert len(printed(run)) == MAX_OUTPUT
    assert "some of it was dropped" in printed(run, "stderr")
    assert run.status == "ok"


def test_an_output_that_is_too_large_is_left_out_and_the_next_is_kept(shell: CellShell) -> None:
    run = shell.run("display({'text/plain': 'x' * 2_000_000}, raw=True)\nprint('small')", 10)
    assert printed(run) == "small\n"
    assert printed(run, "stderr").count("dropped") == 1


def test_outputs_without_number_are_cut_and_said(shell: CellShell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_OUTPUTS", 20)
    run = shell.run("for i in range(50): display(i)\nprint('late')", 10)
    assert len(run.outputs) == 21
    assert "dropped" in printed(run, "stderr")


def test_streams_in_turn_are_cut_like_outputs(shell: CellShell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "MAX_OUTPUTS", 20)
    run = shell.run("import sys\nfor i in range(50): print(i); print(i, file=sys.stderr)", 10)
    assert len(run.outputs) <= 21


def test_an_error_is_kept_where_the_output_is_full(shell: CellShell) -> None:
    run = shell.run("print('x' * 2_000_000)\n1 / 0", 10)
    assert run.outputs[-1]["ename"] == "ZeroDivisionError"


def test_errors_by_the_hundred_are_cut(shell: CellShell) -> None:
    run = shell.run(
        "try:\n    1 / 0\nexcept Exception:\n    for i in range(50): get_ipython().showtraceback(exception_only=True)",
        10,
    )
    assert len(run.outputs) == MAX_ERRORS


def test_the_bounds_together_stay_below_what_may_cross(shell: CellShell) -> None:
    """Each output is a dict of a few parts, and all of them have to be a value."""
    from underhood.checking.values import MAX_ITEMS, encode

    output: dict[str, Any] = {"output_type": "display_data", "data": {"text/plain": "1"}, "metadata": {}}
    assert encode([output] * MAX_OUTPUTS)
    assert 20 * MAX_OUTPUTS < MAX_ITEMS


@pytest.mark.parametrize(
    "source",
    [
        "", "\n", "x = 1;", "# nothing", "x\t", "\n\nx = 1", "  x = 1", "await f()", "1 +\\\n 2", "(1\n%2)",
        "text = \'\'\'\n%time\n!ls\n\'\'\'", "x?", "?x", "!ls", "%time 1", "files = !ls", "a = %pwd", "%%time\n1",
        ">>> x = 1", "In [1]: x = 1", "x = 1\nIn [2]: y = 2", ";f a b", ",f a b", "/f a", "def f(:", "x = 1\0",
    ],
)  # fmt: skip
def test_a_cell_is_read_as_ipython_reads_it(shell: CellShell, source: str) -> None:
    assert shell.transform_cell(source) == InteractiveShell.transform_cell(shell, source)

"""A real file of checks, judged on one student after the other in one session of pytest."""

from __future__ import annotations

import gc
import sys
import textwrap
import weakref
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import torch

from underhood.checking import CheckResult, ExerciseResult, Status, Student
from underhood.checking.cells import CellShell
from underhood.checking.local import LocalTransport
from underhood.checking.session import ChecksBroken, Collected, with_checks

CHECKS = '''
"""Checks of a small assignment."""
import torch
from underhood.checking import Mistake, exercise, expect, expect_equal

seen = []

@exercise("double", points=1)
def test_worked_example(student):
    """double of
    three."""
    seen.append(student)
    expect_equal(
        student.call("double", 3), 6, words="twice the number",
        mistakes=[Mistake(9, "you squared it", "add it to itself")], next="3 + 3 is?",
    )

@exercise("double", points=2)
def test_of_a_drawn_number(student, device, rng):
    """double of some number."""
    number = int(torch.randint(10, 1000, (), generator=rng))
    assert student.call("double", number) == 2 * number

@exercise("limit", points=1)
def test_of_the_limit(student):
    """limit is three; and a check that changes it."""
    expect(student.value("limit") == 3, expected="a limit of three", got="another")
    student.assign("limit", 99)

def helper():
    """No check, and no part of any."""
'''

HIDDEN = '''
from underhood.checking import exercise, expect_equal

@exercise("double", points=0.5)
def test_of_a_secret_number(student):
    """double of a number that nobody knows."""
    expect_equal(student.call("double", 7919), 15838, words="twice the number")
'''

RIGHT = "limit = 3\ndef double(x):\n    return 2 * x"
SQUARE = "limit = 4\ndef double(x):\n    return x * x"

Judge = Callable[..., dict[str, ExerciseResult]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "checks.py").write_text(CHECKS)
    return tmp_path


@pytest.fixture
def student_of(shell: CellShell) -> Callable[..., Any]:
    """A source of one student, who wrote these cells."""

    def of(*cells: str) -> Any:
        for name in ("double", "limit"):
            shell.user_ns.pop(name, None)
        for cell in cells:
            shell.run(cell, 30)

        @contextmanager
        def source(seed: int, device: torch.device) -> Iterator[Student]:
            transport = LocalTransport(shell.user_ns, device)
            yield Student(transport, seed=seed, seconds=0.3)
            transport.restore()

        return source

    return of


@pytest.fixture
def judged(folder: Path, student_of: Callable[..., Any]) -> Judge:
    """The results of all exercises, for a student who wrote these cells."""

    def judge(*cells: str, files: tuple[str, ...] = ("checks.py",), **options: Any) -> dict[str, ExerciseResult]:
        def serve(checks: Collected) -> dict[str, ExerciseResult]:
            return {name: checks.judge(name, student_of(*cells)) for name in checks.exercises}

        return with_checks([folder / name for name in files], serve, **options)

    return judge


def write_checks(folder: Path, body: str, name: str = "checks.py") -> None:
    head = "import pytest\nfrom underhood.checking import *\n"
    (folder / name).write_text(head + textwrap.dedent(body))


def only(results: dict[str, ExerciseResult]) -> CheckResult:
    ((check,),) = [result.checks for result in results.values()]
    return check


# -------------------------------------------------------------------------------------------------------- six outcomes


def test_a_right_answer_passes_every_check(judged: Judge) -> None:
    results = judged(RIGHT)
    assert {name: (result.status, result.score) for name, result in results.items()} == {
        "double": (Status.PASSED, 3.0),
        "limit": (Status.PASSED, 1.0),
    }


@pytest.mark.parametrize(
    ("cell", "status"),
    [
        ("def double(x):\n    return 2 * x", Status.PASSED),
        ("def double(x):\n    raise NotImplementedError()", Status.NOT_ATTEMPTED),
        ("", Status.NOT_ATTEMPTED),
        ("def double(x):\n    return x.double", Status.RAISED),
        ("def double(x):\n    return 5", Status.WRONG),
        ("def double(x):\n    x = []\n    x.append(x)\n    return x", Status.WRONG),
        ("def double(x):\n    while True: pass", Status.TIMED_OUT),
    ],
)
def test_each_answer_comes_to_its_status(judged: Judge, cell: str, status: Status) -> None:
    result = judged(cell)["double"]
    assert result.status is status
    assert result.checks[0].status is status
    assert result.score == (3.0 if status is Status.PASSED else 0.0)


def test_a_wrong_answer_is_told_in_all_lines(judged: Judge) -> None:
    check = judged(SQUARE)["double"].checks[0]
    assert (check.what, check.expected) == ("double of three.", "twice the number: the number 6")
    assert (check.got, check.why, check.next) == ("the number 9", "you squared it", "add it to itself")


def test_an_error_is_told_with_the_students_line(judged: Judge) -> None:
    check = judged("def double(x):\n    return x.double")["double"].checks[0]
    assert check.expected == "your code runs to its end without an error"
    assert "AttributeError" in check.got
    assert "line 2 of your cell: return x.double" in check.got


@pytest.mark.parametrize(
    "bug",
    [
        "1 / 0",
        'student.call("double", 3).shape',
        'student.call("double", 3, object)["a"]',
        "raise RuntimeError('no')",
        "missing_name",
        "raise pytest.fail.Exception('no')",
    ],
)
def test_a_bug_in_a_check_is_no_fault_of_the_student(judged: Judge, folder: Path, bug: str) -> None:
    write_checks(folder, f'@exercise("double", points=1)\ndef test_it(student):\n    {bug}')
    result = judged(RIGHT if "object" not in bug else "def double(*_): return {}")["double"]
    assert (result.status, result.score) == (Status.COULD_NOT_RUN, None)
    assert bug.partition("\n")[0] in result.checks[0].fault
    assert result.checks[0].got == ""


def test_a_bug_in_a_fixture_is_no_fault_of_the_student(judged: Judge, folder: Path) -> None:
    body = """
        @pytest.fixture
        def broken():
            raise RuntimeError("the fixture")
        @exercise("double", points=1)
        def test_it(student, broken): pass
    """
    write_checks(folder, body)
    assert "the fixture" in only(judged(RIGHT)).fault


@pytest.mark.parametrize("cell", [RIGHT, SQUARE])
def test_a_fault_after_a_check_is_told_only_where_the_check_had_passed(judged: Judge, folder: Path, cell: str) -> None:
    body = """
        @pytest.fixture
        def breaks_late():
            yield
            raise RuntimeError("too late")
        @exercise("double", points=1)
        def test_it(student, breaks_late):
            expect_equal(student.call("double", 3), 6, words="six")
    """
    write_checks(folder, body)
    assert only(judged(cell)).status is (Status.COULD_NOT_RUN if cell == RIGHT else Status.WRONG)


def test_a_bare_assert_is_a_wrong_answer(judged: Judge) -> None:
    check = judged("def double(x):\n    return 6")["double"].checks[1]
    assert check.status is Status.WRONG
    assert "assert 6 ==" in check.got
    assert check.fault == ""


def test_whatever_the_student_raises_does_not_end_the_session(judged: Judge) -> None:
    for line in ("import pytest; pytest.skip('x')", "import pytest; pytest.exit('x')", "raise SystemExit"):
        assert judged(f"def double(x):\n    {line}")["double"].status is Status.RAISED


# --------------------------------------------------------------------------------------------------- points and order


def test_the_first_check_is_the_gate_to_all_points(judged: Judge) -> None:
    wrong_for_three = judged("def double(x):\n    return 5 if x == 3 else 2 * x")["double"]
    assert [check.passed for check in wrong_for_three.checks] == [False, True]
    assert wrong_for_three.score == 0.0
    assert judged("def double(x):\n    return 6")["double"].score == 1.0


@pytest.mark.parametrize("files", [("checks.py", "hidden_checks.py"), ("hidden_checks.py", "checks.py")])
def test_visible_checks_come_first(judged: Judge, folder: Path, files: tuple[str, ...]) -> None:
    (folder / "hidden_checks.py").write_text(HIDDEN)
    checks = judged(RIGHT, files=files)["double"].checks
    assert [check.name for check in checks] == [
        "test_worked_example",
        "test_of_a_drawn_number",
        "test_of_a_secret_number",
    ]
    assert [check.hidden for check in checks] == [False, False, True]


def test_a_hidden_check_tells_words_and_no_numbers(judged: Judge, folder: Path) -> None:
    (folder / "hidden_checks.py").write_text(HIDDEN)
    check = judged("def double(x):\n    return min(2 * x, 5000)", files=("checks.py", "hidden_checks.py"))[
        "double"
    ].checks[2]
    assert (check.status, check.expected) == (Status.WRONG, "twice the number")


def test_the_collection_knows_names_exercises_and_points(folder: Path) -> None:
    (folder / "hidden_checks.py").write_text(HIDDEN)
    files = [folder / "checks.py", folder / "hidden_checks.py"]
    known = with_checks(files, lambda checks: (checks.exercises, checks.names("limit"), checks.points("double")))
    assert known == (["double", "limit"], ["test_of_the_limit"], 3.5)


# -------------------------------------------------------------------------------------------------------- many students


def test_results_do_not_depend_on_who_was_judged_before(folder: Path, student_of: Callable[..., Any]) -> None:
    cells = [RIGHT, SQUARE, "", "def double(x): return 1 / 0", "limit = 3"]

    def judge_all(order: list[str]) -> dict[str, list[Any]]:
        def serve(checks: Collected) -> dict[str, list[Any]]:
            return {
                cell: [
                    (check.name, check.status, check.got)
                    for name in checks.exercises
                    for check in checks.judge(name, student_of(cell)).checks
                ]
                for cell in order
            }

        return with_checks([folder / "checks.py"], serve)

    forward = judge_all(cells * 3)
    assert forward == judge_all(cells[::-1])
    assert [status for _, status, _ in forward[RIGHT]] == [Status.PASSED] * 3
    assert [status for _, status, _ in forward[SQUARE]] == [Status.WRONG] * 3


def test_a_student_is_forgotten_when_the_next_one_is_judged(folder: Path, student_of: Callable[..., Any]) -> None:
    write_checks(folder, '@exercise("double", points=1)\ndef test_it(student, device, rng): pass')
    known: list[weakref.ref[Student]] = []

    def source_of(cell: str) -> Any:
        opened = student_of(cell)

        @contextmanager
        def source(seed: int, device: torch.device) -> Iterator[Student]:
            with opened(seed, device) as student:
                known.append(weakref.ref(student))
                yield student

        return source

    def serve(checks: Collected) -> list[bool]:
        for cell in (RIGHT, SQUARE, RIGHT):
            checks.judge("double", source_of(cell))
        gc.collect()
        return [reference() is None for reference in known[:2]]

    assert with_checks([folder / "checks.py"], serve) == [True, True]


def test_what_a_check_assigned_is_undone_for_the_next_check(judged: Judge, folder: Path) -> None:
    body = """
        @exercise("limit", points=1)
        def test_one(student):
            student.assign("limit", 5)
        @exercise("limit", points=1)
        def test_two(student):
            expect_equal(student.value("limit"), 3, words="three")
    """
    write_checks(folder, body)
    assert judged(RIGHT)["limit"].status is Status.PASSED


SHOWS_ITS_NUMBER = """
    import torch
    @exercise("double", points=1)
    def test_it(student, rng, check_seed):
        raise Wrong("w", str(torch.rand(1, generator=rng).item()) + " " + str(check_seed))
"""


def test_the_same_seed_draws_the_same_inputs_and_another_one_others(judged: Judge, folder: Path) -> None:
    write_checks(folder, SHOWS_ITS_NUMBER)
    one, again, other = (only(judged(RIGHT, seed=seed)).got for seed in (1, 1, 2))
    assert one == again != other


# --------------------------------------------------------------------------------------------------------- broken files


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("def test_it(:", r"line 3\n.*def test_it\(:\n.*\n.*SyntaxError: invalid syntax"),
        ("import no_such_module", "no_such_module"),
        ("1 / 0", "ZeroDivisionError"),
        ("raise SystemExit", "checks.py"),
        ("def test_it(student): pass", "does not say which exercise"),
        ("def helper(student): pass", "there is no check in"),
        ('@exercise("double", points=1)\ndef test_it(student): pytest.skip("not today")', "was skipped"),
    ],
)
def test_a_broken_file_is_a_fault_of_the_course_with_its_reason(
    judged: Judge, folder: Path, body: str, reason: str
) -> None:
    write_checks(folder, body)
    with pytest.raises(ChecksBroken, match=reason) as told:
        judged(RIGHT)
    assert "_pytest" not in str(told.value)


def test_an_interrupt_while_the_checks_are_collected_is_no_fault_of_the_course(judged: Judge, folder: Path) -> None:
    write_checks(folder, "raise KeyboardInterrupt")
    with pytest.raises(KeyboardInterrupt):
        judged(RIGHT)


def test_after_an_interrupt_the_notebook_has_its_own_names_again(judged: Judge, folder: Path, shell: CellShell) -> None:
    body = '@exercise("double", points=1)\ndef test_it(student):\n    student.assign("limit", 99)\n'
    write_checks(folder, f'{body}    student.call("double", 3)')
    with pytest.raises(KeyboardInterrupt):
        judged("limit, seen = 3, []\ndef double(x):\n    seen.append(limit)\n    raise KeyboardInterrupt")
    assert (shell.user_ns["seen"], shell.user_ns["limit"]) == ([99], 3)


def test_a_missing_file_is_told(judged: Judge) -> None:
    with pytest.raises(ChecksBroken, match=r"nowhere\.py"):
        judged(RIGHT, files=("nowhere.py",))


def test_an_error_in_serving_comes_out_as_it_is(folder: Path) -> None:
    def serve(checks: Collected) -> None:
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        with_checks([folder / "checks.py"], serve)


def test_a_changed_file_is_read_anew(judged: Judge, folder: Path) -> None:
    judged(RIGHT)
    write_checks(folder, '@exercise("other", points=1)\ndef test_it(student): pass')
    assert list(judged(RIGHT)) == ["other"]


def test_a_file_named_from_the_current_folder_is_read_anew_and_takes_no_other_module_along(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.delitem(sys.modules, "wave", raising=False)
    for name in ("first", "second"):
        write_checks(folder, f'import wave\n@exercise("{name}", points=1)\ndef test_it(student): pass')
        assert with_checks([Path("checks.py")], lambda checks: checks.exercises) == [name]
    assert "wave" in sys.modules


# -------------------------------------------------------------------------------------- nothing else decides a score


def test_the_folders_own_pytest_settings_have_no_say(judged: Judge, folder: Path) -> None:
    (folder / "conftest.py").write_text("raise RuntimeError")
    (folder / "pytest.ini").write_text("[pytest]\naddopts = -k nothing --no-such-option\n")
    assert judged(RIGHT)["double"].status is Status.PASSED


@pytest.mark.parametrize(("name", "value"), [("PYTEST_ADDOPTS", "-k nothing"), ("PYTEST_PLUGINS", "no_such_plugin")])
def test_the_environments_pytest_settings_have_no_say(
    judged: Judge, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    import os

    monkeypatch.setenv(name, value)
    assert judged(RIGHT)["double"].status is Status.PASSED
    assert os.environ[name] == value


def test_a_session_says_nothing_of_its_own(judged: Judge, capfd: pytest.CaptureFixture[str]) -> None:
    judged(SQUARE)
    assert capfd.readouterr() == ("", "")


SLOW = '''
from underhood.checking import exercise, expect_equal

@exercise("slow", points=1, seconds=5)
def test_with_time(student):
    """slow, with time."""
    expect_equal(student.call("slow"), 1, words="one")

@exercise("slow", points=1)
def test_without(student):
    """slow, without."""
    expect_equal(student.call("slow"), 1, words="one")
'''


def test_a_check_may_allow_more_seconds_for_itself_alone(folder: Path, student_of: Callable[..., Any]) -> None:
    (folder / "checks.py").write_text(SLOW)
    source = student_of("import time\ndef slow():\n    time.sleep(0.5)\n    return 1")
    result = with_checks([folder / "checks.py"], lambda checks: checks.judge("slow", source))
    assert [check.status for check in result.checks] == [Status.PASSED, Status.TIMED_OUT]

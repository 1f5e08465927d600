"""From results to what students and instructors open: the graded notebook, the receipt, the feedback."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbgrader.apps import NbGraderAPI

from autograder.assignment import Assignment
from autograder.autograded import Card, autograded_files, graded_notebook, unreadable_notebook, write_autograded
from autograder.course import Course
from autograder.feedback import write_feedback
from autograder.gradebook import open_gradebook, record, register
from autograder.notebook import display_output
from autograder.notebook_cells import code_cells
from autograder.receipt import Circumstances, is_graded, load_receipt, receipt, receipt_text
from autograder.safe_html import safe_html
from autograder.submission.folder import Submission
from autograder.submission.read import UnreadableSubmission, read_submission
from autograder.submission.repair import repair
from underhood.checking.outcome import ExerciseResult, Status

NAME = "two_tasks"
Submit = Callable[..., Submission]
Judge = Callable[..., list[ExerciseResult]]
Grade = Callable[..., Path]
CARD = '<div style="border:1px solid #ccc;padding:4px;position:fixed"><b>NEXT</b> count</div>'
CIRCUMSTANCES = Circumstances("a" * 64, "b" * 64, 7, versions={"torch": "2.13.0", "python": "3.11.7"})


@pytest.fixture
def grade(course: Course, assignment: Assignment) -> Grade:
    """All that follows judging, for one submission; returns the graded folder."""

    def run(
        submission: Submission, results: Sequence[ExerciseResult], *, written: Mapping[str, bytes] = {}, **outputs: Any
    ) -> Path:
        repaired = repair(assignment, read_submission(submission))
        with open_gradebook(course) as gradebook:
            register(gradebook, assignment)
            record(gradebook, course, assignment, submission, results, repaired)
        cards = {result.name: Card(f"NEXT count for {result.name}", CARD) for result in results}
        notebook = graded_notebook(repaired.notebook, assignment, outputs, cards)
        content = receipt(NAME, submission.student, results, CIRCUMSTANCES, repairs=repaired.receipts)
        files = autograded_files(course, assignment, submission, notebook, content, written)
        return write_autograded(course, submission, files)

    return run


def test_the_graded_notebook_holds_outputs_and_cards(grade: Grade, submit: Submit, solved: Any, judge: Judge) -> None:
    stream = {"output_type": "stream", "name": "stdout", "text": "hello"}
    folder = grade(submit("s001", solved), judge(), double=[stream, {"output_type": "forged"}, {}])
    notebook = nbformat.read(folder / f"{NAME}.ipynb", as_version=4)
    nbformat.validate(notebook)
    assert notebook.cells[2].outputs == [stream]
    assert notebook.cells[3].outputs[0].data == {"text/plain": "NEXT count for double", "text/html": CARD}
    assert [cell.get("execution_count") for cell in notebook.cells[1:6]] == [None, 2, 3, None, 5]


def test_the_margin_and_tracebacks_count_cells_alike(assignment: Assignment) -> None:
    notebook = assignment.released
    numbers = {cell.id: cell.number for cell in code_cells(notebook)}
    graded = graded_notebook(notebook, assignment, {cell_id: [] for cell_id in numbers}, {})
    assert {cell.id: cell.execution_count for cell in graded.cells if cell.id in numbers} == numbers
    assert list(numbers.values()) == [1, 2, 4], "cells of checks are counted, as in JupyterLab"


def test_the_graded_notebook_does_not_tell_where_the_grader_keeps_things(assignment: Assignment) -> None:
    printed = {"output_type": "stream", "name": "stdout", "text": "in /srv/course/datasets"}
    card = Card("from /srv/course/a.py", "<b>/srv/course/a.py</b>")
    outputs = {assignment.answer_cells["double"].cell_id: [printed]}
    graded = graded_notebook(assignment.released, assignment, outputs, {"double": card}, ("/srv/course",))
    shown = [output for cell in graded.cells for output in cell.get("outputs", [])]
    assert shown == [printed | {"text": "in datasets"}, display_output("from a.py", "<b>a.py</b>")]


def test_files_come_along_but_no_traps(
    course: Course, grade: Grade, submit: Submit, judge: Judge, tmp_path: Path
) -> None:
    submission = submit(timestamp="2026-01-01 10:00 UTC")
    (submission.folder / "data").mkdir()
    (submission.folder / "data" / "mine.csv").write_text("1")
    (submission.folder / "checks.py").write_text("# mine")
    (submission.folder / "hints.toml").mkdir()
    (submission.folder / "hints.toml" / "x").write_text("")
    for name in ("result.json", "hidden_checks.py", "other.ipynb"):
        (submission.folder / name).write_text("forged")
    (tmp_path / "secret").write_text("secret")
    (submission.folder / "link").symlink_to(tmp_path / "secret")
    (submission.folder / "folder").symlink_to(tmp_path)
    os.link(tmp_path / "secret", submission.folder / "hard")
    os.mkfifo(submission.folder / "pipe")
    folder = grade(submission, judge())
    found = {str(path.relative_to(folder)): path for path in folder.rglob("*") if not path.is_dir()}
    names = ["checks.py", "data/mine.csv", "hints.toml", "result.json", "timestamp.txt", "two_tasks.ipynb"]
    assert sorted(found) == names
    assert "def test_double" in found["checks.py"].read_text()
    assert all(path.stat().st_mode & 0o777 == 0o444 for path in found.values())


def test_the_size_of_what_comes_along_is_limited(course: Course, grade: Grade, submit: Submit, judge: Judge) -> None:
    course.directory.max_file_size = 1
    submission = submit(timestamp="2026-01-01")
    (submission.folder / "big").write_bytes(b"x" * 1001)
    (submission.folder / "small").write_bytes(b"x" * 999)
    names = {path.name for path in grade(submission, judge()).iterdir()}
    assert "small" in names
    assert "timestamp.txt" in names
    assert "big" not in names


ESCAPES = (
    "..", "../up.txt", "a/../../up.txt", "/etc/up.txt", "//up.txt", "a//b", "a/./b", ".", "", "/", "a/", ".hidden",
    "a/.hidden/b", "x" * 101, "a/" * 8 + "b", "a\0b", "a\nb", "a\x1b[31mb", "a\\b", "a:b", "~", "*", "<b>", "a\ud800",
)  # fmt: skip


@pytest.mark.parametrize("path", ESCAPES, ids=ascii)
def test_what_code_has_written_does_not_escape_from_the_folder(
    course: Course, grade: Grade, submit: Submit, judge: Judge, path: str
) -> None:
    folder = grade(submit(), judge(), written={path: b"forged", "plot.png": b"PNG"})
    assert [found.read_bytes() for found in folder.rglob("*") if found.name == "plot.png"] == [b"PNG"]
    assert not [found for found in course.root.rglob("*") if found.is_file() and found.read_bytes() == b"forged"]


OURS = (
    "two_tasks.ipynb", "result.json", "timestamp.txt", "submission_secret.txt", "checks.py", "hints.toml", "mine.txt",
    "result.json/x", "two_tasks.ipynb/x", "checks.py/x", "data", "mine.txt/x",
)  # fmt: skip


@pytest.mark.parametrize("path", OURS)
def test_what_code_has_written_takes_the_place_of_nothing(
    course: Course, grade: Grade, submit: Submit, judge: Judge, path: str
) -> None:
    submission = submit()
    (submission.folder / "mine.txt").write_text("handed in")
    (course.source_folder(NAME) / "data").mkdir()
    (course.source_folder(NAME) / "data" / "numbers.csv").write_text("1")
    folder = grade(submission, judge(), written={path: b"forged"})
    assert load_receipt(folder) is not None
    assert (folder / "mine.txt").read_text() == "handed in"
    assert (folder / "data" / "numbers.csv").read_text() == "1"
    assert not [found for found in folder.rglob("*") if found.is_file() and found.read_bytes() == b"forged"]


def test_what_code_says_to_have_written_need_not_fit_together(grade: Grade, submit: Submit, judge: Judge) -> None:
    folder = grade(submit(), judge(), written={"a": b"1", "a/b": b"2", "c/d": b"3", "c": b"4"})
    assert {path: (folder / path).read_bytes() for path in ("a", "c/d")} == {"a": b"1", "c/d": b"3"}


def test_a_folder_of_the_receipts_name_does_not_come_along(grade: Grade, submit: Submit, judge: Judge) -> None:
    submission = submit()
    (submission.folder / "result.json").mkdir()
    (submission.folder / "result.json" / "x").write_text("forged")
    assert load_receipt(grade(submission, judge())) is not None


def test_files_that_code_has_written_come_back_with_the_notebook(grade: Grade, submit: Submit, judge: Judge) -> None:
    written = {"plots/loss 1.png": b"PNG", "model=2.pt": b"weights", "a/b/c/d.txt": b"deep", "ä.txt": b"letters"}
    folder = grade(submit(), judge(), written=written)
    assert {path: (folder / path).read_bytes() for path in written} == written


def test_a_second_grading_replaces_all_of_the_first(grade: Grade, submit: Submit, judge: Judge) -> None:
    submission = submit()
    (submission.folder / "old.txt").write_text("")
    folder = grade(submission, judge())
    (submission.folder / "old.txt").unlink()
    assert grade(submission, judge()) == folder
    assert not (folder / "old.txt").exists()
    assert [path.name for path in folder.parent.iterdir()] == [NAME]


def test_a_kill_leaves_the_old_folder_whole(
    course: Course, grade: Grade, submit: Submit, judge: Judge, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = grade(submit(), judge())
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    def interrupt(*_: Any) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("autograder.autograded.receipt_text", interrupt)
    with pytest.raises(KeyboardInterrupt):
        grade(submit(), judge(double=Status.WRONG))
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_the_receipt_has_the_agreed_shape(judge: Judge) -> None:
    content = receipt(
        NAME, "s001", judge(hidden=Status.WRONG), CIRCUMSTANCES, repairs=["a\x1b[31m"], faults=["b"], seconds=0.21234
    )
    assert list(content) == [
        *("schema", "assignment", "student", "score", "max_score", "exercises", "repairs", "faults", "flags"),
        *("seed", "device", "versions", "notebook_sha256", "checks_sha256", "seconds"),
    ]
    assert (content["schema"], content["score"], content["max_score"], content["seconds"]) == (1, 3.0, 4.0, 0.212)
    assert content["repairs"] == ["a\ufffd[31m"]
    exercise = content["exercises"][0]
    assert list(exercise) == ["name", "score", "max_score", "status", "checks"]
    assert (exercise["score"], exercise["status"]) == (2.0, "wrong")
    assert exercise["checks"][0] == {
        "name": "test_double",
        "hidden": False,
        "status": "passed",
        "seconds": 0.004,
        "what": "double of 2",
        "expected": "",
        "got": "4",
        "why": "",
        "next": "",
    }
    assert json.loads(receipt_text(content)) == content
    assert list(content["versions"]) == ["python", "torch"]


def test_a_fault_is_null_and_told(judge: Judge) -> None:
    content = receipt(NAME, "s001", judge(double=Status.COULD_NOT_RUN), CIRCUMSTANCES)
    assert content["exercises"][0]["score"] is None
    assert content["score"] == 1.0
    assert content["max_score"] == 4.0
    assert content["faults"] == ["double: the worker died"]


def test_what_was_graded_so_is_not_graded_again(grade: Grade, submit: Submit, judge: Judge, tmp_path: Path) -> None:
    folder = grade(submit(), judge())
    assert is_graded(folder, CIRCUMSTANCES)
    assert not is_graded(tmp_path, CIRCUMSTANCES)
    others = [
        Circumstances("c" * 64, "b" * 64, 7, versions=CIRCUMSTANCES.versions),
        Circumstances("a" * 64, "c" * 64, 7, versions=CIRCUMSTANCES.versions),
        Circumstances("a" * 64, "b" * 64, 8, versions=CIRCUMSTANCES.versions),
        Circumstances("a" * 64, "b" * 64, 7, "cuda", versions=CIRCUMSTANCES.versions),
        Circumstances("a" * 64, "b" * 64, 7, versions={"torch": "2.12.0", "python": "3.11.7"}),
    ]
    assert not any(is_graded(folder, other) for other in others)
    assert not is_graded(grade(submit(), judge(quiz=Status.COULD_NOT_RUN)), CIRCUMSTANCES)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"schema": 2}', "[" * 100_000])
def test_a_broken_receipt_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "result.json").write_text(text)
    assert load_receipt(tmp_path) is None


def test_nbgrader_and_formgrader_read_it(
    course: Course, grade: Grade, submit: Submit, solved: Any, judge: Judge, nbgrader: Callable[..., str]
) -> None:
    grade(submit("s001", solved, timestamp="2026-01-01 10:00 UTC"), judge(hidden=Status.WRONG))
    grade(submit("s002"), judge(double=Status.COULD_NOT_RUN))

    api = NbGraderAPI(course.directory, config=course.config)
    first, second = api.get_submissions(NAME)
    assert (first["student"], first["score"], first["max_score"], first["autograded"]) == ("s001", 3, 6, True)
    assert second["needs_manual_grade"]
    notebook = next(found for found in api.get_notebook_submissions(NAME, NAME) if found["student"] == "s001")
    assert (notebook["code_score"], notebook["max_code_score"], notebook["failed_tests"]) == (3, 4, True)
    assert api.get_autograded_students(NAME) == {"s001", "s002"}

    nbgrader("generate_feedback", NAME)
    page = (course.feedback_folder("s001", NAME) / f"{NAME}.html").read_text()
    assert "Score: 3 / 6" in page
    assert "<script" not in page
    nbgrader("export", "--to", "grades.csv")
    line = (course.root / "grades.csv").read_text().splitlines()[1]
    assert line == f"{NAME},,2026-01-01 10:00:00,s001,,,,3.0,0.0,3.0,6.0"


def test_feedback_is_written_for_all_but_the_broken(course: Course, grade: Grade, submit: Submit, judge: Judge) -> None:
    grade(submit("s001", timestamp="2026-01-01 10:00 UTC"), judge())
    notebook = grade(submit("s002"), judge()) / f"{NAME}.ipynb"
    notebook.chmod(0o644)
    notebook.write_text("broken")
    grade(submit("s003"), judge())
    failures = write_feedback(course, NAME, ["s001", "s002", "s003", "s004"])
    assert sorted(failures) == ["s002", "s004"]
    assert failures["s004"].startswith("FileNotFoundError")
    assert [path.name for path in sorted(course.feedback_folder("s001", NAME).iterdir())] == [
        "timestamp.txt",
        f"{NAME}.html",
    ]
    assert (course.feedback_folder("s003", NAME) / f"{NAME}.html").is_file()


ATTACKS = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    '<iframe src="http://example.org"></iframe>',
    "<svg onload=alert(1)></svg>",
    "<style>body{display:none}</style>",
    '<base href="http://example.org/">',
    '<meta http-equiv="refresh" content="0;url=http://example.org">',
    '<form action="http://example.org"><input></form>',
    "<a href='javascript:alert(1)'>x</a>",
    "![x](http://example.org/pixel.png)",
)


def test_a_page_of_feedback_runs_and_loads_nothing(
    course: Course, grade: Grade, submit: Submit, judge: Judge, find: Any
) -> None:
    def attack(cells: list[dict[str, Any]]) -> None:
        find(cells, "essay")["source"] = "\n\n".join(ATTACKS)
        cells.append({"cell_type": "markdown", "metadata": {}, "source": "\n\n".join(ATTACKS)})

    html = [{"output_type": "display_data", "metadata": {}, "data": {"text/html": text}} for text in ATTACKS]
    other = [
        {"output_type": "display_data", "metadata": {}, "data": {kind: "<script>alert(1)</script>"}}
        for kind in ("application/javascript", "image/svg+xml", "text/markdown", "text/latex")
    ]
    grade(submit("s001", attack), judge(), imports=[*html, *other])
    assert write_feedback(course, NAME, ["s001"]) == {}
    page = (course.feedback_folder("s001", NAME) / f"{NAME}.html").read_text()
    assert "Content-Security-Policy" in page.partition("<title>")[0]
    assert "script-src" not in page
    body = BeautifulSoup(page, "html.parser").body
    assert body is not None
    assert not body.find_all(["script", "iframe", "svg", "style", "base", "meta", "form", "input", "link", "object"])
    assert not [tag for tag in body.find_all() for name in tag.attrs if name.startswith("on")]
    # A picture that is data in the page is let be: a browser runs nothing inside it.
    assert all(str(image.get("src", "data:image/")).startswith("data:image/") for image in body.find_all("img"))
    assert not [link for link in body.find_all("a") if "javascript" in str(link.get("href"))]
    assert "border:1px solid #ccc;padding:4px;" in str(body)


def test_cards_keep_their_looks_and_lose_what_covers() -> None:
    assert safe_html(CARD) == '<div style="border:1px solid #ccc;padding:4px;"><b>NEXT</b> count</div>'
    table = '<table><thead><tr><th scope="col">a</th></tr></thead></table>'
    assert safe_html(table) == table
    picture = '<img src="data:image/png;base64,AAAA" alt="a 3">'
    assert safe_html(picture) == picture


@pytest.mark.parametrize(
    "style",
    [
        "margin-top:-2000px", "margin:0 0 -9px 0", "margin:calc(0px - 9px)", "margin-left: - 9px",
        "vertical-align:900px", "margin-top:-.5em", "margin-top:min(-9px,0px)", "margin-top:var(--x)",
        "margin-top:\\2d 9px", "position:fixed",
    ],
)  # fmt: skip
def test_a_style_that_lets_a_box_lie_over_another_is_left_out(style: str) -> None:
    assert (
        safe_html(f'<div style="color:red;{style};padding:4px">x</div>')
        == '<div style="color:red;padding:4px;">x</div>'
    )


def test_ordinary_styles_stay() -> None:
    html = '<td style="margin:0 4px;vertical-align:top;font-family:sans-serif;border-top:1px solid #c0c0c0;">x</td>'
    assert (
        safe_html(f"<table><tbody><tr>{html}</tr></tbody></table>") == f"<table><tbody><tr>{html}</tr></tbody></table>"
    )
    assert safe_html('<img src="data:text/html;base64,AAAA">') == "<img>"
    assert safe_html("<style>a</style>b<script>c") == "b"


def test_an_unreadable_submission_gets_a_page_that_says_why(assignment: Assignment) -> None:
    notebook = unreadable_notebook(assignment, UnreadableSubmission("the file is empty", "two_tasks.ipynb"))
    nbformat.validate(notebook)
    assert notebook.cells[0].source.startswith("### This submission could not be read\n\nthe file is empty.\n\nOpen")
    assert notebook.cells[1:] == assignment.released.cells

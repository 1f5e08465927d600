"""The students' commands, as they are typed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from underhood import command_line


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[tuple[list[str], str]]:
    """The commands in whose place `lab` has put itself, and the device of each."""
    called: list[tuple[list[str], str]] = []
    monkeypatch.setattr(os, "execve", lambda _, command, env: called.append((command, env["UNDERHOOD_DEVICE"])))
    return called


def test_lab_opens_the_folder_and_hands_further_options_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: list[tuple[list[str], str]]
) -> None:
    result = CliRunner().invoke(command_line.app, ["lab", str(tmp_path), "--no-browser"])
    assert result.exit_code == 0
    assert called[0][0][1:] == ["-m", "jupyter", "lab", f"--notebook-dir={tmp_path}", "--no-browser"]
    CliRunner().invoke(command_line.app, ["lab", str(tmp_path), "--device", "cuda"])
    monkeypatch.setenv("UNDERHOOD_DEVICE", "mps")
    CliRunner().invoke(command_line.app, ["lab", str(tmp_path)])
    assert [device for _, device in called] == ["cpu", "cuda", "mps"]


@pytest.mark.parametrize("options", [["--no-browser"], ["--port", "8899"], ["-y", "--port=8899", "--no-browser"]])
def test_lab_takes_options_without_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: list[tuple[list[str], str]], options: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "assignments").mkdir()
    result = CliRunner().invoke(command_line.app, ["lab", *options, "--device", "cuda"])
    assert result.exit_code == 0, result.stderr
    expected = ["-m", "jupyter", "lab", f"--notebook-dir={tmp_path / 'assignments'}", *options]
    assert [(command[1:], device) for command, device in called] == [(expected, "cuda")]


@pytest.mark.parametrize("how", ["option", "variable"])
def test_lab_refuses_a_device_that_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: list[tuple[list[str], str]], how: str
) -> None:
    if how == "variable":
        monkeypatch.setenv("UNDERHOOD_DEVICE", "tpu")
    named = ["--device=tpu"] if how == "option" else []
    result = CliRunner().invoke(command_line.app, ["lab", str(tmp_path), *named])
    assert result.exit_code == 2
    assert "There is no device 'tpu'. There are: cpu, cuda, mps." in result.stderr
    assert called == []


def test_whoever_ends_lab_ends_jupyter(tmp_path: Path) -> None:
    (tmp_path / "jupyter.py").write_text("import os\nprint(os.getpid())")  # `python -m` finds it before the real one
    command = [sys.executable, "-c", "from underhood.command_line import main; main()", "lab", str(tmp_path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=tmp_path) as started:
        said, _ = started.communicate()
    assert said.split() == [str(started.pid)]


def test_lab_names_a_folder_that_is_not_there(tmp_path: Path) -> None:
    result = CliRunner().invoke(command_line.app, ["lab", str(tmp_path / "nowhere")])
    assert result.exit_code == 2
    assert str(tmp_path / "nowhere") in result.stderr


def test_a_command_that_lacks_a_library_says_how_to_get_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacks() -> None:
        raise ModuleNotFoundError(name="nbgrader")

    monkeypatch.setattr(command_line, "app", lacks)
    monkeypatch.setattr(command_line, "entry_points", lambda group: [])
    with pytest.raises(SystemExit) as ended:
        command_line.main()
    assert ended.value.code == 2
    assert "pip install 'underhood[instructor]'" in capsys.readouterr().err

"""The students' commands, as they are typed."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from typer.testing import CliRunner

from underhood import command_line


def test_lab_opens_the_folder_and_hands_further_options_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[tuple[list[str], str]] = []
    monkeypatch.setattr(subprocess, "call", lambda command, env: called.append((command, env["UNDERHOOD_DEVICE"])) or 0)
    result = CliRunner().invoke(command_line.app, ["lab", str(tmp_path), "--no-browser"])
    assert result.exit_code == 0
    assert called[0][0][1:] == ["-m", "jupyter", "lab", f"--notebook-dir={tmp_path}", "--no-browser"]
    CliRunner().invoke(command_line.app, ["lab", str(tmp_path), "--device", "cuda"])
    monkeypatch.setenv("UNDERHOOD_DEVICE", "mps")
    CliRunner().invoke(command_line.app, ["lab", str(tmp_path)])
    assert [device for _, device in called] == ["cpu", "cuda", "mps"]


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

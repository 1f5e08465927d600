"""`underhood kernelspec`, and which files are copied to a kernel."""

from __future__ import annotations

import json
import os
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from typer.testing import CliRunner

from autograder.provisioner import files
from autograder.provisioner.command import app
from autograder.provisioner.files import files_beside
from autograder.provisioner.provisioner import WalledProvisioner


def test_the_command_tells_where_it_wrote_the_kernelspec(tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["--prefix", str(tmp_path), "--name", "walled", "--memory", "512"])
    folder = tmp_path / "share" / "jupyter" / "kernels" / "walled"
    assert done.output.splitlines()[0] == f"wrote {folder}"
    content = json.loads((folder / "kernel.json").read_text())
    assert content["metadata"]["kernel_provisioner"] == {
        "provisioner_name": "underhood-walled",
        "config": {"memory_mb": 512},
    }


def test_by_default_it_is_for_this_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert CliRunner().invoke(app, []).exit_code == 0
    assert (tmp_path / "share" / "jupyter" / "kernels" / "underhood-walled" / "kernel.json").is_file()


def test_it_is_written_to_one_place(tmp_path: Path) -> None:
    assert CliRunner().invoke(app, ["--user", "--prefix", str(tmp_path)]).exit_code == 2


def test_the_provisioner_is_found_by_its_name() -> None:
    (entry,) = entry_points(group="jupyter_client.kernel_provisioners", name="underhood-walled")
    assert entry.load() is WalledProvisioner


def test_ordinary_files_are_read_by_relative_path(tmp_path: Path) -> None:
    (tmp_path / "below").mkdir()
    (tmp_path / "below" / "b").write_bytes(b"b")
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / ".secret").write_bytes(b"s")
    os.mkfifo(tmp_path / "pipe")
    assert files_beside(tmp_path, ["*"]) == ({"a": b"a", "below/b": b"b"}, ["pipe"])
    assert files_beside(tmp_path, ["below/*"]) == ({"below/b": b"b"}, [])


def test_what_does_not_fit_is_left_out_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_BYTES", 5)
    for name, size in (("a", 4), ("b", 2), ("c", 1)):
        (tmp_path / name).write_bytes(bytes(size))
    found, left_out = files_beside(tmp_path, ["*"])
    assert (list(found), left_out) == (["a", "c"], ["b"])


@pytest.mark.parametrize("folder", ["", ".."])
def test_a_home_is_not_copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    home = tmp_path / "home"
    home.mkdir()
    (home / "letters").write_bytes(b"private")
    monkeypatch.setenv("HOME", str(home))
    assert files_beside(home / folder, ["*"]) == ({}, [])

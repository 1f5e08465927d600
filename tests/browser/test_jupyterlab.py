"""The first notebook as a student meets it: in JupyterLab, in a real browser."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from autograder.course import Course

ROOT = Path(__file__).parents[2]
NAME = "01_tensors"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A student's copy of the first assignment, with one exercise done."""
    assignment = Course.load(ROOT).assignment(NAME)
    copy = tmp_path / NAME
    shutil.copytree(ROOT / "assignments" / NAME, copy)
    notebook = json.loads((copy / f"{NAME}.ipynb").read_text("utf-8"))
    solution = {cell.id: cell.source for cell in assignment.source.cells}
    answer = assignment.answer_cells["double_odds"].cell_id
    for cell in notebook["cells"]:
        if cell["id"] == answer:
            cell["source"] = solution[answer]
    (copy / f"{NAME}.ipynb").chmod(0o644)
    (copy / f"{NAME}.ipynb").write_text(json.dumps(notebook), "utf-8")
    return copy


@pytest.fixture
def lab(folder: Path, tmp_path: Path) -> Iterator[str]:
    """The address of a JupyterLab server on that folder."""
    settings = tmp_path / "settings" / "@jupyterlab" / "notebook-extension"
    settings.mkdir(parents=True)
    # Only what is on the screen is in the page otherwise.
    (settings / "tracker.jupyterlab-settings").write_text('{"windowingMode": "none"}')
    environment = os.environ | {
        "UNDERHOOD_DIGITS": "embedded",
        "JUPYTERLAB_SETTINGS_DIR": str(tmp_path / "settings"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
    }
    port = _free_port()
    options = [
        "--no-browser",
        "--allow-root",
        "--IdentityProvider.token=",
        f"--port={port}",
        f"--notebook-dir={folder}",
    ]
    log = (tmp_path / "lab.log").open("w")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyter", "lab", *options], env=environment, stdout=log, stderr=subprocess.STDOUT
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/lab", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(20)
        log.close()


def test_a_student_sees_what_is_done_and_what_is_not(lab: str) -> None:
    from playwright.sync_api import expect, sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        )
        page = browser.new_page()
        page.goto(f"{lab}/lab/tree/{NAME}.ipynb?reset")
        page.wait_for_selector(".jp-Notebook .jp-Cell", timeout=60_000)
        page.wait_for_selector("text=Python 3 (ipykernel) | Idle", timeout=60_000)
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_text("Run All Cells", exact=True).click()
        output = page.locator(".jp-OutputArea-output")
        expect(output.filter(has_text="✓ double_odds: passed").first).to_be_visible(timeout=60_000)
        untouched = output.filter(has_text="○ grid_tricks: not attempted").first
        expect(untouched).to_be_visible(timeout=60_000)
        for label in ("WHAT", "EXPECTED", "GOT", "NEXT"):
            expect(untouched.get_by_role("rowheader", name=label)).to_be_visible()
        browser.close()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while server.poll() is None and time.monotonic() < deadline:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, TimeoutError):
            time.sleep(0.2)
    pytest.fail("JupyterLab did not start")

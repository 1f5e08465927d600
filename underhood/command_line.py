"""The command `underhood`: what students run, and whatever commands are installed beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from underhood.data.command import data
from underhood.device import DEVICE_VARIABLE, DEVICES

__all__ = ["app", "main"]

ASSIGNMENTS = Path("assignments")

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(data)


@app.callback()
def underhood() -> None:
    """From pixels to a network that reads ten digits: the course, and the autograder behind it."""


@app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})
def lab(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(help="The folder with the assignments.")] = ASSIGNMENTS,
    device: Annotated[
        str, typer.Option(envvar=DEVICE_VARIABLE, help="Where notebooks and checks compute: cpu, cuda or mps.")
    ] = "cpu",
) -> None:
    """Open JupyterLab on the assignments. Further options go to JupyterLab: they come after the folder."""
    options = context.args
    if str(folder).startswith("-"):  # no folder was named, and it is the first of those options
        folder, options = ASSIGNMENTS, [str(folder), *options]
    if not folder.is_dir():
        _refuse(f"There is no folder {folder.resolve()}. Go to the folder of the course, or name the folder.")
    if device not in DEVICES:
        _refuse(f"There is no device {device!r}. There are: {', '.join(DEVICES)}.")
    _become(
        [sys.executable, "-m", "jupyter", "lab", f"--notebook-dir={folder.resolve()}", *options],
        os.environ | {DEVICE_VARIABLE: device},
    )


def _refuse(reason: str) -> NoReturn:
    typer.echo(reason, err=True)
    raise typer.Exit(2)


def _become(command: list[str], environment: dict[str, str]) -> None:
    """Run a command in the place of this one, so that whoever ends this process ends that command."""
    if sys.platform == "win32":  # there nothing can take the place of a process
        raise typer.Exit(subprocess.call(command, env=environment))
    os.execve(command[0], command, environment)


def main() -> None:
    """Mount the commands that other packages bring, and run."""
    for entry in entry_points(group="underhood.commands"):
        app.registered_commands.extend(entry.load().registered_commands)
    try:
        app()
    except ModuleNotFoundError as error:
        # Students install no nbgrader: the instructors' commands are there, and say what they lack.
        if error.name is None or error.name.partition(".")[0] in ("underhood", "autograder"):
            raise
        typer.echo(f"This command needs {error.name}: pip install 'underhood[instructor]'", err=True)
        raise SystemExit(2) from error

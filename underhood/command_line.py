"""The command `underhood`: what students run, and whatever commands are installed beside it."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path
from typing import Annotated

import typer

from underhood.data.command import data

__all__ = ["app", "main"]

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.command()(data)


@app.callback()
def underhood() -> None:
    """From pixels to a network that reads ten digits: the course, and the autograder behind it."""


@app.command()
def lab(
    folder: Annotated[Path, typer.Argument(help="The folder with the assignments.")] = Path("assignments"),
) -> None:
    """Open JupyterLab on the assignments."""
    if not folder.is_dir():
        typer.echo(
            f"There is no folder {folder.resolve()}. Go to the folder of the course, or name the folder.", err=True
        )
        raise typer.Exit(2)
    raise typer.Exit(subprocess.call([sys.executable, "-m", "jupyter", "lab", "--notebook-dir", str(folder.resolve())]))


def main() -> None:
    """Mount the commands that other packages bring, and run."""
    for entry in entry_points(group="underhood.commands"):
        _mount(entry)
    app()


def _mount(entry: EntryPoint) -> None:
    try:
        more = entry.load()
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] in ("underhood", "autograder"):
            raise
        _explain_missing(error.name)
        return
    app.registered_commands.extend(more.registered_commands)


def _explain_missing(module: str) -> None:
    """Students do not install what only instructors need; the commands say so instead of being unknown."""

    def needs_more() -> None:
        typer.echo(f"This command needs {module}: pip install 'underhood[instructor]'", err=True)
        raise typer.Exit(2)

    for name in ("release", "grade", "verify", "report"):
        app.command(name, help="For instructors: pip install 'underhood[instructor]'")(needs_more)

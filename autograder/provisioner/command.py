"""`underhood kernelspec`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from autograder.engine.limits import LEAST, Limits

__all__ = ["app"]

app = typer.Typer()

_DEFAULTS = Limits()


@app.command()
def kernelspec(
    user: Annotated[bool, typer.Option("--user", help="For you, in every environment that has Underhood.")] = False,
    sys_prefix: Annotated[bool, typer.Option("--sys-prefix", help="For this environment (the default).")] = False,
    prefix: Annotated[Path | None, typer.Option(help="For the environment in this folder.")] = None,
    name: Annotated[str, typer.Option(help="The kernel's name.")] = "underhood-walled",
    memory: Annotated[
        int, typer.Option(min=LEAST["memory"] // 2**20, help="Megabytes of memory of a kernel.")
    ] = _DEFAULTS.memory // 2**20,
) -> None:
    """Give Jupyter a kernel that runs behind the wall."""
    from autograder.provisioner.kernelspec import install_kernelspec
    from autograder.provisioner.kernelspec import kernelspec as content_of

    if user + sys_prefix + (prefix is not None) > 1:
        raise typer.BadParameter("only one of --user, --sys-prefix and --prefix makes sense")
    place = None if user else prefix or Path(sys.prefix)
    path = install_kernelspec(content_of({"memory_mb": memory}), name, user=user, prefix=place)
    typer.echo(f"wrote {path}\njupyter nbconvert --execute --ExecutePreprocessor.kernel_name={name} NOTEBOOK")

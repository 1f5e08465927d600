"""The command `underhood data`: where the data is, what is in it, and how it gets here."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import numpy as np
import typer
from rich.box import SIMPLE_HEAD
from rich.console import Console
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn
from rich.table import Table

from underhood.data.arrays import Parsed
from underhood.data.download import Tick
from underhood.data.embedded import read_embedded
from underhood.data.errors import DataError
from underhood.data.fetch import fetch_mnist
from underhood.data.folder import is_fetched, read_source
from underhood.data.load import chosen
from underhood.data.places import DATA_VARIABLE, FETCH_COMMAND, Source, fetched_source, named_source, shipped_folder

STOPPED = f"stopped. What has arrived is kept: `{FETCH_COMMAND}` goes on from there."
INTERRUPTED = 130  # what a shell reports for Ctrl-C


def data(
    where: Annotated[bool, typer.Option("--where", help="Only say where the data is; fetch nothing.")] = False,
    folder: Annotated[Path | None, typer.Option(help="Fetch into this folder instead of the cache folder.")] = None,
    mirror: Annotated[list[str] | None, typer.Option(help="An address to try first; may be given again.")] = None,
) -> None:
    """Say where the digits are and what they are; fetch MNIST (11 MB) when it is not there yet.

    A folder that UNDERHOOD_DATA names is only looked at. It can hold idx files, idx.gz files, PNG folders named by
    digit, or mnist.pkl.gz.
    """
    console = Console(soft_wrap=True, highlight=False)
    try:
        source = _source(folder)
        if source.fetched and not where:
            _fetch(console, source, mirror or [])
        _show(console, source)
        _hint(console, folder)
    except DataError as error:
        Console(stderr=True, soft_wrap=True, highlight=False).print(str(error), style="red", markup=False)
        raise typer.Exit(1) from None
    except KeyboardInterrupt:
        console.print(STOPPED)
        raise typer.Exit(INTERRUPTED) from None


def _source(folder: Path | None) -> Source:
    """The folder on the command line, else the one that UNDERHOOD_DATA names, else the cache folder."""
    if folder is None:
        return named_source() or fetched_source()
    resolved = folder.expanduser().resolve()
    return Source(resolved, f"{FETCH_COMMAND} --folder {resolved}", fetched=True)


def _fetch(console: Console, source: Source, mirrors: list[str]) -> None:
    with _bars(console) as tick:
        fetched = fetch_mnist(source.folder, mirrors, tick, lambda text: console.print(text, markup=False))
    console.print(f"fetched {', '.join(fetched)}" if fetched else "MNIST is complete, nothing to fetch", markup=False)


@contextmanager
def _bars(console: Console) -> Iterator[Tick]:
    """One progress bar a file, from the first byte of that file on."""
    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, console=console) as bars:
        tasks: dict[str, TaskID] = {}

        def tick(name: str, done: int, total: int | None) -> None:
            if name not in tasks:
                tasks[name] = bars.add_task(name)
            bars.update(tasks[name], completed=done, total=total)

        yield tick


def _show(console: Console, source: Source) -> None:
    """MNIST and the embedded digits: where, in which form, how many; and which of them notebooks get."""
    if source.fetched and not is_fetched(source):
        console.print(f"MNIST is not in {source.folder} yet: `{FETCH_COMMAND}` fetches it", markup=False)
    else:
        _table(console, "mnist", source.folder, read_source(source))
    _table(console, "embedded", shipped_folder(), read_embedded())
    console.print(f'load_digits() gives: "{chosen()}"', style="bold", markup=False)


def _table(console: Console, name: str, folder: Path, parsed: Parsed) -> None:
    console.print(f"{name}: {folder} ({parsed.form})\n  {parsed.note}", markup=False)
    table = Table("set", "images", *(f"{digit}s" for digit in range(10)), box=SIMPLE_HEAD, padding=(0, 1, 0, 0))
    for column in table.columns[1:]:
        column.justify = "right"
    for title, pair in (("train", parsed.train), ("valid", parsed.valid)):
        counts = np.bincount(pair.labels, minlength=10)
        table.add_row(title, str(len(pair.labels)), *(str(count) for count in counts))
    console.print(table)


def _hint(console: Console, folder: Path | None) -> None:
    if folder is not None:
        console.print(f"to use it: {DATA_VARIABLE}={folder.expanduser().resolve()}", markup=False)

"""Images side by side, and images as a stack."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

import torch

from underhood.pictures.picture import EDGE, Picture, show
from underhood.pictures.png import png_address
from underhood.pictures.shapes import some_images

__all__ = ["as_greys", "show_images", "show_stack"]

ONE, MANY, STACKED = 140, 64, 110
"""Widths on the page, in CSS pixels: of an image alone, of one among others, of one in a stack."""

_MOST_COLUMNS = 10
_MOST_STACKED, _RIGHT, _DOWN, _LABEL = 12, 24, 34, 70


def show_images(
    images: Any,
    titles: Iterable[Any] | None = None,
    columns: int | None = None,
    scale: float = 1.0,
    *,
    alt: str | None = None,
) -> None:
    """Show images side by side, as ink on paper: 0 is white, and 255 (of whole numbers) or 1.0 is black.

    Floats outside 0..1 are drawn from their smallest value, white, to their largest, black, the same for all images.

    Args:
        images: a tensor (N, 28, 28), a list of (28, 28) tensors, or one (28, 28) tensor.
        titles: what to write under each.
        columns: how many in a row; ten at most where it is not given.
        scale: 2.0 is twice as large.
        alt: what is to be seen, in words, for those who cannot see it. Without it: how many images, and their titles.

    Raises:
        ValueError: another shape, another number of titles than of images, or nothing to show.
    """
    found = some_images(images)
    names = _names(titles, len(found))
    across = min(len(found), _MOST_COLUMNS) if columns is None else columns
    if across < 1 or scale <= 0:
        raise ValueError(f"columns and scale must be above 0; they are {across} and {scale}.")
    width = round((ONE if len(found) == 1 else MANY) * scale)
    words = alt or _words(found, names)
    alts = _alts(found, names, alt)
    cells = "".join(map(_cell, as_greys(found), names, alts, [width] * len(found)))
    grid = f"display:grid;grid-template-columns:repeat({across},max-content);gap:8px 10px;justify-content:start"
    show(Picture(f'<div role="group" aria-label="{escape(words)}" style="{grid}">{cells}</div>', words))


def show_stack(images: Any, *, alt: str | None = None) -> None:
    """Show images one behind the other, with the names of the three axes of their tensor.

    Raises:
        ValueError: not the shape of images, or nothing to show.
    """
    found = some_images(images)
    rows, columns = found[0].shape
    drawn = found[:_MOST_STACKED]
    words = alt or f"A stack of {len(found)} images, {rows} by {columns} pixels each, drawn one behind the other."
    across, height = _RIGHT * (len(drawn) - 1), round(STACKED * rows / columns)
    aside = max(across, _LABEL)
    # The first image of the tensor is the last one drawn: it lies in front, at the bottom right.
    layers = "".join(
        _layer(grey, aside - across if at == 0 else _RIGHT - STACKED, _DOWN * at)
        for at, grey in enumerate(reversed(as_greys(drawn)))
    )
    beside = f"margin-left:8px;margin-top:{_DOWN * (len(drawn) - 1) + height // 2 - 10}px"
    labels = (
        f'<div style="width:{aside}px">{len(found)} images</div>'
        f'<div style="width:{STACKED}px;text-align:center">{columns} columns</div>'
    )
    row = "display:flex;align-items:flex-start;font-size:90%;white-space:nowrap"
    show(
        Picture(
            f'<div role="img" aria-label="{escape(words)}"><div style="{row}">{layers}'
            f'<div style="{beside}">{rows} rows</div></div><div style="{row}">{labels}</div></div>',
            words,
        )
    )


def _layer(grey: torch.Tensor, left: int, top: int) -> str:
    return f'<div style="margin-left:{left}px;margin-top:{top}px">{_image(grey, "", STACKED)}</div>'


def as_greys(images: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """The images as uint8, 255 where there is no ink, all on one scale."""
    low, high = _range(images)
    inks = [(image.double() - low) / (high - low) for image in images]
    return [(255 - 255 * ink).round().clamp(0, 255).to(torch.uint8) for ink in inks]


def _range(images: Sequence[torch.Tensor]) -> tuple[float, float]:
    if not any(image.is_floating_point() for image in images):
        return (0.0, 1.0) if all(image.dtype is torch.bool for image in images) else (0.0, 255.0)
    low = min(image.min().item() for image in images)
    high = max(image.max().item() for image in images)
    return (0.0, 1.0) if (low >= 0 and high <= 1) or low == high else (low, high)


def _names(titles: Iterable[Any] | None, count: int) -> list[str]:
    if titles is None:
        return [""] * count
    given = titles.tolist() if isinstance(titles, torch.Tensor) else titles
    names = [given] if isinstance(given, str) else list(given) if isinstance(given, Iterable) else [given]
    if len(names) != count:
        raise ValueError(f"There are {len(names)} titles for {count} images: give one title for each image.")
    return [str(name) for name in names]


def _words(images: Sequence[torch.Tensor], names: Sequence[str]) -> str:
    rows, columns = images[0].shape
    head = f"One image, {rows} by {columns} pixels" if len(images) == 1 else f"{len(images)} images"
    told = ", ".join(name for name in names if name)
    return f"{head}: {told}" if told else head


def _alts(images: Sequence[torch.Tensor], names: Sequence[str], alt: str | None) -> list[str]:
    """The alt text of each image. Its title stands below it in words already, so the number is enough."""
    if len(images) == 1:
        return [alt or _words(images, names)]
    return [f"image {number} of {len(images)}" for number in range(1, len(images) + 1)]


def _cell(grey: torch.Tensor, name: str, alt: str, width: int) -> str:
    style = f"font-size:85%;line-height:1.3;max-width:{max(width, 60)}px"
    caption = f'<div style="{style}">{escape(name)}</div>' if name else ""
    return f'<div style="text-align:center">{_image(grey, alt, width)}{caption}</div>'


def _image(grey: torch.Tensor, alt: str, width: int) -> str:
    size = f"width:{width}px;height:auto;max-width:none;margin:0;display:block"
    style = f"{size};image-rendering:pixelated;border:1px solid {EDGE}"
    return f'<img src="{png_address(grey)}" alt="{escape(alt)}" width="{width}" style="{style}">'

"""Takes what a notebook wants to see, and says in words what is wrong with its shape."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import torch

__all__ = ["MOST_IMAGES", "one_image", "shape_of", "some_images"]

MOST_IMAGES = 200
SIDE = 28
PIXELS = SIDE * SIDE


def some_images(images: Any) -> list[torch.Tensor]:
    """A list of (rows, columns) tensors on the CPU, from a stack of them, a list of them, or one alone.

    Raises:
        ValueError: no images, too many, or something that has not the shape of images.
    """
    if isinstance(images, Sequence) and not isinstance(images, str):
        found = [one_image(image, f"images[{number}]") for number, image in enumerate(images[: MOST_IMAGES + 1])]
    else:
        found = _from_tensor(_tensor(images, "images"))
    if not found:
        raise ValueError("There are no images to show: the list is empty.")
    if len(found) > MOST_IMAGES:
        raise ValueError(f"More than {MOST_IMAGES} images are too many for one picture. Take some of them: images[:20]")
    return found


def one_image(image: Any, name: str = "image") -> torch.Tensor:
    """A (rows, columns) tensor on the CPU.

    Raises:
        ValueError: it has another number of axes, no pixels, is a flattened image, or holds a nan.
    """
    pixels = _tensor(image, name)
    if pixels.dim() != 2 or _is_flattened(pixels) or not pixels.numel():
        raise ValueError(f"{name} has shape {shape_of(pixels)}. {_advice(pixels)}")
    if pixels.is_floating_point() and not bool(pixels.isfinite().all()):
        raise ValueError(f"{name} has pixels that are nan or infinite: they cannot be drawn.")
    return pixels


def shape_of(value: torch.Tensor) -> str:
    """A shape as Python writes a tuple."""
    return str(tuple(value.shape))


def _from_tensor(images: torch.Tensor) -> list[torch.Tensor]:
    if images.dim() == 2:
        return [one_image(images, "images")]
    if images.dim() != 3:
        raise ValueError(f"images has shape {shape_of(images)}. {_advice(images)}")
    return [one_image(image, f"images[{number}]") for number, image in enumerate(images[: MOST_IMAGES + 1])]


def _tensor(value: Any, name: str) -> torch.Tensor:
    try:
        found = torch.as_tensor(value).detach().cpu()
    except (TypeError, ValueError, RuntimeError) as error:
        raise ValueError(f"{name} is a {type(value).__name__}, and not a tensor of pixels.") from error
    if found.is_complex():
        raise ValueError(f"{name} holds complex numbers: they cannot be drawn.")
    return found


def _is_flattened(pixels: torch.Tensor) -> bool:
    return PIXELS in pixels.shape


def _advice(pixels: torch.Tensor) -> str:
    if not pixels.numel():
        return "There is not one pixel in it."
    if pixels.shape[-1:] == (PIXELS,):
        return f"These are flattened images, {PIXELS} pixels each. Give them rows again: .view(-1, {SIDE}, {SIDE})"
    if pixels.dim() == 4 and pixels.shape[1] == 1:
        return "Take away the axis of length 1 after the first: .squeeze(1)"
    if pixels.dim() == 3:
        return f"One image has two axes, rows and columns. Choose one of the {len(pixels)}: [0]"
    return f"One image has two axes, ({SIDE}, {SIDE}), and a stack of N images has three, (N, {SIDE}, {SIDE})."

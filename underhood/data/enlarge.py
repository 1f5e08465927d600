"""From 8×8 counts to 28×28 pixels in whole numbers only, so that every machine gets the same bytes.

A stored digit is a grid of 8×8 cells, each the number of inked points (0..16) in a 4×4 block of the scan. It becomes a
20×20 picture in a black 28×28 frame, as in MNIST: a cubic curve through neighbouring cells (Catmull-Rom) says how much
ink there is under each pixel, then everything below 5 of 16 is black and everything above 13 is white, which gives
back the sharp edge of a pen stroke that the counting had blurred.
"""

from __future__ import annotations

import numpy as np

from underhood.data.arrays import SIDE, Bytes, Integers

CELLS = 8
BOX = 20  # pixels that the cells are spread over
MARGIN = (SIDE - BOX) // 2
STEPS = 2 * BOX  # positions are counted in fortieths of a cell: pixel centres fall on whole ones
UNIT = 2 * STEPS**3  # the four weights of a pixel add up to this
BLACK, WHITE = 5, 13  # of 16 inked points


def enlarge(cells: Bytes) -> Bytes:
    """(N, 8, 8) counts 0..16 → (N, 28, 28) grey levels 0..255, white ink on black, uint8."""
    rows = _weights()
    ink = rows @ cells.astype(np.int64) @ rows.T  # in units of 1 / UNIT² of a point
    point = UNIT * UNIT
    grey: Integers = (ink - BLACK * point) * 255 // ((WHITE - BLACK) * point)
    return grey.clip(0, 255).astype(np.uint8)


def _weights() -> Integers:
    """(28, 8): how much each cell along one axis adds to each pixel; beyond the edge there is no ink."""
    weights = np.zeros((SIDE, CELLS), dtype=np.int64)
    for pixel in range(BOX):
        cell, step = divmod((2 * pixel + 1) * CELLS - BOX, STEPS)  # the cell centre to the left, and how far beyond it
        for neighbour, weight in enumerate(_curve(step), start=cell - 1):
            if 0 <= neighbour < CELLS:
                weights[MARGIN + pixel, neighbour] = weight
    return weights


def _curve(t: int) -> tuple[int, int, int, int]:
    """Catmull-Rom weights of four neighbouring cells, `t` steps beyond the second; they add up to UNIT."""
    n = STEPS
    return (
        -(t**3) + 2 * n * t**2 - n**2 * t,
        3 * t**3 - 5 * n * t**2 + 2 * n**3,
        -3 * t**3 + 4 * n * t**2 + n**2 * t,
        t**3 - n * t**2,
    )

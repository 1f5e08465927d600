"""What a Learner holds, and what one call of its `fit` does, drawn."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from underhood.pictures.picture import EDGE, Picture, show

__all__ = ["show_fit", "show_learner"]

_ROW = "display:flex;flex-wrap:wrap;align-items:center;gap:10px"
_BOX = f"border:1px solid {EDGE};border-radius:6px;padding:4px 10px"
_FULL = "border-radius:6px;padding:4px 10px;color:#fff"
_BLUE, _GREEN = f"{_FULL};background-color:#1f5fa8", f"{_FULL};background-color:#0b6b4f"
_FRAME = f"border:1px dashed {EDGE};border-radius:8px;padding:8px 10px;margin:6px 0"
_SMALL = "font-size:85%;opacity:.85"

_PARTS = (
    ("dls", "the batches to train on, the batches to validate with"),
    ("model", "the weights"),
    ("opt_func", "makes an optimizer, once lr is known"),
    ("loss_func", "how wrong, with a gradient"),
    ("metrics", "how good, for people"),
)
_TRAINING = ("predict", "loss", "backward", "step", "zero_grad")
_VALIDATING = ("predict", "loss and metric")


def show_learner() -> None:
    """Show the five parts that go into a Learner, and the history that comes out of it."""
    words = (
        "Five boxes on the left: dls, model, opt_func, loss_func and metrics. An arrow leads from them into a box "
        "Learner, with fit(epochs, lr). An arrow leads on to history: one row for each epoch."
    )
    parts = "".join(
        f'<div style="{_BOX};margin:3px 0"><code>{name}</code> <span style="{_SMALL}">{escape(what)}</span></div>'
        for name, what in _PARTS
    )
    learner = f'<div style="{_BLUE}"><b>Learner</b><br>fit(epochs, lr)</div>'
    history = f'<div style="{_GREEN}"><b>history</b><br>(epoch, loss, metric)<br>(epoch, loss, metric)<br>…</div>'
    columns = f"<div>{parts}</div>{_arrow()}{learner}{_arrow()}{history}"
    show(Picture(f'<div role="img" aria-label="{escape(words)}" style="{_ROW}">{columns}</div>', words))


def show_fit() -> None:
    """Show what one call of fit does: what happens once, in each epoch, and for each batch."""
    words = (
        "Three frames, one in the other. Once for each fit: make the optimizer. In it, once for each epoch, two "
        "frames and a box: for each batch of dls.train predict, loss, backward, step, zero_grad; for each batch of "
        "dls.valid predict, loss and metric; then add one row to history."
    )
    batches = _frame("each batch of dls.train", _chain(_TRAINING, _BLUE)) + _frame(
        "each batch of dls.valid: look, don't touch", _chain(_VALIDATING, _BOX)
    )
    epoch = _frame("each epoch", f"{batches}{_chain(('add one row to history',), _GREEN)}")
    made = f'<span style="{_BOX}">make the optimizer</span>'
    drawn = _frame("fit(epochs, lr)", f'<div style="{_ROW}">{made}</div>{epoch}')
    show(Picture(f'<div role="img" aria-label="{escape(words)}" style="max-width:46em">{drawn}</div>', words))


def _frame(title: str, inside: str) -> str:
    return f'<div style="{_FRAME}"><div style="{_SMALL};margin-bottom:4px">{escape(title)}</div>{inside}</div>'


def _chain(steps: Sequence[str], style: str) -> str:
    boxes = _arrow().join(f'<span style="{style}">{escape(step)}</span>' for step in steps)
    return f'<div style="{_ROW}">{boxes}</div>'


def _arrow() -> str:
    return '<span style="font-size:130%">→</span>'

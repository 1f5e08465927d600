"""Does the file of checks that students get hold a piece of a solution?

Visible checks hold numbers, hidden checks hold formulas. What is compared is the shape of expressions; names do not
count: `(a - b).abs().mean()` is found in `(x - y).abs().mean()`. This guards against forgetting, not against intent.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

__all__ = ["shared_formulas"]

FEWEST_OPERATIONS = 3
_OPERATIONS = (ast.Call, ast.BinOp, ast.Compare, ast.Subscript, ast.ListComp, ast.GeneratorExp, ast.IfExp, ast.UnaryOp)


def shared_formulas(solution: str, visible_checks: str) -> list[str]:
    """The expressions of a solution, of at least three operations, that also stand in the visible checks.

    Args:
        solution: the source of the answer cell, with the solution in it.
        visible_checks: the source of `checks.py`.
    """
    given = {_shape(expression) for expression in _expressions(visible_checks)}
    found = [expression for expression in _expressions(solution) if _shape(expression) in given]
    return sorted({ast.unparse(expression) for expression in found})


def _expressions(source: str) -> Iterator[ast.expr]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.expr) and not isinstance(node, ast.Starred) and _operations(node) >= FEWEST_OPERATIONS:
            yield node


def _operations(node: ast.AST) -> int:
    return sum(isinstance(part, _OPERATIONS) for part in ast.walk(node))


def _shape(expression: ast.expr) -> str:
    """The expression as text, with every variable called the same."""
    anonymous = ast.parse(ast.unparse(expression), mode="eval")
    for node in ast.walk(anonymous):
        if isinstance(node, ast.Name):
            node.id = "_"
    return ast.unparse(anonymous)

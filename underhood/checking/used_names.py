"""Which of some names does an answer use? A program that stands alone: `python -I used_names.py < request > reading`.

It reads a syntax tree of what a student wrote and executes nothing of it. It has a process of its own, with limits,
because a hostile text can bring Python's parser down; so it imports nothing but the standard library.

The request: `{"cells": [source, …], "answer": index or null, "exercise": name, "without": [dotted name, …],
"imports": bool}`. Without an index, the answer is the last cell that defines the exercise's name. The reading:
`{"status": "read" | "no python" | "absent", "uses": [{"name", "line", "within"}], "hidden": [the same]}`, where
`within` is the helper of another cell in which the use stands, and `hidden` holds what cannot be read: eval, say.
"""

from __future__ import annotations

import ast
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

CPU_SECONDS, MEMORY = 5, 2**30
DEPTH, STEPS = 10_000, 200_000

USUAL = {"torch": "torch", "nn": "torch.nn", "F": "torch.nn.functional", "np": "numpy", "optim": "torch.optim"}
"""What a name means that no cell defines."""

RUNS_TEXT = frozenset(["eval", "exec", "compile", "builtins.eval", "builtins.exec", "builtins.compile"])
IMPORTS = frozenset(["importlib.import_module", "__import__", "builtins.__import__"])
GETATTR = frozenset(["getattr", "builtins.getattr"])
NAMES_HERE = frozenset(["globals", "locals"])

_MAGICS = (
    (re.compile(r"^([ \t]*)%%?(?:time|timeit)\b(?:[ \t]+-\S+(?:[ \t]+\d+)?)*[ \t]*", re.MULTILINE), r"\1"),
    (re.compile(r"^([ \t]*)(?:[%!?].*|.*\?[ \t]*)$", re.MULTILINE), r"\1pass"),
    (re.compile(r"=[ \t]*[%!].*$", re.MULTILINE), "= None"),
)

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
_INNER = (*_FUNCTIONS, *_COMPREHENSIONS, ast.ClassDef)


class Scope:
    """The names that a function, a class or a cell binds, each with what it may be: a dotted name or an expression."""

    def __init__(self, names: dict[str, list[Any]], outer: Scope | None, cell: int, *, is_class: bool = False) -> None:
        self.names, self.outer, self.cell, self.is_class = names, outer, cell, is_class

    def owner(self, name: str) -> Scope:
        """The scope whose name this is, as Python looks it up; that of the cell where none inside binds it."""
        scope, skip_classes = self, False
        while scope.outer is not None and (name not in scope.names or (skip_classes and scope.is_class)):
            scope, skip_classes = scope.outer, True
        return scope


class Reader:
    """Looks through an answer and what it uses of other cells, and collects the uses of what it should do without."""

    def __init__(self, trees: Sequence[ast.Module | None], answer: int, without: Sequence[str], imports: bool) -> None:
        self._trees, self._answer, self._imports = trees, answer, imports
        self._without = [rule for rule in without if not rule.startswith(".")]
        self._methods = {rule[1:] for rule in without if rule.startswith(".")}
        self._cells = [Scope(names_bound(tree.body if tree else []), None, i) for i, tree in enumerate(trees)]
        self._last = {name: scope.cell for scope in self._cells for name in scope.names}
        self._resolving: set[tuple[int, str]] = set()
        self._followed: set[str] = set()
        self._within, self._steps, self._exercise = "", 0, ""
        self.uses: list[dict[str, Any]] = []
        self.hidden: list[dict[str, Any]] = []

    def read(self, exercise: str) -> None:
        """Read the answer cell, then, where another cell holds the exercise's name, that one's definition."""
        self._exercise = exercise
        tree = self._trees[self._answer]
        for statement in tree.body if tree else []:
            self._visit(statement, self._cells[self._answer])
        self._follow(exercise)

    def _visit(self, node: ast.AST, scope: Scope) -> None:
        if isinstance(node, _FUNCTIONS):
            self._visit_function(node, scope)
            return
        if isinstance(node, ast.ClassDef):
            self._visit_all([*node.decorator_list, *node.bases, *node.keywords], scope)
            self._visit_all(node.body, Scope(names_bound(node.body), scope, scope.cell, is_class=True))
            return
        if isinstance(node, _COMPREHENSIONS):
            scope = Scope(names_bound(node.generators), scope, scope.cell)
        if isinstance(node, ast.expr):
            self._note(node, scope)
        if isinstance(node, ast.Import | ast.ImportFrom):
            self._note_import(node)
        annotation = node.annotation if isinstance(node, ast.AnnAssign) else None  # a type is no use
        self._visit_all((child for child in ast.iter_child_nodes(node) if child is not annotation), scope)

    def _visit_all(self, nodes: Iterable[ast.AST], scope: Scope) -> None:
        for node in nodes:
            self._visit(node, scope)

    def _visit_function(self, node: Any, scope: Scope) -> None:
        arguments, body = node.args, node.body if isinstance(node.body, list) else [node.body]
        defaults = [*arguments.defaults, *filter(None, arguments.kw_defaults)]
        self._visit_all([*getattr(node, "decorator_list", []), *defaults], scope)
        self._visit_all(body, Scope(parameters(arguments) | names_bound(body), scope, scope.cell))

    def _note(self, node: ast.expr, scope: Scope) -> None:
        """Write down whether this expression is a use, and follow the name that it is into other cells."""
        if not isinstance(getattr(node, "ctx", None), ast.Store | ast.Del):
            for dotted in sorted(self._resolve(node, scope)):
                self._note_rules(dotted, node)
        if isinstance(node, ast.Attribute) and node.attr in self._methods:
            self._add(self.uses, f".{node.attr}", node)
        if isinstance(node, ast.Call):
            self._note_call(node, scope)
        if isinstance(node, ast.Name) and scope.owner(node.id).outer is None:
            self._follow(node.id)

    def _note_rules(self, dotted: str, node: ast.AST) -> None:
        for rule in self._without:
            if matches(dotted, rule):
                self._add(self.uses, dotted if dotted.startswith(rule) else rule, node)

    def _note_call(self, node: ast.Call, scope: Scope) -> None:
        called = self._resolve(node.func, scope)
        if called & RUNS_TEXT:
            self._add(self.hidden, sorted(called & RUNS_TEXT)[0], node)
        if called & GETATTR and len(node.args) > 1:
            name = self._text(node.args[1], scope)
            if name in self._methods:
                self._add(self.uses, f".{name}", node)
            if name is None and self._leads_to_rule(self._resolve(node.args[0], scope)):
                self._add(self.hidden, "getattr", node)

    def _note_import(self, node: Any) -> None:
        module = getattr(node, "module", None)
        for name in node.names:
            # An import under the exercise's own name is the whole answer.
            if self._imports or (name.asname or name.name) == self._exercise:
                self._note_rules(f"{module}.{name.name}" if module else name.name, node)

    def _leads_to_rule(self, dotted: Iterable[str]) -> bool:
        return any(rule.startswith(f"{one}.") for one in dotted for rule in self._without)

    def _add(self, where: list[dict[str, Any]], name: str, node: ast.AST) -> None:
        where.append({"name": name, "line": getattr(node, "lineno", 0), "within": self._within})

    def _follow(self, name: str) -> None:
        """Read what another cell defines under a name that the answer uses."""
        place = self._last.get(name, self._answer)
        tree = self._trees[place]
        if place == self._answer or name in self._followed or tree is None:
            return
        self._followed.add(name)
        before, self._within = self._within, name
        self._visit_all((part for part in tree.body if name in names_bound([part])), self._cells[place])
        self._within = before

    def _resolve(self, node: ast.AST | None, scope: Scope) -> set[str]:
        """The dotted names that an expression may be."""
        self._steps += 1
        if self._steps > STEPS:
            raise RecursionError("the answer's aliases are more entangled than a person would write them")
        match node:
            case ast.Name(id=name):
                return self._meaning(name, scope)
            case ast.Attribute(value=value, attr=attr):
                return {f"{dotted}.{attr}" for dotted in self._resolve(value, scope)}
            case ast.NamedExpr(value=value):
                return self._resolve(value, scope)
            case ast.IfExp(body=one, orelse=other):
                return self._resolve(one, scope) | self._resolve(other, scope)
            case ast.BoolOp(values=values):
                return set().union(*(self._resolve(value, scope) for value in values))
            case ast.Call(func=function, args=[first, *rest]):
                return self._resolve_call(self._resolve(function, scope), first, rest, scope)
            case ast.Subscript(value=value, slice=key):
                return self._resolve_item(value, self._text(key, scope), scope)
        return set()

    def _resolve_call(self, called: set[str], first: ast.expr, rest: list[ast.expr], scope: Scope) -> set[str]:
        if called & GETATTR and rest:
            name = self._text(rest[0], scope)
            return {f"{dotted}.{name}" for dotted in self._resolve(first, scope)} if name else set()
        if called & IMPORTS:
            name = self._text(first, scope)
            return {name, name.partition(".")[0]} if name else set()
        if "vars" in called:
            return {f"{dotted}.__dict__" for dotted in self._resolve(first, scope)}
        return set()

    def _resolve_item(self, value: ast.expr, key: str | None, scope: Scope) -> set[str]:
        if key is None:
            return set()
        if isinstance(value, ast.Call) and self._resolve(value.func, scope) & NAMES_HERE:
            return self._meaning(key, self._cells[scope.cell])
        found = self._resolve(value, scope)
        items = {f"{dotted.removesuffix('.__dict__')}.{key}" for dotted in found if dotted.endswith(".__dict__")}
        return items | ({key} if "sys.modules" in found else set())

    def _meaning(self, name: str, scope: Scope) -> set[str]:
        found: set[str] = set()
        for place, value in self._values(name, scope):
            if isinstance(value, str):
                found.add(value)
            elif (id(place), name) not in self._resolving:
                self._resolving.add((id(place), name))
                found |= self._resolve(value, place)
                self._resolving.discard((id(place), name))
        return found

    def _values(self, name: str, scope: Scope) -> Iterator[tuple[Scope, Any]]:
        """What a name may stand for, with the scope in which that is to be read."""
        owner = scope.owner(name)
        if owner.outer is not None:
            yield from ((owner, value) for value in owner.names[name])
            return
        places = {owner.cell, self._last[name]} if name in self._last else set()
        for cell in sorted(places):
            yield from ((self._cells[cell], value) for value in self._cells[cell].names.get(name, []))
        if not places:
            yield owner, USUAL.get(name, name)
            yield from ((owner, f"{module}.{name}") for cell in self._cells for module in cell.names.get("*", []))

    def _text(self, node: ast.AST, scope: Scope) -> str | None:
        """The text that an expression is, where that can be read."""
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                one, other = self._text(left, scope), self._text(right, scope)
                return None if one is None or other is None else one + other
            case ast.Name(id=name):
                texts = [value.value for _, value in self._values(name, scope) if isinstance(value, ast.Constant)]
                return texts[-1] if texts and isinstance(texts[-1], str) else None
        return None


def names_bound(body: Sequence[ast.AST]) -> dict[str, list[Any]]:
    """The names that these statements bind in their own scope, each with what is assigned to it."""
    found: dict[str, list[Any]] = defaultdict(list)
    elsewhere: set[str] = set()
    for node in _of_this_scope(body):
        match node:
            case ast.Import(names=names):
                for name in names:
                    top = name.name.partition(".")[0]
                    found[name.asname or top].append(name.name if name.asname else top)
            case ast.ImportFrom(module=module, names=names):
                for name in names:
                    found[name.asname or name.name].append(module if name.name == "*" else f"{module}.{name.name}")
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found[name] += []
            case ast.Assign(targets=targets, value=value):
                for target in targets:
                    _bind(found, target, value)
            case ast.AnnAssign(target=target, value=value) | ast.NamedExpr(target=target, value=value):
                _bind(found, target, value)
            case ast.For(target=target, iter=items) | ast.comprehension(target=target, iter=items):
                for item in getattr(items, "elts", ()):
                    _bind(found, target, item)
            case ast.Global(names=names) | ast.Nonlocal(names=names):
                elsewhere.update(names)
            case ast.Name(id=name, ctx=ast.Store()) | ast.MatchAs(name=str(name)) | ast.ExceptHandler(name=str(name)):
                found[name] += []
    return {name: values for name, values in found.items() if name not in elsewhere}


def _bind(found: dict[str, list[Any]], target: ast.AST, value: Any) -> None:
    if isinstance(target, ast.Name):
        found[target.id].append(value)
    if isinstance(target, ast.Tuple | ast.List) and isinstance(value, ast.Tuple | ast.List):
        for one, its_value in zip(target.elts, value.elts, strict=False):
            _bind(found, one, its_value)


def _of_this_scope(body: Sequence[ast.AST]) -> Iterator[ast.AST]:
    waiting = list(reversed(body))
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, _INNER):
            waiting += reversed(list(ast.iter_child_nodes(node)))


def parameters(arguments: ast.arguments) -> dict[str, list[Any]]:
    """The names of a function's parameters, each with its default."""
    placed = [*arguments.posonlyargs, *arguments.args]
    found: dict[str, list[Any]] = {part.arg: [] for part in (*placed, *arguments.kwonlyargs)}
    found |= {part.arg: [] for part in (arguments.vararg, arguments.kwarg) if part}
    pairs = zip(placed[len(placed) - len(arguments.defaults) :], arguments.defaults, strict=True)
    for part, default in (*pairs, *zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True)):
        found[part.arg] = [default] if default is not None else []
    return found


def matches(dotted: str, rule: str) -> bool:
    """Whether a name is what a rule names, or something in it.

    torch keeps the same things in several places, so under torch.nn the last name decides.
    """
    if f"{dotted}.".startswith(f"{rule}."):
        return True
    both = dotted.startswith("torch.nn.") and rule.startswith("torch.nn.")
    return both and dotted.rpartition(".")[2] == rule.rpartition(".")[2]


def parsed(source: str) -> ast.Module | None:
    """The tree of a cell, or None where it is no Python. What IPython alone understands is taken out first."""
    for text in (source, without_magics(source)):
        try:
            return ast.parse(text)
        except (SyntaxError, ValueError):
            continue
    return None


def without_magics(source: str) -> str:
    """The cell with its magics and shell lines blanked, line by line; the Python after %time stays."""
    for pattern, instead in _MAGICS:
        source = pattern.sub(instead, source)
    return source


def reading(request: dict[str, Any]) -> dict[str, Any]:
    """The answer to a request."""
    trees = [parsed(source) for source in request["cells"]]
    answer = request["answer"]
    if answer is None:
        defining = [i for i, tree in enumerate(trees) if tree and request["exercise"] in names_bound(tree.body)]
        if not defining:
            return {"status": "absent"}
        answer = defining[-1]
    if trees[answer] is None:
        return {"status": "no python"}
    reader = Reader(trees, answer, request["without"], request["imports"])
    reader.read(request["exercise"])
    return {"status": "read", "uses": reader.uses[:20], "hidden": reader.hidden[:20]}


def limit() -> None:
    """Take as much time and memory as a text written by a person needs, and no more."""
    sys.setrecursionlimit(DEPTH)
    try:
        import resource
    except ImportError:  # Windows has no such limits; there the caller's own on time holds
        return
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    limit()
    json.dump(reading(json.load(sys.stdin)), sys.stdout)

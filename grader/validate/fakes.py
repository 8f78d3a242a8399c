"""Submissions that solve nothing, made of the stub with other bodies. A suite that pays for one of them is broken."""

import ast
from collections.abc import Callable, Iterator

from grader.course import Exercise
from grader.submission.take import Submission

PRELUDE = """
import numpy as np


def _array(values):
    for value in values:
        if isinstance(value, np.ndarray):
            return value
    return np.zeros(1)
"""

Body = Callable[[list[str]], str]
"""The statement of a body, given the names of the arguments."""


def _first(names: list[str]) -> str:
    return f"_array([{', '.join(names)}])"


BODIES: dict[str, Body] = {
    "zeros": lambda names: f"return np.zeros_like({_first(names)})",
    "the input": lambda names: f"return {names[0]}" if names else "return None",
    "random numbers": lambda names: f"return np.random.default_rng(0).normal(size={_first(names)}.shape)",
    "a raise": lambda _: "raise ValueError('no')",
    "an endless loop": lambda _: "while True: pass",
}


def fakes(exercise: Exercise) -> Iterator[tuple[str, Submission]]:
    """What each fake does, and the fake."""
    source = exercise.stub("numpy").read_text(encoding="utf-8")
    for name, body in BODIES.items():
        tree = ast.parse(source)
        _Filler(body).visit(tree)
        text = f"{PRELUDE}\n\n{ast.unparse(_without_docstring(tree))}\n"
        given = exercise.given("numpy")
        files = {exercise.module: text} | ({"given.py": given.read_text(encoding="utf-8")} if given else {})
        yield name, Submission(name, exercise.name, files, "numpy", f"fake {name}")


def _without_docstring(tree: ast.Module) -> ast.Module:
    """The module without its docstring, since the prelude stands before it."""
    first = tree.body[0] if tree.body else None
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        return ast.Module(tree.body[1:], tree.type_ignores)
    return tree


class _Filler(ast.NodeTransformer):
    """Gives every function of a stub that is still to be written another body."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self.method = False

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.ClassDef:
        self.method = True
        self.generic_visit(node)
        self.method = False
        return node

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.FunctionDef:
        if not is_unwritten(node):
            return node
        names = [argument.arg for argument in (*node.args.posonlyargs, *node.args.args)][1 if self.method else 0 :]
        if node.name == "__init__":
            text = "\n".join(f"self.{name} = {name}" for name in names) or "pass"
        else:
            text = self.body(names)
        node.body = ast.parse(text).body
        node.decorator_list = []
        return node


def is_unwritten(node: ast.FunctionDef) -> bool:
    """Whether a body raises NotImplementedError."""
    return any(isinstance(part, ast.Raise) and "NotImplementedError" in ast.dump(part) for part in ast.walk(node))


__all__ = ["BODIES", "fakes", "is_unwritten"]

"""A static look at a PyTorch submission: what it imports and names that the exercise asks to be written.

It finds what is spelled out. What is reached another way is for the rule at run time (`learner.refusal`).
"""

import ast
from collections.abc import Iterator

from msgspec import Struct

# Modules of PyTorch that are the answer to every exercise.
MODULES = ("torch.nn", "torch.autograd", "torch.optim", "torch.func", "torch.jit", "torch.distributions", "functorch")
AUTOGRAD = frozenset({"requires_grad_", "enable_grad", "set_grad_enabled", "inference_mode", "vmap", "compile"})
HOMES = ("torch", "torch.special", "torch.linalg", "torch.Tensor")


class Violation(Struct, frozen=True):
    """Something that is not allowed, and where it stands."""

    file: str
    line: int
    what: str


def violations(files: dict[str, str], operators: tuple[str, ...]) -> tuple[Violation, ...]:
    """What the sources use that they may not, in the order of the lines."""
    found = [
        Violation(name, line, what)
        for name, source in files.items()
        for line, what in _look(ast.parse(source), frozenset(operators))
    ]
    return tuple(sorted(found, key=lambda violation: (violation.file, violation.line)))


def _look(tree: ast.Module, operators: frozenset[str]) -> Iterator[tuple[int, str]]:
    names: dict[str, str] = {}  # what a name in the source stands for: F -> torch.nn.functional
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                names[alias.asname or alias.name.partition(".")[0]] = (
                    alias.name if alias.asname else alias.name.partition(".")[0]
                )
                if _is_refused(alias.name, operators):
                    yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                full = f"{node.module}.{alias.name}"
                names[alias.asname or alias.name] = full
                if _is_refused(full, operators):
                    yield node.lineno, full
    seen: set[tuple[int, str]] = set()
    for node in ast.walk(tree):
        full = _full_name(node, names)
        if full and _is_refused(full, operators):
            place = (node.lineno, full)  # type: ignore[attr-defined]
            if not any(line == place[0] and other.startswith(full) for line, other in seen):
                seen.add(place)
                yield place
        if isinstance(node, ast.keyword) and node.arg == "requires_grad" and not _is_false(node.value):
            yield node.value.lineno, "requires_grad=True"
        if isinstance(node, ast.Attribute) and node.attr == "requires_grad_":
            yield node.lineno, "requires_grad_"


def _full_name(node: ast.AST, names: dict[str, str]) -> str:
    """`torch.nn.functional.softmax` of an attribute chain that begins with an imported name; otherwise nothing."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not parts or not isinstance(node, ast.Name) or node.id not in names:
        return ""
    return ".".join([names[node.id], *reversed(parts)])


def _is_refused(full: str, operators: frozenset[str]) -> bool:
    if any(full == module or full.startswith(module + ".") for module in MODULES):
        return True
    home, _, last = full.rpartition(".")
    return home in HOMES and (last.strip("_") in operators or last in AUTOGRAD)


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (False, None)

"""A static look at a PyTorch submission: what it imports and names that the exercise asks to be written.

It finds what is spelled out. What is reached another way is for the rule at run time (`learner.refusal`).
"""

import ast
from collections.abc import Iterator

from msgspec import Struct

from grader.submission.source import parse

# Modules of PyTorch that are the answer to every exercise, and those that lead to the same operators another way.
MODULES = (
    "torch.nn", "torch.autograd", "torch.optim", "torch.func", "torch.jit", "torch.distributions", "functorch",
    "torch.ops", "torch.overrides", "torch.library", "torch.fx", "torch.utils",
)  # fmt: skip
AUTOGRAD = frozenset({"requires_grad_", "enable_grad", "set_grad_enabled", "inference_mode", "vmap", "compile"})


class Violation(Struct, frozen=True):
    """Something that is not allowed, and where it stands."""

    file: str
    line: int
    what: str


def violations(files: dict[str, str], operators: tuple[str, ...]) -> tuple[Violation, ...]:
    """What the sources use that they may not, in the order of the lines. A file that is no Python uses nothing."""
    found = [
        Violation(name, line, what)
        for name, source in files.items()
        if (tree := parse(source, name)[0]) is not None
        for line, what in _look(tree, frozenset(operators))
    ]
    return tuple(sorted(found, key=lambda violation: (violation.file, violation.line)))


def _look(tree: ast.Module, operators: frozenset[str]) -> Iterator[tuple[int, str]]:
    names: dict[str, str] = {}  # what a name in the source stands for: F -> torch.nn.functional
    for node in ast.walk(tree):
        for line, bound, stands_for, full in _imports(node):
            names[bound] = stands_for
            if _is_refused(full, operators):
                yield line, full
    seen: list[tuple[int, str]] = []  # the inner links of a chain are chains themselves
    for node in ast.walk(tree):
        full = _full_name(node, names)
        if isinstance(node, ast.Attribute) and full and _is_refused(full, operators):
            if not any(line == node.lineno and longer.startswith(full) for line, longer in seen):
                seen.append((node.lineno, full))
                yield node.lineno, full
        elif isinstance(node, ast.Attribute) and node.attr == "requires_grad_":
            yield node.lineno, "requires_grad_"
        elif isinstance(node, ast.keyword) and node.arg == "requires_grad" and not _is_false(node.value):
            yield node.value.lineno, "requires_grad=True"


def _imports(node: ast.AST) -> Iterator[tuple[int, str, str, str]]:
    """Of an import: its line, the name that it binds, what that stands for, and the full name imported."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            top = alias.name.partition(".")[0]
            yield node.lineno, alias.asname or top, alias.name if alias.asname else top, alias.name
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        for alias in node.names:
            full = f"{node.module}.{alias.name}"
            yield node.lineno, alias.asname or alias.name, full, full


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
    top, *parts = full.split(".")
    if top != "torch" or not parts:
        return False
    if any(part.startswith("_") and not part.endswith("__") for part in parts):  # torch._C, torch._refs, torch._softmax
        return True
    return parts[-1] in AUTOGRAD or any(part.strip("_") in operators for part in parts)


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (False, None)

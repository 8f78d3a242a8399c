"""A static look at a PyTorch submission: what it imports and names that the exercise asks to be written.

It finds what is spelled out. What is reached another way is for the rule at run time (`learner.refusal`).
"""

import ast
from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from grader.submission.source import executed, parse

# Modules of PyTorch that are the answer to every exercise, and those that lead to the same operators another way.
MODULES = (
    "torch.nn", "torch.autograd", "torch.optim", "torch.func", "torch.jit", "torch.distributions", "functorch",
    "torch.ops", "torch.overrides", "torch.library", "torch.fx", "torch.utils",
)  # fmt: skip
AUTOGRAD_MODULES = ("torch.autograd", "torch.func", "functorch")
AUTOGRAD = frozenset({"requires_grad_", "enable_grad"})
SWITCHES = {"torch.set_grad_enabled": False, "torch.inference_mode": True}  # and with what they compute no gradient
OTHERS = frozenset({"vmap", "compile"})

Why = Literal["operator", "autograd"]


class Violation(Struct, frozen=True):
    """Something that is not allowed, and where it stands."""

    file: str
    line: int
    what: str
    why: Why = "operator"


def violations(files: dict[str, str], operators: tuple[str, ...]) -> tuple[Violation, ...]:
    """What the sources use that they may not, in the order of the lines. A file that is no Python uses nothing."""
    found = [
        Violation(name, line, what, _why(what))
        for name, source in files.items()
        if (tree := parse(source, name)[0]) is not None
        for line, what in _look(executed(tree), frozenset(operator.strip("_") for operator in operators))
    ]
    return tuple(sorted(found, key=lambda violation: (violation.file, violation.line)))


def _look(tree: ast.Module, operators: frozenset[str]) -> Iterator[tuple[int, str]]:
    names: dict[str, str] = {}  # what a name in the source stands for: F -> torch.nn.functional
    for node in ast.walk(tree):
        for line, bound, stands_for, full in _imports(node):
            names[bound] = stands_for
            if _is_refused(full, operators):
                yield line, full
    _follow_assignments(tree, names)
    seen: list[tuple[int, str]] = []  # the inner links of a chain are chains themselves
    for node in ast.walk(tree):
        full = _module_named(node, names) or _full_name(node, names)
        if isinstance(node, ast.Attribute | ast.Call | ast.Subscript) and full and _is_refused(full, operators):
            if not any(line == node.lineno and longer.startswith(full) for line, longer in seen):
                seen.append((node.lineno, full))
                yield node.lineno, full
        elif isinstance(node, ast.Attribute) and node.attr == "requires_grad_":
            yield node.lineno, "requires_grad_"
        elif isinstance(node, ast.Call):
            yield from _asks_for_gradients(node, _full_name(node.func, names))


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


def _follow_assignments(tree: ast.Module, names: dict[str, str]) -> None:
    """Add to `names` what is given another name: `t = torch`, and then `s = t.special`."""
    assigned: list[tuple[str, ast.expr]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            assigned += [(one.id, node.value) for one in node.targets if isinstance(one, ast.Name)]
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and isinstance(node.target, ast.Name) and node.value:
            assigned.append((node.target.id, node.value))
    grown = True
    while grown:  # a name never changes once it is known, so this ends
        grown = False
        for name, value in assigned:
            if name not in names and (full := _full_name(value, names)):
                names[name] = full
                grown = True


def _full_name(node: ast.AST, names: dict[str, str]) -> str:
    """`torch.nn.functional.softmax` of an expression that leads there from an imported name; otherwise nothing."""
    links: list[str] = []
    while True:
        if isinstance(node, ast.Attribute):
            links.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call) and _is_named(node.func, "getattr") and (name := _constant(node.args[1:])):
            links.append(name)
            node = node.args[0]
        else:
            break
    if isinstance(node, ast.Name):
        start = names.get(node.id, "")
    else:
        start = _module_named(node, names)
        if isinstance(node, ast.Call) and _is_named(node.func, "__import__"):
            start = start.partition(".")[0]  # what it returns is the top of what it imports
    return ".".join([start, *reversed(links)]) if start else ""


def _module_named(node: ast.AST, names: dict[str, str]) -> str:
    """The module that a constant names: `importlib.import_module("...")`, `__import__("...")`, `sys.modules["..."]`."""
    if isinstance(node, ast.Subscript) and _chain(node.value, names) == "sys.modules":
        return _constant([node.slice])
    if isinstance(node, ast.Call):
        function = _chain(node.func, names)
        if function in ("importlib.import_module", "sys.modules.get") or _is_named(node.func, "__import__"):
            return _constant(node.args)
    return ""


def _chain(node: ast.AST, names: dict[str, str]) -> str:
    """The full name of a chain of attributes alone."""
    links: list[str] = []
    while isinstance(node, ast.Attribute):
        links.append(node.attr)
        node = node.value
    return ".".join([names[node.id], *reversed(links)]) if isinstance(node, ast.Name) and node.id in names else ""


def _asks_for_gradients(call: ast.Call, function: str) -> Iterator[tuple[int, str]]:
    """Calls of PyTorch that have it record gradients by what they are handed."""
    if function in SWITCHES:
        given = [*call.args, *(keyword.value for keyword in call.keywords)]
        harmless = SWITCHES[function]
        if any(not isinstance(one, ast.Constant) or one.value is not harmless for one in given):
            yield call.lineno, function
    elif function.startswith("torch."):
        for keyword in call.keywords:
            if keyword.arg == "requires_grad" and not _is_false(keyword.value):
                yield keyword.value.lineno, "requires_grad=True"


def _is_refused(full: str, operators: frozenset[str]) -> bool:
    if _is_in(full, MODULES):
        return True
    top, *parts = full.split(".")
    if top != "torch" or not parts:
        return False
    if any(part.startswith("_") and not part.endswith("__") for part in parts):  # torch._C, torch._refs, torch._softmax
        return True
    return parts[-1] in AUTOGRAD | OTHERS or any(part.strip("_") in operators for part in parts)


def _why(what: str) -> Why:
    last = what.rpartition(".")[2]
    if _is_in(what, AUTOGRAD_MODULES) or last in AUTOGRAD or what in SWITCHES or what == "requires_grad=True":
        return "autograd"
    return "operator"


def _is_in(full: str, modules: tuple[str, ...]) -> bool:
    return any(full == module or full.startswith(module + ".") for module in modules)


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _constant(nodes: list[ast.expr]) -> str:
    """The first of the expressions, where it is a string that is spelled out."""
    first = nodes[0] if nodes else None
    return first.value if isinstance(first, ast.Constant) and isinstance(first.value, str) else ""


def _is_false(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value in (False, None)

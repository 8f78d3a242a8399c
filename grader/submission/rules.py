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

MAX_NAME = 400  # characters of a full name that is followed further, and
MAX_PARTS = 8  # its parts, where it is longer

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
    inner: set[int] = set()  # links within a chain that was looked at whole: without this, long chains are quadratic
    told: set[tuple[int, str]] = set()
    for node in ast.walk(tree):  # outer links first
        full = ""
        if isinstance(node, ast.Attribute | ast.Call | ast.Subscript) and id(node) not in inner:
            full = _whole_name(node, names, inner)
        if full and _is_refused(full, operators):
            if (node.lineno, full) not in told:  # type: ignore[attr-defined]
                told.add((node.lineno, full))  # type: ignore[attr-defined]
                yield node.lineno, full  # type: ignore[attr-defined]
        elif isinstance(node, ast.Attribute) and node.attr == "requires_grad_":
            yield node.lineno, "requires_grad_"
        elif isinstance(node, ast.Call):
            yield from _asks_for_gradients(node, _full_name(node.func, names))


def _whole_name(node: ast.AST, names: dict[str, str], inner: set[int]) -> str:
    """The full name of a chain; the links within it are put into `inner`."""
    named = _module_named(node, names)
    if named:
        return named
    base, _, within = _links(node)
    inner.update(id(one) for one in within)
    if isinstance(base, ast.Call) and not _is_named(base.func, "__import__"):
        inner.add(id(base))  # the module that it names is the start of this chain's name
    return _full_name(node, names)


def _imports(node: ast.AST) -> Iterator[tuple[int, str, str, str]]:
    """Of an import: its line, the name that it binds, what that stands for, and the full name imported."""
    if isinstance(node, ast.Import):
        for alias in node.names:
            top, full = alias.name.partition(".")[0], _short(alias.name)
            yield node.lineno, alias.asname or top, full if alias.asname else _short(top), full
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        module = _short(node.module)
        for alias in node.names:
            full = _short(f"{module}.{alias.name}")
            yield node.lineno, alias.asname or alias.name, full, full


def _follow_assignments(tree: ast.Module, names: dict[str, str]) -> None:
    """Add to `names` what is given another name: `t = torch`, and then `s = t.special`.

    A name never changes once it is known. An assignment is looked at again when the name that it starts from becomes
    known, and only then: going through all of them again for each new name is quadratic.
    """
    waiting: dict[str, list[tuple[list[str], ast.expr]]] = {}
    new: list[str] = []

    def follow(targets: list[str], value: ast.expr) -> bool:
        full = _short(_full_name(value, names))
        if full:
            fresh = [target for target in targets if target not in names]
            names.update(dict.fromkeys(fresh, full))
            new.extend(fresh)
        return bool(full)

    for targets, value in _assignments(tree):
        if targets and not follow(targets, value) and (root := _root(value)):
            waiting.setdefault(root, []).append((targets, value))
    while new:
        for targets, value in waiting.pop(new.pop(), ()):
            follow(targets, value)


def _assignments(tree: ast.Module) -> Iterator[tuple[list[str], ast.expr]]:
    """Each assignment to names: the names, and the value."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            yield [one.id for one in node.targets if isinstance(one, ast.Name)], node.value
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and isinstance(node.target, ast.Name) and node.value:
            yield [node.target.id], node.value


def _root(value: ast.expr) -> str:
    """The name that an expression's full name starts from, if it has one at all."""
    node, _, _ = _links(value)
    if isinstance(node, ast.Call):
        node = node.func
    elif isinstance(node, ast.Subscript):
        node = node.value
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


def _links(node: ast.AST) -> tuple[ast.AST, list[str], list[ast.AST]]:
    """A chain of attributes, spelled out or by getattr: where it starts, its links in order, and all nodes within."""
    links: list[str] = []
    within: list[ast.AST] = []
    while True:
        if isinstance(node, ast.Attribute):
            links.append(node.attr)
            node = node.value
        elif isinstance(node, ast.Call) and _is_named(node.func, "getattr") and (name := _constant(node.args[1:])):
            links.append(name)
            node = node.args[0]
        else:
            return node, links[::-1], within[:-1]
        within.append(node)


def _full_name(node: ast.AST, names: dict[str, str]) -> str:
    """`torch.nn.functional.softmax` of an expression that leads there from an imported name; otherwise nothing."""
    base, links, _ = _links(node)
    if isinstance(base, ast.Name):
        start = names.get(base.id, "")
    else:
        start = _module_named(base, names)
        if isinstance(base, ast.Call) and _is_named(base.func, "__import__"):
            start = start.partition(".")[0]  # what it returns is the top of what it imports
    return ".".join([start, *links]) if start else ""


def _short(full: str) -> str:
    """A name that is longer than any in a library, cut: names are built from names, and would grow without end."""
    if len(full) <= MAX_NAME:
        return full
    return ".".join(part[: MAX_NAME // MAX_PARTS] for part in full.split(".", MAX_PARTS)[:MAX_PARTS])


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
    """Whether a full name leads to what is not allowed; if it does, so does whatever is reached through it."""
    if _is_in(full, MODULES):
        return True
    top, *parts = full.split(".")
    if top != "torch" or not parts:
        return False
    if any(part.startswith("_") and not part.endswith("__") for part in parts):  # torch._C, torch._refs, torch._softmax
        return True
    return any(part in AUTOGRAD | OTHERS or part.strip("_") in operators for part in parts)


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

"""Mutants of a source: texts that differ from it by one small change, of the kinds that people make by mistake.

What is changed is what array code is made of: operators, numbers, axes, transposes, reductions, conditions, statements.
Docstrings, annotations and messages are left alone. A mutant's `id` names its function and the change, not its line, so
that it still fits when something else in the file is edited.
"""

import ast
from collections import Counter
from collections.abc import Callable, Iterator

from msgspec import Struct

Edit = tuple[ast.AST, ast.AST]
"""A node of the tree, and what stands in its place."""

SKIPPED_FIELDS = ("annotation", "returns", "decorator_list", "type_params", "bases", "ctx", "op", "ops")
SKIPPED = (ast.Import, ast.ImportFrom, ast.Raise, ast.Assert, ast.JoinedStr, ast.Global, ast.Nonlocal)
ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult, ast.MatMult: ast.Mult, ast.Mod: ast.FloorDiv,
}  # fmt: skip
COMPLEMENTS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In,
}  # fmt: skip
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt), ast.LtE: (ast.Lt, ast.GtE), ast.Gt: (ast.GtE, ast.Lt), ast.GtE: (ast.Gt, ast.LtE),
    **{one: (other,) for one, other in COMPLEMENTS.items()},
}  # fmt: skip
PAIRS = (
    ("max", "min"), ("maximum", "minimum"), ("amax", "amin"), ("argmax", "argmin"), ("sum", "mean"), ("exp", "log"),
    ("zeros", "ones"), ("zeros_like", "ones_like"), ("new_zeros", "new_ones"), ("any", "all"), ("sin", "cos"),
)  # fmt: skip
PARTNERS = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
BUILTINS = ("max", "min", "any", "all")
LIBRARIES = ("np", "numpy", "torch")
COMMUTATIVE = ("maximum", "minimum", "max", "min", "add", "multiply")
ALONG = ("sum", "mean", "max", "min", "amax", "amin", "argmax", "argmin", "squeeze", "cumsum", "prod", "std", "var")
"""Functions and methods whose first argument beside the array is an axis."""
AXES = ("axis", "dim")


class Mutant(Struct, frozen=True):
    """A source with one change. `where` is the qualified name of the definition, `line` its line in the original."""

    id: str
    where: str
    line: int
    operator: str
    before: str
    after: str
    source: str


class Place(Struct, frozen=True):
    """A node, where it hangs, and in which definition. `first`: it binds a name that nothing bound before it."""

    node: ast.AST
    owner: ast.AST
    field: str
    index: int | None
    where: str
    top: int
    first: bool

    def put(self, node: ast.AST) -> None:
        """Hang another node here."""
        if self.index is None:
            setattr(self.owner, self.field, node)
        else:
            getattr(self.owner, self.field)[self.index] = node


def mutants(source: str) -> Iterator[Mutant]:
    """Every mutant of a source, in the order of its text; none is the source itself, and no two are the same."""
    tree = ast.parse(source)
    texts = [ast.unparse(statement) for statement in tree.body]
    places = _places(tree)
    by_node = {id(place.node): place for place in places}
    seen = {"\n\n".join(texts)}
    counts: Counter[str] = Counter()
    for place in places:
        for operator, edits in OPERATORS.items():
            for node, after in edits(place.node):
                target = by_node[id(node)]
                text = _mutated(tree, texts, target, after)
                if text in seen or (target.first and isinstance(after, ast.Pass)):
                    continue
                seen.add(text)
                told, instead = ast.unparse(node).strip(), ast.unparse(after).strip()
                change = f"{target.where}: {told} -> {instead}"
                counts[change] += 1
                id_ = f"{change} #{counts[change]}"
                yield Mutant(id_, target.where, _line(node), operator, told, instead, f"{text}\n")


def _line(node: ast.AST) -> int:
    """The line on which a node begins: a filter knows it only by its parts."""
    return min(part.lineno for part in ast.walk(node) if isinstance(part, ast.expr | ast.stmt))


def _mutated(tree: ast.Module, texts: list[str], target: Place, after: ast.AST) -> str:
    """The text of the tree with another node in a place; the tree is then as it was."""
    target.put(after)
    try:
        changed = ast.unparse(tree.body[target.top])
    finally:
        target.put(target.node)
    return "\n\n".join([*texts[: target.top], changed, *texts[target.top + 1 :]])


# --- places -----------------------------------------------------------------------------------------------------------


def _places(tree: ast.Module) -> list[Place]:
    """Every node that may change, a statement before its parts."""
    annotations, used = _names_in_annotations(tree), _names_in_functions(tree)
    first = {id(one) for scope in ast.walk(tree) for one in _first_bindings(scope)}
    found: list[Place] = []
    for top, statement in enumerate(tree.body):
        if isinstance(statement, ast.Assign) and all(
            isinstance(target, ast.Name) and target.id in annotations - used for target in statement.targets
        ):
            continue  # a name for a type
        found += _below(Place(statement, tree, "body", top, "", top, id(statement) in first), first)
    return found


def _below(place: Place, first: set[int]) -> Iterator[Place]:
    """A place and all places in it."""
    node = place.node
    if isinstance(node, SKIPPED) or (isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)):
        return
    where = _where(place)
    yield Place(node, place.owner, place.field, place.index, where, place.top, place.first)
    if isinstance(node, ast.UnaryOp) and _number(node) is not None:
        return  # -1 is one number
    for field, value in ast.iter_fields(node):
        if field in SKIPPED_FIELDS:
            continue
        children = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, child in children:
            if isinstance(child, ast.AST):
                yield from _below(Place(child, node, field, index, where, place.top, id(child) in first), first)


def _where(place: Place) -> str:
    """The qualified name of the definition that a place belongs to: what a module or a class assigns is one as well."""
    node, names = place.node, [place.where] if place.where else []
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return ".".join([*names, node.name])
    if isinstance(place.owner, ast.Module | ast.ClassDef):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        return ".".join([*names, *(target.id for target in targets if isinstance(target, ast.Name))])
    return place.where


def _names_in_annotations(tree: ast.Module) -> set[str]:
    notes = [getattr(node, field, None) for node in ast.walk(tree) for field in ("annotation", "returns")]
    return {part.id for note in notes if note for part in ast.walk(note) if isinstance(part, ast.Name)}


def _names_in_functions(tree: ast.Module) -> set[str]:
    """The names that functions use outside of annotations."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    bodies = [_below(Place(node, tree, "body", None, "", 0, first=False), set()) for node in functions]
    return {place.node.id for places in bodies for place in places if isinstance(place.node, ast.Name)}


def _first_bindings(scope: ast.AST) -> Iterator[ast.stmt]:
    """The assignments in a function or a module without which a name that is used there would not exist.

    To delete one is a NameError, which every suite notices: it would only make the share of what is killed look better.
    """
    if not isinstance(scope, ast.FunctionDef | ast.Module):
        return
    bound = {part.arg for part in ast.walk(scope) if isinstance(part, ast.arg)}
    names = [part for part in ast.walk(scope) if isinstance(part, ast.Name)]
    loaded = {name.id for name in names if isinstance(name.ctx, ast.Load)}
    stored = sorted(
        (name for name in names if name.id in loaded - bound), key=lambda name: (name.lineno, name.col_offset)
    )
    first = {name.id: id(name) for name in reversed(stored) if isinstance(name.ctx, ast.Store)}
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(id(part) in first.values() for target in targets for part in ast.walk(target)):
                yield node


# --- operators --------------------------------------------------------------------------------------------------------


def _with(node: ast.AST, **fields: object) -> ast.AST:
    """The node with other fields."""
    return type(node)(**(dict(ast.iter_fields(node)) | fields))


def _number(node: ast.AST | None) -> float | int | None:
    """The number that a node writes, with its sign."""
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
        value = _number(node.operand)
        return None if value is None else -value
    if isinstance(node, ast.Constant) and isinstance(node.value, int | float) and not isinstance(node.value, bool):
        return node.value
    return None


def _literal(value: float) -> ast.expr:
    return ast.UnaryOp(ast.USub(), ast.Constant(-value)) if value < 0 else ast.Constant(value)


def _called(node: ast.AST) -> str:
    """The last name of what is called, or nothing."""
    if not isinstance(node, ast.Call):
        return ""
    return getattr(node.func, "attr", getattr(node.func, "id", ""))


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.JoinedStr) or (isinstance(node, ast.Constant) and isinstance(node.value, str))


def _arithmetic(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.BinOp) and type(node.op) in ARITHMETIC and not any(map(_is_text, (node.left, node.right))):
        yield node, _with(node, op=ARITHMETIC[type(node.op)]())


def _comparisons(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Compare):
        for index, op in enumerate(node.ops):
            for other in COMPARISONS[type(op)]:
                yield node, _with(node, ops=[*node.ops[:index], other(), *node.ops[index + 1 :]])


def _conditions(node: ast.AST) -> Iterator[Edit]:
    """Always, never, and the contrary, unless that is tried as a comparison or by dropping a `not`."""
    if isinstance(node, ast.If | ast.While | ast.IfExp):
        test = node.test
        yield test, ast.Constant(value=True)
        yield test, ast.Constant(value=False)
        if not (_is_negated(test) or (isinstance(test, ast.Compare) and type(test.ops[0]) in COMPLEMENTS)):
            yield test, ast.UnaryOp(ast.Not(), test)


def _is_negated(node: ast.AST) -> bool:
    return isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not)


def _booleans(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.BoolOp):
        yield node, _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())
    elif isinstance(node, ast.UnaryOp) and _is_negated(node):
        yield node, node.operand
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield node, ast.Constant(not node.value)


def _signs(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub):
        yield node, node.operand


def _numbers(node: ast.AST) -> Iterator[Edit]:
    value = _number(node)
    if value is None:
        return
    if value == 0:
        others = [type(value)(1)]
    elif abs(value) == 1:
        others = [type(value)(0), 2 * value]
    else:
        others = [value + 1 if isinstance(value, int) else 2 * value]
    for other in others:
        yield node, _literal(other)


def _axes(node: ast.AST) -> Iterator[Edit]:
    """Another axis, and none."""
    if isinstance(node, ast.keyword) and node.arg in AXES:
        for other in _other_axes(node.value):
            yield node, _with(node, value=other)
    if not isinstance(node, ast.Call):
        return
    named = [keyword for keyword in node.keywords if keyword.arg in AXES]
    if named:
        yield node, _with(node, keywords=[keyword for keyword in node.keywords if keyword not in named])
    at = int(isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") in LIBRARIES)
    if _called(node) in ALONG and isinstance(node.func, ast.Attribute) and len(node.args) == at + 1:
        for other in _other_axes(node.args[at]):
            yield node.args[at], other
        yield node, _with(node, args=node.args[:at])


def _other_axes(axis: ast.expr) -> Iterator[ast.expr]:
    if isinstance(axis, ast.Name):
        yield from (_literal(0), _literal(-1))
    elif _number(axis) in (-1, 1):
        yield _literal(0)
    elif _number(axis) == 0:
        yield from (_literal(1), _literal(-1))


def _flags(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.keyword) and isinstance(node.value, ast.Constant) and isinstance(node.value.value, bool):
        yield node, _with(node, value=ast.Constant(not node.value.value))


def _transposes(node: ast.AST) -> Iterator[Edit]:
    """Transposed no longer, or transposed where a matrix is multiplied."""
    if isinstance(node, ast.Attribute) and node.attr in ("T", "mT"):
        yield node, node.value
    elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
        for side in (node.left, node.right):
            if isinstance(side, ast.Name | ast.Subscript) or (isinstance(side, ast.Attribute) and side.attr != "T"):
                yield side, ast.Attribute(side, "T")


def _functions(node: ast.AST) -> Iterator[Edit]:
    """The largest for the smallest, a mean for a sum, log for exp."""
    if isinstance(node, ast.Call) and _called(node) in PARTNERS:
        other = PARTNERS[_called(node)]
        if isinstance(node.func, ast.Attribute) and getattr(node.func.value, "id", "") != "self":
            yield node.func, _with(node.func, attr=other)
        elif isinstance(node.func, ast.Name) and other in BUILTINS:
            yield node.func, _with(node.func, id=other)


def _arguments(node: ast.AST) -> Iterator[Edit]:
    """Two arguments change places, unless their order never matters."""
    if (
        isinstance(node, ast.Call) and len(node.args) == 2 and _called(node) not in COMMUTATIVE
        and not any(isinstance(one, ast.Starred) for one in node.args)
    ):  # fmt: skip
        yield node, _with(node, args=node.args[::-1])


def _assignments(node: ast.AST) -> Iterator[Edit]:
    """The contrary of `+=`, a mere `=`, and for `x[...] -= y` what makes a new array."""
    if not isinstance(node, ast.AugAssign):
        return
    if type(node.op) in ARITHMETIC:
        yield node, _with(node, op=ARITHMETIC[type(node.op)]())
    yield node, ast.Assign([node.target], node.value, lineno=node.lineno)
    if isinstance(node.target, ast.Subscript) and ast.unparse(node.target.slice) in ("...", ":"):
        whole = node.target.value
        yield node, ast.Assign([whole], ast.BinOp(whole, node.op, node.value), lineno=node.lineno)


def _deletions(node: ast.AST) -> Iterator[Edit]:
    simple = ast.Assign | ast.AugAssign | ast.Expr | ast.Break | ast.Continue
    if isinstance(node, simple) or (isinstance(node, ast.AnnAssign) and node.value is not None):
        yield node, ast.Pass()


def _returns(node: ast.AST) -> Iterator[Edit]:
    """Nothing, or the first operand alone."""
    if isinstance(node, ast.Return) and node.value is not None:
        yield node, ast.Return(ast.Constant(None))
        if isinstance(node.value, ast.BinOp):
            yield node, ast.Return(node.value.left)
        elif isinstance(node.value, ast.BoolOp):
            yield node, ast.Return(node.value.values[0])


def _subscripts(node: ast.AST) -> Iterator[Edit]:
    """The first for the last; a slice without one of its bounds, or with a bound that is one further."""
    if isinstance(node, ast.Subscript) and _number(node.slice) in (0, -1):
        yield node, _with(node, slice=_literal(-1 if _number(node.slice) == 0 else 0))
    elif isinstance(node, ast.Slice):
        for field in ("lower", "upper", "step"):
            bound = getattr(node, field)
            if bound is not None:
                yield node, _with(node, **{field: None})
                if _number(bound) is None:
                    yield node, _with(node, **{field: ast.BinOp(bound, ast.Add(), ast.Constant(1))})


def _orders(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.Call) and _called(node) == "reversed" and len(node.args) == 1:
        yield node, node.args[0]


def _filters(node: ast.AST) -> Iterator[Edit]:
    if isinstance(node, ast.comprehension):
        for index in range(len(node.ifs)):
            yield node, _with(node, ifs=[*node.ifs[:index], *node.ifs[index + 1 :]])


OPERATORS: dict[str, Callable[[ast.AST], Iterator[Edit]]] = {
    "arithmetic": _arithmetic, "comparison": _comparisons, "condition": _conditions, "axis": _axes, "flag": _flags,
    "boolean": _booleans, "sign": _signs, "subscript": _subscripts, "number": _numbers, "transpose": _transposes,
    "function": _functions, "arguments": _arguments, "assignment": _assignments, "deletion": _deletions,
    "return": _returns, "order": _orders, "filter": _filters,
}  # fmt: skip
"""What is done to a node, by the name that a mutant carries."""

__all__ = ["OPERATORS", "Mutant", "mutants"]

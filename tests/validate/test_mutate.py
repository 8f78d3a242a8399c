"""Mutants differ from their source by one change of a known kind, and keep their names when the file is edited."""

import ast

import pytest

from grader.course import open_course
from grader.validate.mutate import OPERATORS, Mutant, mutants
from tests.harness import ROOT

SOLUTIONS = sorted(
    ROOT / "solutions" / flavour / exercise.id / exercise.module
    for exercise in open_course(ROOT).exercises
    for flavour in ("numpy", "torch")
)


def made(source: str, operator: str = "") -> dict[str, Mutant]:
    """The mutants of a source, of one operator or of all, by `before -> after`."""
    return {f"{one.before} -> {one.after}": one for one in mutants(source) if operator in ("", one.operator)}


def body(*lines: str, arguments: str = "x, y") -> str:
    """A function `f` of these statements."""
    return f"def f({arguments}):\n" + "".join(f"    {line}\n" for line in lines)


@pytest.mark.parametrize(
    ("operator", "statement", "changes"),
    [
        ("arithmetic", "g = x + y", {"x + y -> x - y"}),
        ("arithmetic", "g = x - y", {"x - y -> x + y"}),
        ("arithmetic", "g = x * y", {"x * y -> x / y"}),
        ("arithmetic", "g = x / y", {"x / y -> x * y"}),
        ("arithmetic", "g = x // y", {"x // y -> x / y"}),
        ("arithmetic", "g = x ** y", {"x ** y -> x * y"}),
        ("arithmetic", "g = x @ y", {"x @ y -> x * y"}),
        ("comparison", "g = x < y", {"x < y -> x <= y", "x < y -> x > y"}),
        ("comparison", "g = x >= y", {"x >= y -> x > y", "x >= y -> x <= y"}),
        ("comparison", "g = x == y", {"x == y -> x != y"}),
        ("comparison", "g = x is None", {"x is None -> x is not None"}),
        ("comparison", "g = x not in y", {"x not in y -> x in y"}),
        ("condition", "g = x if y > 0 else y", {"y > 0 -> True", "y > 0 -> False", "y > 0 -> not y > 0"}),
        ("condition", "g = x if y == 0 else y", {"y == 0 -> True", "y == 0 -> False"}),
        ("boolean", "g = x and y", {"x and y -> x or y"}),
        ("boolean", "g = not x", {"not x -> x"}),
        ("boolean", "g = [True, x]", {"True -> False"}),
        ("sign", "g = -x", {"-x -> x"}),
        ("sign", "g = [-1, x]", {"-1 -> 1"}),
        ("number", "g = x + 0", {"0 -> 1"}),
        ("number", "g = x + 1", {"1 -> 0", "1 -> 2"}),
        ("number", "g = x + -1", {"-1 -> 0", "-1 -> -2"}),
        ("number", "g = x + 5", {"5 -> 6"}),
        ("number", "g = x + 0.25", {"0.25 -> 0.5"}),
        ("axis", "g = np.cumsum(x, axis=0)", {
            "axis=0 -> axis=1", "axis=0 -> axis=-1", "np.cumsum(x, axis=0) -> np.cumsum(x)",
        }),
        ("axis", "g = x.amax(dim=-1)", {"dim=-1 -> dim=0", "x.amax(dim=-1) -> x.amax()"}),
        ("axis", "g = x.sum(y)", {"y -> 0", "y -> -1", "x.sum(y) -> x.sum()"}),
        ("flag", "g = h(x, keepdims=True)", {"keepdims=True -> keepdims=False"}),
        ("transpose", "g = x.T", {"x.T -> x"}),
        ("transpose", "g = x.T @ y", {"x.T -> x", "y -> y.T"}),
        ("transpose", "g = h(x) @ self.w", {"self.w -> self.w.T"}),
        ("function", "g = np.maximum(x, y)", {"np.maximum -> np.minimum"}),
        ("function", "g = x.sum()", {"x.sum -> x.mean"}),
        ("function", "g = np.exp(x)", {"np.exp -> np.log"}),
        ("function", "g = max(x, y)", {"max -> min"}),
        ("arguments", "g = h(x, y)", {"h(x, y) -> h(y, x)"}),
        ("assignment", "x += y", {"x += y -> x -= y", "x += y -> x = y"}),
        ("assignment", "x[...] -= y", {
            "x[...] -= y -> x[...] += y", "x[...] -= y -> x[...] = y", "x[...] -= y -> x = x - y",
        }),
        ("deletion", "self.x = x", {"self.x = x -> pass"}),
        ("deletion", "x.append(y)", {"x.append(y) -> pass"}),
        ("return", "return x + y", {"return x + y -> return None", "return x + y -> return x"}),
        ("subscript", "g = x[0]", {"x[0] -> x[-1]"}),
        ("subscript", "g = x[-1]", {"x[-1] -> x[0]"}),
        ("subscript", "g = x[1:y]", {"1:y -> :y", "1:y -> 1:", "1:y -> 1:y + 1"}),
        ("order", "g = reversed(x)", {"reversed(x) -> x"}),
        ("filter", "g = [one for one in x if one]", {"for one in x if one -> for one in x"}),
    ],
)  # fmt: skip
def test_an_operator_makes_its_changes_and_no_others(operator: str, statement: str, changes: set[str]) -> None:
    source = body(statement, "return g")
    assert set(made(source, operator)) - {"return g -> return None"} == changes
    assert OPERATORS.keys() >= {operator}


@pytest.mark.parametrize("operator", OPERATORS)
def test_every_operator_finds_something_in_our_own_solutions_or_in_small_sources(operator: str) -> None:
    small = [body("g = np.maximum(x[1:], y)", "return x and y"), body("for a in x:", "    break")]
    sources = [path.read_text(encoding="utf-8") for path in SOLUTIONS] + small
    assert any(made(source, operator) for source in sources)


def test_loops_lose_their_break_and_continue() -> None:
    found = made(body("for a in x:", "    if a:", "        break", "    continue"), "deletion")
    assert set(found) == {"break -> pass", "continue -> pass"}


def test_an_if_and_a_while_are_forced_both_ways() -> None:
    found = made(body("if x:", "    return y", "while y:", "    y = x"), "condition")
    assert set(found) == {f"{name} -> {other}" for name in "xy" for other in ("True", "False", f"not {name}")}


def test_docstrings_annotations_messages_and_imports_stay() -> None:
    source = (
        '"""Takes 1 of 2."""\nimport numpy as np\nArray = np.ndarray[1] | None\n\n'
        'def f(x: Array[0], y: "int" = None) -> Array[1]:\n    """Adds 1."""\n    size: tuple[0, 1]\n'
        '    if x:\n        raise ValueError("not 1", 1)\n    print(f"{1 + 1}" + x, "a" % y)\n'
    )
    assert {one.before for one in mutants(source)} == {"x", "print(f'{1 + 1}' + x, 'a' % y)"}


def test_defaults_are_mutated_but_none_is_not() -> None:
    found = made("def f(x, lr=0.001, flag=False, bias=None):\n    pass\n")
    assert set(found) == {"0.001 -> 0.002", "False -> True"}
    assert {one.where for one in found.values()} == {"f"}


def test_what_alone_binds_a_name_is_not_deleted() -> None:
    source = body("g = x", "self.h = x", "g = g + y", "return g", arguments="self, x, y")
    assert set(made(source, "deletion")) == {"self.h = x -> pass", "g = g + y -> pass"}


def test_partners_of_own_methods_and_the_order_of_commutative_arguments_are_no_mutants() -> None:
    assert made(body("g = self.zeros()", "return g"), "function") == {}
    assert made(body("g = np.minimum(x, y)", "return g"), "arguments") == {}


def test_an_id_names_function_change_and_occurrence() -> None:
    source = "class A:\n    def f(self, x):\n        return x.sum(axis=0) + x.sum(axis=0)\n\nK = {'a': 3}\n"
    found = {one.id: one for one in mutants(source)}
    assert {"A.f: axis=0 -> axis=1 #1", "A.f: axis=0 -> axis=1 #2", "K: 3 -> 4 #1"} <= found.keys()
    assert found["A.f: axis=0 -> axis=1 #1"].line == 3
    assert "x.sum(axis=1) + x.sum(axis=0)" in found["A.f: axis=0 -> axis=1 #1"].source


def test_ids_stay_when_lines_are_inserted_above_and_a_function_beside() -> None:
    source = body("return x - y")
    edited = f'"""New."""\n\nimport math\n\ndef g(x, y):\n    return x - y\n\n{source}'
    before, after = list(mutants(source)), [one for one in mutants(edited) if one.where == "f"]
    assert [one.id for one in after] == [one.id for one in before]
    assert [one.line for one in after] == [one.line + 7 for one in before]


@pytest.mark.parametrize("path", SOLUTIONS, ids=lambda path: "/".join(path.parts[-3:-1]))
def test_mutants_of_a_solution_compile_differ_and_are_in_order(path) -> None:
    source = path.read_text(encoding="utf-8")
    found = list(mutants(source))
    texts = {ast.unparse(ast.parse(one.source)) for one in found}
    assert len(texts) == len({one.id for one in found}) == len(found) > 50
    assert ast.unparse(ast.parse(source)) not in texts
    definitions = [one.where for one in found]
    assert sorted(definitions, key=definitions.index) == definitions


def test_a_source_is_mutated_the_same_way_twice() -> None:
    source = body("x[...] -= y", "return x @ y.T")
    assert list(mutants(source)) == list(mutants(source))

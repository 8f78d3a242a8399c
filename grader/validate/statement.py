"""Whether statement, manifest, stubs, solutions and suite of an exercise say the same, and its examples are true.

What a learner reads must be what is graded: every check stands in the statement's table with its points, every name
that is asked for is there in both stubs and both solutions with the same parameters, and whatever the statement types
behind `>>>` is run on the reference solution and prints what is written below it.
"""

import ast
import copy
import doctest
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from grader import catalogue
from grader.experiment.program import Call, Lookup, Program, Raised, Returned
from grader.experiment.values import List
from grader.recording import RecordedCheck
from grader.report.words import count
from grader.supervisor.session import NotLoaded, Session
from grader.validate.fakes import is_unwritten
from grader.validate.record import Part, Problem, part
from grader.validate.workbench import FLAVOURS, Workbench

_ROW = re.compile(r"^\|(?:.*\|)? *`([A-Za-z0-9_]+)` *\|(?:.*\|)? *([\d.]+) *\|$", flags=re.MULTILINE)
_FIGURE = re.compile(r"!\[([^]]*)\]\(([^)]+)\)")
GAP = "FILL_IN"
_RUNNER = """

def dlgrade_run_examples(sources):
    import contextlib
    import io
    import numpy
    space = dict(globals()) | {"np": numpy}
    printed = []
    for source in sources:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            exec(compile(source, "<statement>", "single"), space)
        printed.append(out.getvalue())
    return printed
"""
_CHECKER = doctest.OutputChecker()
_FLAGS = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def statement(bench: Workbench) -> Part:
    """Everything that the statement, the manifest, the stubs and the solutions must agree on."""
    text = bench.exercise.statement.read_text(encoding="utf-8")
    checks = bench.recorded[0].checks
    problems = [
        *_checks(text, checks),
        *_figures(bench, text),
        *_gaps(bench),
        *_signatures(bench),
        *_examples(bench, text),
    ]
    examples = len(doctest.DocTestParser().get_examples(text))
    tried = len(checks) + examples + 4 * len(_signatures_of(bench.exercise.stub("numpy")))
    summary = f"{count(len(checks), 'check')} in the statement, {count(examples, 'line')} of examples"
    return part(bench.exercise.id, "statement", tried, summary, problems)


def _checks(text: str, checks: tuple[RecordedCheck, ...]) -> Iterator[Problem]:
    """The table of checks names them all, and no other, with their points."""
    rows = {name: float(points) for name, points in _ROW.findall(text)}
    for check in checks:
        if check.name not in rows:
            yield Problem(check.name, "The statement's table of checks does not list it: | `name` | claim | points |.")
            continue
        points = rows[check.name]
        if points != check.points:
            yield Problem(check.name, f"The statement gives {points:g} points for it, the suite {check.points:g}.")
    names = {check.name for check in checks}
    for name in rows:
        if name not in names:
            yield Problem(name, "The statement lists this check, and the suite does not have it.")


def _figures(bench: Workbench, text: str) -> Iterator[Problem]:
    """Every picture that the statement shows is there, says in words what it shows, and is shown if it is there."""
    shown = {name: words for words, name in _FIGURE.findall(text)}
    there = {path.name for path in bench.exercise.figures}
    for name in sorted(shown.keys() - there):
        yield Problem(name, "The statement shows it, and there is no such SVG beside the statement.")
    for name in sorted(there - shown.keys()):
        yield Problem(name, "It lies beside the statement, which does not show it: ![what it shows](name.svg).")
    for name in sorted(name for name, words in shown.items() if not words.strip()):
        yield Problem(name, "Say between the brackets what it shows, for those who do not see it: ![...](name.svg).")


def _gaps(bench: Workbench) -> Iterator[Problem]:
    """What `dlgrade new` left to be filled in is filled in."""
    for path in sorted(bench.exercise.folder.rglob("*")):
        if path.is_file() and GAP in path.read_text(encoding="utf-8", errors="replace"):
            yield Problem(path.name, f"It still says {GAP}.")


Signatures = dict[str, str]


def _signatures_of(path: Path) -> Signatures:
    """The public functions, classes and methods of a module, with their parameters and defaults."""
    return dict(_signatures_in(ast.parse(path.read_text(encoding="utf-8")).body, ""))


def _signatures_in(body: list[ast.stmt], owner: str) -> Iterator[tuple[str, str]]:
    for node in body:
        if isinstance(node, ast.FunctionDef) and (node.name == "__init__" or not node.name.startswith("_")):
            yield f"{owner}{node.name}", _parameters(node.args)
        elif isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield node.name, ""
            yield from _signatures_in(node.body, f"{node.name}.")


def _unwritten(path: Path) -> Iterator[str]:
    """The names of what a stub leaves to be written."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef) and is_unwritten(node):
            yield node.name


def _parameters(arguments: ast.arguments) -> str:
    """Names and defaults, without annotations, which differ between flavours."""
    bare = copy.deepcopy(arguments)
    for argument in ast.walk(bare):
        if isinstance(argument, ast.arg):
            argument.annotation = None
    return ast.unparse(bare)


def _signatures(bench: Workbench) -> Iterator[Problem]:
    """Both stubs ask for the same, both solutions have it, and the statement names it."""
    exercise = bench.exercise
    asked = _signatures_of(exercise.stub("numpy"))
    text = exercise.statement.read_text(encoding="utf-8")
    for name in _unwritten(exercise.stub("numpy")):
        if name != "__init__" and name not in text:
            yield Problem(name, "The stub asks for it, and the statement does not name it.")
    for flavour in FLAVOURS:
        places = {
            f"the {flavour} stub": exercise.stub(flavour),
            f"the {flavour} solution": bench.course.root / "solutions" / flavour / exercise.id / exercise.module,
        }
        for where, path in places.items():
            found = _with_inherited(path)
            for name, parameters in asked.items():
                if name not in found:
                    yield Problem(name, f"The numpy stub has it, and {where} has not.")
                elif found[name] != parameters:
                    yield Problem(name, f"It takes ({parameters}) in the numpy stub and ({found[name]}) in {where}.")


def _with_inherited(path: Path) -> Signatures:
    """The signatures of a module, where a class has what its bases in the same module have."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = dict(_signatures_in(tree.body, ""))
    classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
    for node in classes.values():
        todo = [base.id for base in node.bases if isinstance(base, ast.Name)]
        while todo:
            base = todo.pop()
            for name, parameters in list(found.items()):
                if name.startswith(f"{base}."):
                    found.setdefault(f"{node.name}.{name.partition('.')[2]}", parameters)
            todo += [one.id for one in classes[base].bases if isinstance(one, ast.Name)] if base in classes else []
    return found


def _examples(bench: Workbench, text: str) -> Iterator[Problem]:
    """What the statement types behind `>>>` prints what is written below, with the reference solution in NumPy."""
    try:
        examples = doctest.DocTestParser().get_examples(text)
    except ValueError as error:
        yield Problem("worked example", f"The statement's examples cannot be read: {error}.")
        return
    if not examples:
        yield Problem("worked example", "The statement has none: type one behind `>>>`, and what it prints below.")
        return
    right = catalogue.solution(bench.course, bench.exercise)
    module = f"{right.module}.py"
    runs = structs.replace(right, files=right.files | {module: right.files[module] + _RUNNER})
    sources = List(tuple(example.source for example in examples))
    program = Program((Lookup("dlgrade_run_examples"), Call(0, (sources,))), (1,))
    with Session(bench.launcher("numpy"), runs, bench.limits, refused=()) as session:
        ran = session.run([program])
    if not isinstance(ran, tuple):
        why = ran.raised.message if isinstance(ran, NotLoaded) and ran.raised else "its process ended"
        yield Problem("worked example", f"The statement's examples could not be run: {why}.")
        return
    answer = ran[0].observations[1]
    if isinstance(answer, Raised):
        yield Problem("worked example", f"An example of the statement raised {answer.types[0]}: {answer.message}.")
    if isinstance(answer, Returned) and isinstance(answer.value, List):
        for example, printed in zip(examples, answer.value.items, strict=True):
            if not _CHECKER.check_output(example.want, str(printed), _FLAGS):
                yield Problem(
                    "worked example",
                    f"`{example.source.strip()}` prints {str(printed).strip()!r}, and the statement says "
                    f"{example.want.strip()!r}.",
                )


__all__ = ["statement"]

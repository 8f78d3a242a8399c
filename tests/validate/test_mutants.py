"""Mutants of a toy's solution are killed, survive or are equivalent, and wrong declarations are refused."""

from collections.abc import Callable
from pathlib import Path

import pytest

from grader import recordings
from grader.course import ManifestError, open_course
from grader.sandbox.limits import Limits
from grader.validate import mutants as mutants_module
from grader.validate.mutants import EquivalentError, Mutated, equivalents, mutants, spread, try_mutants
from grader.validate.mutate import mutants as mutants_of
from grader.validate.workbench import Settings, Workbench
from tests.cli.toy import make_course
from tests.harness import TIMEOUT, Bench

# The toy's suite draws pairs and triples, so it never sees what becomes of nothing.
SOLUTION = "def double(x):\n    if len(x) == 0:\n        return x\n    return 2 * x\n"
UNSEEN = {"double: len(x) == 0 -> False #1", "double: 0 -> 1 #1", "double: return x -> return None #1"}
Try = Callable[..., tuple[Mutated, ...]]


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    return make_course(tmp_path)


def write(course: Path, source: str, declared: str = "") -> None:
    solution = course / "solutions/numpy/exercise90_double/double.py"
    equivalent = course / "solutions/equivalent/exercise90_double.toml"
    for path, text in ((solution, source), (equivalent, declared)):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


@pytest.fixture
def tried(toy: Path, bench: Bench) -> Try:
    """Runs the mutants of a solution of the toy's exercise."""

    def run(source: str, declared: str = "", sample: int | None = None) -> tuple[Mutated, ...]:
        write(toy, source, declared)
        course = open_course(toy)
        exercise = course.find("double")
        recorded = recordings.find(course, exercise, course.seed, lambda _: None)
        limits = Limits(message_seconds=TIMEOUT)
        launcher = bench.launcher("numpy")
        return try_mutants(course, exercise, "numpy", recorded, launcher, limits, sample, lambda _: None)

    return run


def declare(mutant: str, more: str = "") -> str:
    return f'[[equivalent]]\nmutant = "{mutant}"\nreason = "Nobody can tell."\n{more}\n'


def test_what_the_suite_does_not_look_at_survives(tried: Try) -> None:
    found = tried(SOLUTION)
    assert {one.mutant_id for one in found if one.verdict == "survived"} == UNSEEN
    assert {(one.lost, one.reason) for one in found if one.verdict == "survived"} == {((), "")}


def test_what_it_looks_at_is_killed_by_a_check_that_says_why(tried: Try) -> None:
    (one,) = (one for one in tried(SOLUTION) if one.mutant_id == "double: 2 * x -> 2 / x #1")
    assert (one.verdict, one.lost, one.line) == ("killed", ("example",), 4)
    assert "entries differ" in one.reason


def test_what_is_declared_is_equivalent_and_keeps_its_reason(tried: Try) -> None:
    found = tried(SOLUTION, "".join(map(declare, sorted(UNSEEN))))
    assert {one.mutant_id for one in found if one.verdict == "equivalent"} == UNSEEN
    assert {one.reason for one in found if one.verdict == "equivalent"} == {"Nobody can tell."}
    assert all(one.verdict == "killed" for one in found if one.mutant_id not in UNSEEN)


def test_a_declaration_for_another_flavour_says_nothing_about_this_one(tried: Try) -> None:
    found = tried(SOLUTION, declare("double: 0 -> 1 #1", 'flavours = ["torch"]'))
    assert {one.verdict for one in found if one.mutant_id == "double: 0 -> 1 #1"} == {"survived"}


@pytest.mark.parametrize(
    ("declared", "why"),
    [
        (declare("double: 0 -> 2 #1"), "has no such mutant"),
        (declare("double: 2 -> 3 #1"), "example tells it apart"),
        (2 * declare("double: 0 -> 1 #1"), "twice"),
        ("[[equivalent]]\nmutant = 'double: 0 -> 1 #1'\n", "`reason`"),
        ("[[equivalent]]\nmutant = 'double: 0 -> 1 #1'\nreason = ' '\n", "needs a reason"),
        (declare("double: 0 -> 1 #1", 'flavours = ["jax"]'), "flavours"),
        (declare("double: 0 -> 1 #1", 'flavors = ["numpy"]'), "flavors"),
        ("[[equivalent]\n", "exercise90_double.toml"),
    ],
)
def test_a_declaration_that_is_wrong_is_refused(declared: str, why: str, tried: Try) -> None:
    with pytest.raises(EquivalentError, match=why):
        tried(SOLUTION, declared)


def test_a_solution_that_is_wrong_itself_proves_nothing(tried: Try) -> None:
    with pytest.raises(ManifestError, match="loses example itself"):
        tried("def double(x):\n    return 3 * x\n")


def test_a_mutant_that_never_ends_or_cannot_be_imported_is_killed(tried: Try, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants_module, "SECONDS", 0.2)
    source = "ZEROS = [1][0]\n\ndef double(x):\n    n = 1\n    while n < 2:\n        n += 1\n    return n * x\n"
    found = {one.mutant_id: one for one in tried(source)}
    assert found["double: n += 1 -> pass #1"].verdict == "killed"
    assert "did not answer" in found["double: n += 1 -> pass #1"].reason
    assert "cannot be imported: list index out of range" in found["ZEROS: 0 -> 1 #1"].reason


def test_a_sample_is_spread_evenly_and_the_same_every_time() -> None:
    everything = list(mutants_of("def f(x):\n" + "    x = x + 1\n" * 30))
    chosen = spread(everything, 10, "seed")
    places = [everything.index(one) for one in chosen]
    assert chosen == spread(everything, 10, "seed")
    assert [place * 10 // len(everything) for place in places] == list(range(10))
    assert spread(everything, 10_000, "seed") == tuple(everything)


def test_a_sample_is_all_that_is_run(tried: Try) -> None:
    assert len(tried(SOLUTION, sample=3)) == 3


def test_without_a_file_nothing_is_declared(tmp_path: Path) -> None:
    assert equivalents(tmp_path / "none.toml") == ()


@pytest.mark.parametrize(("declared", "holds"), [("", False), ("".join(map(declare, sorted(UNSEEN))), True)])
def test_the_part_holds_once_every_survivor_is_accounted_for(
    declared: str, holds: bool, toy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mutants_module, "FLAVOURS", ("numpy",))
    write(toy, SOLUTION, declared)
    course = open_course(toy)
    with Workbench(course, course.find("double"), Settings("full", 1, 0, None)) as bench:
        part = mutants(bench)
    assert part.holds is holds
    assert len(part.asides if holds else part.problems) == len(UNSEEN)


def test_a_false_declaration_is_a_problem_of_the_part(toy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mutants_module, "FLAVOURS", ("numpy",))
    write(toy, SOLUTION, declare("double: 2 -> 3 #1"))
    course = open_course(toy)
    with Workbench(course, course.find("double"), Settings("full", 1, 0, None)) as bench:
        part = mutants(bench)
    assert not part.holds
    assert "delete the declaration" in part.problems[0].why


def test_our_own_declarations_have_whole_sentences_as_reasons(course) -> None:
    declared = [one for path in (course.root / "solutions/equivalent").glob("*.toml") for one in equivalents(path)]
    assert declared
    assert all(one.reason.endswith(".") and one.reason[0].isupper() for one in declared)

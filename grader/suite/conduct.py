"""Conducts a suite's bodies under pytest: whoever collects them decides what becomes of each program.

Each collected test that takes `learner` has its body wrapped, inside Hypothesis where there is one: the body writes a
program into a fresh script, and when it ends the conductor gets the example. A recorder keeps it; a live conductor runs
it and raises on a mismatch, so that Hypothesis shrinks it.
"""

import ast
import functools
import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import hypothesis
import msgspec
import pytest
import torch
from hypothesis import HealthCheck, Phase, settings

from grader.experiment.expectation import Example
from grader.suite import fixtures
from grader.suite.draws import forget_sources
from grader.suite.learner import Learner
from grader.suite.standin import Script, Signatures

PROFILE = "dlgrade"
DEFAULT_EXAMPLES = 50


class CheckInfo(msgspec.Struct, frozen=True):
    """What an author said of a check."""

    name: str
    claim: str
    points: float
    public: bool
    hint: str
    needs: tuple[str, ...]
    statistical: bool = False


class SuiteError(Exception):
    """The suite itself is wrong; the message says where and how."""


class Conductor(Protocol):
    """Decides what becomes of an example."""

    def begin(self, check: CheckInfo) -> None:
        """A check's first body is about to run."""

    def finish(self, check: CheckInfo, example: Example) -> None:
        """A body ended. Raises to tell Hypothesis that the example fails."""

    def look(self, check: CheckInfo, script: Script, step: int) -> Any:
        """A body asks for a value."""

    def broke(self, check: CheckInfo, error: BaseException) -> None:
        """A check's test raised, what `finish` and `look` raise included."""


class Staged(NamedTuple):
    """A check of this run, and who conducts it."""

    check: CheckInfo
    conductor: Conductor
    signatures: Signatures


Stage = Callable[[Path], tuple[Conductor, Signatures]]


class SuitePlugin:
    """A pytest plugin that hands a suite's examples to a conductor.

    `stage` gives the conductor and the stub's signatures for a suite's folder; `only` leaves out other checks, and
    `examples` is how many each draws, whatever its own settings say.
    """

    conducts_suites = True

    def __init__(
        self, stage: Stage, seed: str, only: frozenset[str] | None = None, examples: int | None = None
    ) -> None:
        self.stage = stage
        self.seed = seed
        self.only = only
        self.examples = examples
        self.learner = Learner()
        self.checks: dict[tuple[Path, str], CheckInfo] = {}
        self.problem = ""
        self.staged: dict[str, Staged] = {}
        self.current: Staged | None = None
        self._handles: list[Any] = []  # Hypothesis's, whose body is wrapped: parametrised items share one

    def pytest_configure(self, config: pytest.Config) -> None:
        """Put up the fixture, and settings under which every run draws the same examples."""
        # References are of small arrays. Two threads gain them nothing, and on a busy machine they wait for each
        # other: a softmax of twelve entries took 4 ms instead of 5 microseconds.
        torch.set_num_threads(1)
        forget_sources()
        config.stash[fixtures.LEARNER] = self.learner
        config.pluginmanager.register(fixtures, "dlgrade-fixtures")
        settings.register_profile(
            PROFILE,
            database=None,
            deadline=None,
            max_examples=DEFAULT_EXAMPLES,
            print_blob=False,
            report_multiple_bugs=False,
            phases=(Phase.explicit, Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        )
        settings.load_profile(PROFILE)

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, config: pytest.Config, items: list[pytest.Item]) -> None:
        """Wrap each test that takes the learner."""
        try:
            items[:] = [item for item in items if self._takes(item)]
            if self.only is None:
                for folder in {folder: None for folder, _ in self.checks}:
                    if _is_whole(folder, config.args):
                        check_needs(check for (home, _), check in self.checks.items() if home == folder)
        except SuiteError as error:
            self.problem = str(error)
            raise pytest.UsageError(self.problem) from None

    def _takes(self, item: pytest.Item) -> bool:
        """Wrap a check of the suite; False for one that was not asked for."""
        if isinstance(item, pytest.Function) and "learner" in item.fixturenames:
            check = info_of(item)
            if self.only is not None and check.name not in self.only:
                return False
            self._wrap(item, check)
        return True

    def _wrap(self, item: pytest.Function, check: CheckInfo) -> None:
        folder = item.path.parent
        if (folder, check.name) in self.checks:
            raise SuiteError(f"two checks of the suite are called {check.name!r}: rename one")
        self.checks[folder, check.name] = check
        conductor, signatures = self.stage(folder)
        self.staged[item.nodeid] = Staged(check, conductor, signatures)
        test: Any = item.obj
        if not getattr(test, "is_hypothesis_test", False):
            item.obj = self._conducted(test)
        elif not any(handle is test.hypothesis for handle in self._handles):
            self._handles.append(test.hypothesis)
            test.hypothesis.inner_test = self._conducted(test.hypothesis.inner_test)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """This item's check is the one that the next bodies belong to, and its seed draws their examples."""
        self.current = self.staged.get(item.nodeid)
        test: Any = getattr(item, "obj", None)
        if self.current is not None and getattr(test, "is_hypothesis_test", False):
            function = getattr(test, "__func__", test)  # a bound method takes no attributes
            hypothesis.seed(seed_of(self.seed, self.current.check.name))(function)
            if self.examples is not None:
                mine = function._hypothesis_internal_use_settings  # noqa: SLF001 - settings cannot be given twice
                function._hypothesis_internal_use_settings = settings(mine, max_examples=self.examples)  # noqa: SLF001

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_makereport(self, item: pytest.Item, call: pytest.CallInfo[None]) -> None:
        """Tell the conductor what a test raised: also what a fixture or a strategy did."""
        staged = self.staged.get(item.nodeid)
        if (
            staged is not None
            and call.excinfo is not None
            and not isinstance(call.excinfo.value, pytest.skip.Exception)
        ):
            staged.conductor.broke(staged.check, call.excinfo.value)

    def _conducted(self, body: Callable[..., None]) -> Callable[..., None]:
        @functools.wraps(body)
        def conducted(*args: Any, **kwargs: Any) -> None:
            __tracebackhide__ = True
            if self.current is None:
                raise SuiteError("a check's body runs only as its own test: pytest calls it, no other function does")
            check, conductor, signatures = self.current
            conductor.begin(check)
            script = Script(signatures, functools.partial(conductor.look, check))
            self.learner.begin(script)
            try:
                body(*args, **kwargs)
                script.end()
            finally:
                script.ended = True
                self.learner.begin(None)
            conductor.finish(check, script.example())

        return conducted


def seed_of(seed: str, check: str) -> int:
    """The seed of one check: a check's examples do not depend on its neighbours."""
    return int.from_bytes(hashlib.sha256(f"{seed}\n{check}".encode()).digest()[:8], "big")


def info_of(item: pytest.Function) -> CheckInfo:
    """What the marks, the docstring and the name of a test say.

    Raises:
        SuiteError: it has no points, no claim, or a mark twice.
    """
    name = item.name.removeprefix("test_")
    for mark in ("points", "hint"):
        if len(list(item.iter_markers(f"dlgrade_{mark}"))) > 1:
            raise SuiteError(f"{item.nodeid} has @{mark} twice: leave one")
    points = item.get_closest_marker("dlgrade_points")
    claim = " ".join((item.obj.__doc__ or "").split())
    if points is None:
        raise SuiteError(f"{item.nodeid} has no points: put @points(2) above it, or @unscored")
    if not claim:
        raise SuiteError(f"{item.nodeid} has no docstring: say what the check claims, in one sentence")
    hint = item.get_closest_marker("dlgrade_hint")
    needs = tuple(name for mark in item.iter_markers("dlgrade_needs") for name in mark.args)
    return CheckInfo(
        name=name,
        claim=claim,
        points=points.args[0],
        public=item.get_closest_marker("dlgrade_public") is not None,
        hint=hint.args[0] if hint else "",
        needs=needs,
        statistical=item.get_closest_marker("dlgrade_statistical") is not None,
    )


def signatures_of(stub: Path) -> Signatures:
    """The positional parameters of a stub's functions (`softmax`), classes (`Linear`), methods (`Linear.forward`)."""
    tree = ast.parse(stub.read_text(encoding="utf-8"))
    found: dict[str, tuple[str, ...]] = {}
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            found[node.name] = _parameters(node)
        elif isinstance(node, ast.ClassDef):
            for method in node.body:
                if isinstance(method, ast.FunctionDef):
                    key = node.name if method.name == "__init__" else f"{node.name}.{method.name}"
                    found[key] = _parameters(method)[1:]
    return found


def _parameters(function: ast.FunctionDef) -> tuple[str, ...]:
    return tuple(argument.arg for argument in (*function.args.posonlyargs, *function.args.args))


def check_needs(checks: Iterable[CheckInfo]) -> None:
    """Every check that is needed exists, and stands before the one that needs it.

    Raises:
        SuiteError: it does not.
    """
    seen: set[str] = set()
    for check in checks:
        for needed in check.needs:
            if needed not in seen:
                raise SuiteError(f"{check.name!r} needs {needed!r}, which is no check above it")
        seen.add(check.name)


def _is_whole(folder: Path, arguments: Iterable[str]) -> bool:
    """Whether a run with these arguments collects all of a suite, so that a needed check cannot have been left out."""
    many = len(list(folder.glob("test_*.py"))) > 1
    paths = [Path(argument).resolve() for argument in arguments]
    own = [path for path in paths if folder in path.parents]
    return not own or not (many or any("::" in path.name for path in own))

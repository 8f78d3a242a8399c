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
from typing import Any, Protocol

import hypothesis
import msgspec
import pytest
import torch
from hypothesis import HealthCheck, Phase, settings

from grader.experiment.expectation import Example
from grader.suite import fixtures
from grader.suite.standin import Learner, Script, Signatures

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


Stage = Callable[[Path], tuple[Conductor, Signatures]]


class SuitePlugin:
    """A pytest plugin that hands a suite's examples to a conductor.

    `stage` gives the conductor and the stub's signatures for a suite's folder; `only` leaves out other checks.
    """

    conducts_suites = True

    def __init__(self, stage: Stage, seed: str, only: frozenset[str] | None = None) -> None:
        self.stage = stage
        self.seed = seed
        self.only = only
        self.learner = Learner()
        self.checks: dict[tuple[Path, str], CheckInfo] = {}
        self.problem = ""

    def pytest_configure(self, config: pytest.Config) -> None:
        """Put up the fixture, and settings under which every run draws the same examples."""
        # References are of small arrays. Two threads gain them nothing, and on a busy machine they wait for each
        # other: a softmax of twelve entries took 4 ms instead of 5 microseconds.
        torch.set_num_threads(1)
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

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Wrap each test that takes the learner."""
        try:
            items[:] = [item for item in items if self._takes(item)]
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
        test: Any = item.obj
        if getattr(test, "is_hypothesis_test", False):
            hypothesis.seed(seed_of(self.seed, check.name))(test)
            test.hypothesis.inner_test = self._conducted(check, test.hypothesis.inner_test, conductor, signatures)
        else:
            item.obj = self._conducted(check, test, conductor, signatures)

    def _conducted(
        self, check: CheckInfo, body: Callable[..., None], conductor: Conductor, signatures: Signatures
    ) -> Callable[..., None]:
        @functools.wraps(body)
        def conducted(*args: Any, **kwargs: Any) -> None:
            __tracebackhide__ = True
            conductor.begin(check)
            script = Script(signatures, functools.partial(conductor.look, check))
            self.learner.begin(script)
            body(*args, **kwargs)
            conductor.finish(check, script.example())

        return conducted


def seed_of(seed: str, check: str) -> int:
    """The seed of one check: a check's examples do not depend on its neighbours."""
    return int.from_bytes(hashlib.sha256(f"{seed}\n{check}".encode()).digest()[:8], "big")


def info_of(item: pytest.Function) -> CheckInfo:
    """What the marks, the docstring and the name of a test say.

    Raises:
        SuiteError: it has no points, or no claim.
    """
    name = item.name.removeprefix("test_")
    points = item.get_closest_marker("dlgrade_points")
    claim = " ".join((item.obj.__doc__ or "").split())
    if points is None:
        raise SuiteError(f"{item.nodeid} has no points: put @points(2) above it")
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

"""Runs a suite live on one submission: each example is executed as it is drawn, and a mismatch is shrunk."""

import contextlib
from typing import Any

import msgspec
import numpy as np
import pytest
from msgspec import Struct

from grader.experiment.expectation import Example
from grader.experiment.program import Program, Returned, Transcript
from grader.experiment.values import Array, Dict, List, Tuple, Value
from grader.judge.arrays import to_numpy
from grader.judge.check import Outcome, judge_example, leading, size_of, verdict_of
from grader.judge.compare import Setting
from grader.judge.finding import Finding
from grader.suite.conduct import CheckInfo, SuiteError
from grader.suite.standin import Script
from grader.supervisor.ending import Ending
from grader.supervisor.session import NotLoaded, Session

MAX_CALLS_AFTER_FAILURE = 250  # of a body: what shrinking may cost. Counted and not timed, so that a report repeats.


class CheckFailed(AssertionError):
    """The learner's code does not meet the check's expectations."""


class Ended(BaseException):
    """The learner's process ended. No Exception, so that Hypothesis neither retries nor shrinks it."""


class Failing(Struct, frozen=True):
    """A failing example, what was observed, and what its expectations came to."""

    example: Example
    transcript: Transcript
    findings: tuple[Finding, ...]
    size: int


class Live:
    """Executes examples in a session. After a check it knows the smallest failing one."""

    def __init__(self, session: Session, setting: Setting) -> None:
        self.session = session
        self.setting = setting
        self.smallest: dict[str, Failing] = {}
        self.endings: dict[str, Ending] = {}
        self.blocked: dict[str, str] = {}
        self.examples: dict[str, int] = {}
        self.failing: dict[str, int] = {}
        self.broken: dict[str, Outcome] = {}
        self._looked = False
        self._calls: dict[str, int] = {}
        self._seen: dict[str, dict[bytes, Failing | None]] = {}

    def begin(self, check: CheckInfo) -> None:
        """A check that needs one that failed says what it waits for."""
        self._looked = False
        for needed in check.needs:
            if any(needed in known for known in (self.smallest, self.endings, self.blocked, self.broken)):
                self.blocked[check.name] = needed
                pytest.skip(f"waits for {needed}")

    def finish(self, check: CheckInfo, example: Example) -> None:
        """Run the example. Raises CheckFailed where it fails, Ended where the process did."""
        __tracebackhide__ = True
        name = check.name
        if name in self.endings:
            raise Ended(self.endings[name].detail)
        if not example.expectations:
            if not self._looked:
                raise SuiteError(f"{name} expects nothing: say what should come back with expect(...)")
            self.examples[name] = self.examples.get(name, 0) + 1  # its own assertions held
            return
        seen = self._seen.setdefault(name, {})
        key = msgspec.msgpack.encode(example)
        if key not in seen:
            if name in self.smallest:
                self._calls[name] = self._calls.get(name, 0) + 1
                if self._calls[name] > MAX_CALLS_AFTER_FAILURE:
                    return  # counts as passing, and what is smallest stays so
            seen[key] = self._judge(name, example)
        failing = seen[key]
        if failing is not None:
            if name not in self.smallest or failing.size <= self.smallest[name].size:
                self.smallest[name] = failing
            raise CheckFailed(tell(failing))

    def _judge(self, name: str, example: Example) -> Failing | None:
        transcript = self._run(name, example.program)
        if name not in self.smallest:
            self.examples[name] = self.examples.get(name, 0) + 1
        findings = judge_example(example, transcript, self.setting)
        if all(finding.right for finding in findings):
            return None
        return Failing(example, transcript, findings, size_of(example))

    def _run(self, name: str, program: Program) -> Transcript:
        ran = self.session.run([program])
        if isinstance(ran, NotLoaded):
            self.endings[name] = ran.ending or Ending("exited", "the module could not be executed")
            raise Ended(self.endings[name].detail)
        if isinstance(ran, Ending):
            self.endings[name] = ran
            raise Ended(ran.detail)
        return ran[0]

    def look(self, check: CheckInfo, script: Script, step: int) -> Any:
        """Run the program so far; the value of its last step, as NumPy and plain Python. A raise fails the check."""
        __tracebackhide__ = True
        self._looked = True
        transcript = self._run(check.name, script.program())
        observation = transcript.observations[step] if step < len(transcript.observations) else None
        if isinstance(observation, Returned) and transcript.refused is None:
            with contextlib.suppress(ValueError):  # a forged array, whose bytes do not fit its shape, is judged below
                return plain(observation.value)
        example = script.example()
        expectation = msgspec.structs.replace(example, expectations=(*example.expectations, _any_value(step, script)))
        findings = judge_example(expectation, transcript, self.setting)
        failing = Failing(expectation, transcript, findings, size_of(example))
        self.smallest.setdefault(check.name, failing)
        raise CheckFailed(tell(failing))

    def broke(self, check: CheckInfo, error: BaseException) -> None:
        """Note what a body raised of its own: a failed assertion fails the check, all else is the suite's fault."""
        if isinstance(error, CheckFailed | Ended):
            return
        text = (str(error).splitlines() or [""])[0][:500]
        if isinstance(error, AssertionError | pytest.fail.Exception):
            failed = "The check's own assertion failed"
            told = f"{failed}: {text}" if text else f"{failed}."
            # What pytest makes of a bare `assert` shows numbers; a text of the author's is meant to be read.
            hidden = f"{failed}." if text.startswith("assert ") else told
            outcome = Outcome("failed", hidden, told, self.examples.get(check.name, 0))
        else:
            outcome = Outcome("fault", f"The check itself is wrong: {type(error).__name__}: {text}")
        self.broken.setdefault(check.name, outcome)

    def outcome(self, name: str) -> Outcome:
        """What the check came to."""
        if name in self.endings:
            return Outcome(self.endings[name].verdict, self.endings[name].detail)
        if name in self.blocked:
            return Outcome("blocked", f"This waits for {self.blocked[name]}.")
        count = self.examples.get(name, 0)
        if name in self.broken and name not in self.smallest:
            return self.broken[name]
        if name not in self.smallest:
            return Outcome("passed", "", "", count) if count else Outcome()
        failing = self.smallest[name]
        verdict = verdict_of(failing.findings)
        first = leading(failing.findings, verdict)
        return Outcome(verdict, first.sentence, first.public or first.sentence, count, 1, 0, failing.findings)


def _any_value(step: int, script: Script) -> Any:
    from grader.experiment.expectation import Between

    return Between(step=step, subject=script.subject(step), low=-np.inf, high=np.inf)


def tell(failing: Failing) -> str:
    """The failing example as an author reads it: the calls, then what was wrong."""
    calls = [f"    {call}" for call in failing.example.calls if "(" in call or " = " in call]
    wrong = [finding.public or finding.sentence for finding in failing.findings if not finding.right]
    return "\n".join([wrong[0] if wrong else "it expects nothing", "", *calls, "", *wrong[1:]]).rstrip()


def plain(value: Value) -> Any:
    """A value as NumPy and plain Python."""
    match value:
        case Array():
            return to_numpy(value).copy()
        case List(items):
            return [plain(item) for item in items]
        case Tuple(items):
            return tuple(plain(item) for item in items)
        case Dict(items):
            return {key: plain(item) for key, item in items.items()}
        case _:
            return value

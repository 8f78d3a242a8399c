"""A check passes only by positive evidence, each item is a check of its own, and what would say nothing is refused."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from grader.experiment.program import Call
from grader.judge.check import Outcome
from grader.judge.compare import Setting
from grader.recording import RecordedCheck
from grader.sandbox.limits import Limits
from grader.submission.take import take
from grader.suite.conduct import SuiteError, SuitePlugin, signatures_of
from grader.suite.live import Live
from grader.suite.recorder import run_pytest
from grader.supervisor.session import Session
from tests.harness import TIMEOUT, Bench
from tests.suite.test_recorder import recorded, toy

RIGHT = "import numpy\n\ndef double(x):\n    return 2 * x\n"
CHECK = "@points(1)\ndef test_x(learner):\n    'Claim.'\n    "
LOOK = CHECK + "value = learner.value(learner.double(np.ones(2)))\n    "
DRAWN_LOOK = """
@points(1)
@settings(max_examples=10)
@given(n=st.integers(1, 9))
def test_x(learner, n):
    'Claim.'
    value = learner.value(learner.double(np.ones(n)))
    """


def outcome(tmp_path: Path, bench: Bench, body: str, name: str = "x") -> Outcome:
    """What a check comes to, live, on a correct submission."""
    exercise = toy(tmp_path / "course", body, 1).exercises[0]
    path = tmp_path / "double.py"
    path.write_text(RIGHT)
    submission, limits = take(path, exercise), Limits(message_seconds=TIMEOUT)
    with Session(bench.launcher("numpy"), submission, limits, refused=exercise.refused) as session:
        live, signatures = Live(session, Setting("numpy")), signatures_of(exercise.stub("numpy"))
        run_pytest(exercise.suite, [SuitePlugin(lambda _: (live, signatures), "seed")])
    return live.outcome(name)


@pytest.mark.parametrize(
    ("body", "verdict", "told"),
    [
        (LOOK + "assert value[0] == 3, 'twice one is not three'", "failed", "assertion failed: twice one is not three"),
        (DRAWN_LOOK + "assert n < 3, 'too many'", "failed", "assertion failed: too many"),
        (LOOK + "expect(learner.double(1.0), 2.0)\n    assert False, 'no'", "failed", "assertion failed: no"),
        (LOOK + "pytest.fail('by hand')", "failed", "assertion failed: by hand"),
        (LOOK + "raise KeyError('oops')", "fault", "KeyError: 'oops'"),
        (DRAWN_LOOK + "raise OSError('disk')", "fault", "OSError: disk"),
        (LOOK + "expect(learner.double(1.0))", "fault", "says nothing"),
        (CHECK + "learner.double(1.0)", "fault", "expects nothing"),
        (LOOK + "assert value[0] == 2", "passed", ""),
        (DRAWN_LOOK + "assert value.sum() == 2 * n", "passed", ""),
        (LOOK + "expect(learner.double(1.0), 3.0)", "failed", "double"),
    ],
)
def test_a_live_check_passes_only_if_no_body_raised(
    tmp_path: Path, bench: Bench, body: str, verdict: str, told: str
) -> None:
    found = outcome(tmp_path, bench, body)
    assert found.verdict == verdict, found
    assert told in found.message


def test_a_bare_assertion_shows_its_numbers_only_to_who_may_see_them(tmp_path: Path, bench: Bench) -> None:
    found = outcome(tmp_path, bench, LOOK + "assert value[0] == 3")
    assert found.message == "The check's own assertion failed."
    assert "== 3" in found.public_message


def test_hypothesis_discarding_examples_fails_no_live_check(tmp_path: Path, bench: Bench) -> None:
    body = "from hypothesis import assume\n" + DRAWN_LOOK + "assume(n % 2)\n    assert value.sum() == 2 * n"
    assert outcome(tmp_path, bench, body).verdict == "passed"


def test_what_needs_a_check_whose_assertion_failed_waits_for_it(tmp_path: Path, bench: Bench) -> None:
    after = "\n@points(1)\n@needs('x')\ndef test_y(learner):\n    'Claim.'\n    expect(learner.double(1.0), 2.0)\n"
    assert outcome(tmp_path, bench, LOOK + "assert False\n" + after, "y").verdict == "blocked"


def firsts(check: RecordedCheck) -> list[object]:
    """The first argument of each example's first call."""
    return [next(s for s in example.program.steps if isinstance(s, Call)).args[0] for example in check.examples]


def test_each_parametrised_item_with_given_is_its_own_check_with_its_own_seed(tmp_path: Path) -> None:
    body = """
@points(1)
@pytest.mark.parametrize("k", [2, 3])
@settings(max_examples=15)
@given(n=st.integers(0, 10**6))
def test_a(learner, k, n):
    "Claim."
    expect(learner.double(n + 0 * k), 2 * n)
    expect(learner.double(k), 2 * k)
"""
    _, two, three = recorded(toy(tmp_path, body, 3))
    assert (two.name, three.name) == ("a[2]", "a[3]")
    assert len(two.examples) == len(three.examples) == 15
    assert firsts(two) != firsts(three)
    for check, k in ((two, 2), (three, 3)):
        assert all(example.program.steps[2].args == (k,) for example in check.examples)  # type: ignore[union-attr]


def test_class_based_checks_are_recorded(tmp_path: Path) -> None:
    body = """
class TestAll:
    @points(1)
    @settings(max_examples=5)
    @given(n=st.integers(0, 10**6))
    def test_drawn(self, learner, n):
        "Claim."
        expect(learner.double(n), 2 * n)

    @points(1)
    def test_plain(self, learner):
        "Claim."
        expect(learner.double(1), 2)
"""
    _, drawn, plain = recorded(toy(tmp_path, body, 3))
    assert (drawn.name, len(drawn.examples), plain.name, len(plain.examples)) == ("drawn", 5, "plain", 1)


def test_an_internal_error_of_pytest_is_no_recording(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("from within")

    monkeypatch.setattr(SuitePlugin, "pytest_runtest_setup", broken)
    with pytest.raises(SuiteError, match="from within"):
        recorded(toy(tmp_path / "one", "", 1))
    monkeypatch.setattr(SuitePlugin, "pytest_collection_modifyitems", lambda self, items: broken())  # noqa: ARG005
    with pytest.raises(SuiteError, match="INTERNAL_ERROR"):
        recorded(toy(tmp_path / "two", "", 1))


def test_run_pytest_gives_the_exit_status(tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text("def test_x():\n    assert False\n")
    ran = run_pytest(tmp_path, [])
    assert ran.status == pytest.ExitCode.TESTS_FAILED
    assert "1 failed" in ran.output


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (CHECK + "expect(learner.double(1.0))", "expect(double) says nothing"),
        (CHECK + "expect(learner.double(1), 2, tolerance=0.1, because='so')", "compared exactly"),
        (CHECK + "expect(learner.double(1), 2, terms=3)", "compared exactly"),
        (CHECK + "expect(learner.double(1), [np.ones(2)])", "one by one: expect(step[0], ...)"),
        (CHECK + "expect(learner.double(1)).equal([(1, np.ones(2))])", "one by one: expect(step[0], ...)"),
        (CHECK + "expect(learner.double(1), learner.double(1))", "a step cannot be what is expected"),
        ("@points(2)\n" + CHECK + "expect(learner.double(1), 2)", "@points twice"),
        ("@hint('a')\n@hint('b')\n" + CHECK + "expect(learner.double(1), 2)", "@hint twice"),
        (CHECK + "pytest.skip('not today')", "Skipped: not today"),
        (
            "@pytest.fixture\ndef made(learner):\n    return learner.double(1)\n\n"
            + CHECK.replace("learner", "learner, made")
            + "expect(made, 2)",
            "outside of a check's body",
        ),
        (
            "kept = []\n" + CHECK + "kept.append(learner.double(1))\n    expect(kept[0], 2)\n"
            "@points(1)\ndef test_y(learner):\n    'Claim.'\n    expect(learner.double([kept[0]]), 2)",
            "step of another example",
        ),
        (
            "kept = []\n" + CHECK + "kept.append(learner.double(1))\n    expect(kept[0], 2)\n"
            "@points(1)\ndef test_y(learner):\n    'Claim.'\n    expect(kept[0], 2)",
            "step of an earlier example",
        ),
    ],
)
def test_what_would_say_nothing_is_refused_with_the_repair(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(SuiteError, match=re.escape(told)):
        recorded(toy(tmp_path, body, 1))


def test_a_check_whose_body_never_ran_is_no_recording(tmp_path: Path) -> None:
    course = toy(tmp_path, "", 1)
    (course.exercises[0].suite / "conftest.py").write_text("def pytest_pyfunc_call():\n    return True\n")
    with pytest.raises(SuiteError, match="example was recorded without an example"):
        recorded(course)


@pytest.mark.parametrize(("which", "told"), [("", "needs 'y', which is no check above it"), ("::test_x", "1 passed")])
def test_live_too_a_check_needs_one_above_it(tmp_path: Path, which: str, told: str) -> None:
    body = "@points(1)\n@needs('y')\ndef test_x(learner):\n    'Claim.'\n    expect(learner.double(1.0), 2.0)\n"
    exercise = toy(tmp_path / "course", body, 2).exercises[0]
    path = tmp_path / "mine" / "double.py"
    path.parent.mkdir()
    path.write_text(RIGHT)
    suite = f"{exercise.suite / 'test_double.py'}{which}"
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", suite, "--import-mode=importlib",
         "--course", str(tmp_path / "course"), "--submission", str(path.parent)],
        capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert told in ran.stdout + ran.stderr

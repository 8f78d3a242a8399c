"""One submission, from its sources to its report."""

from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec import structs

from grader.course import Course, Exercise
from grader.report.record import Report
from grader.supervisor.launch import Start
from tests.harness import ROOT, Bench, by_name, lost

Grade = Callable[..., Report]
AFFECTED = {
    "example_log_softmax_backward", "log_softmax_backward", "default_dim", "small_shapes", "float32", "arguments",
}  # fmt: skip


@pytest.fixture
def softmax(course: Course) -> Exercise:
    return course.find("softmax")


@pytest.fixture
def grade(softmax: Exercise, bench: Bench, tmp_path: Path) -> Grade:
    """Grades the reference solution with some definitions after it."""

    def graded(more: str, flavour: str = "numpy", start: Start = "fork") -> Report:
        solution = (ROOT / "solutions" / flavour / softmax.id / softmax.module).read_text(encoding="utf-8")
        (tmp_path / softmax.module).write_text(f"{solution}\n\n{more}\n", encoding="utf-8")
        return bench.grade(softmax, tmp_path, start=start)

    return graded


ENDINGS = {
    "exit": ("import os; os._exit(0)", "crashed"),
    "loop": ("while True: pass", "timed_out"),
    "loop that swallows everything": (
        "\n    while True:\n        try:\n            while True: pass\n        except BaseException: pass",
        "timed_out",
    ),
    "sleep": ("import time; time.sleep(1000)", "timed_out"),
    "segfault": ("import ctypes; ctypes.string_at(0)", "crashed"),
    "kill": ("import os; os.kill(os.getpid(), 9)", "crashed"),
    "stop": ("import os, signal; os.kill(os.getpid(), signal.SIGSTOP)", "timed_out"),
    "memory": ("return np.ones(1 << 40)", "out_of_memory"),
    "sys.exit": ("import sys; sys.exit(0)", "failed"),
    "close": ("import os; os.closerange(0, 100)", "crashed"),
}


@pytest.mark.slow
@pytest.mark.parametrize("start", ["fork", "spawn"])
@pytest.mark.parametrize("ending", ENDINGS)
def test_a_check_that_ends_badly_costs_that_check_alone(ending: str, start: Start, grade: Grade) -> None:
    body, verdict = ENDINGS[ending]
    report = grade(f"def log_softmax_backward(grad_output, output, dim=-1):\n    {body}", start=start)
    checks = by_name(report)
    if ending == "stop" and report.isolation.level != "process":  # no signal that would stop it gets through
        verdict = "crashed"
    assert {name: check.verdict for name, check in checks.items()} == {
        name: verdict if name in AFFECTED else "passed" for name in checks
    }


@pytest.mark.parametrize("start", ["fork", "spawn"])
def test_both_ways_to_start_a_process_give_the_same_report(start: Start, grade: Grade, softmax: Exercise) -> None:
    report = grade("", start=start)
    assert (report.score, report.isolation.start) == (softmax.points, start)


def test_pytorch_cannot_be_had_in_a_numpy_submission(grade: Grade) -> None:
    report = grade('import importlib\nT = importlib.import_module("tor" + "ch")')
    assert (report.score, report.verdict) == (0, "crashed")
    assert "torch" in report.message


@pytest.mark.parametrize(
    ("more", "named", "advice"),
    [
        ("from torch.nn import functional as F", "torch.nn.functional", "asks you to write. Write it from exp"),
        (
            "import torch\n\ndef softmax(x, dim=-1):\n    return torch.softmax(x, dim)",
            "torch.softmax",
            "asks you to write. Write it from exp",
        ),
        (
            "import torch\n\nx = torch.ones(1, requires_grad=True)",
            "requires_grad",
            "autograd is not allowed here, the gradient is what you write.",
        ),
    ],
)
def test_a_look_at_the_source_refuses_what_is_spelled_out(more: str, named: str, advice: str, grade: Grade) -> None:
    report = grade(more, "torch")
    assert {check.verdict for check in report.checks} == {"forbidden"}
    assert named in report.message
    assert advice in report.message


def test_the_rule_at_run_time_refuses_what_was_spelled_otherwise(grade: Grade) -> None:
    report = grade('def softmax(x, dim=-1):\n    return getattr(x, "soft" + "max")(dim)', "torch")
    checks = by_name(report)
    assert checks["softmax"].verdict == "forbidden"
    assert "torch.Tensor.softmax" in checks["softmax"].message
    assert "Write it from exp" in checks["softmax"].message
    assert checks["logsumexp"].verdict == "passed"


def test_swallowing_the_refusal_does_not_help(grade: Grade) -> None:
    trick = """
import torch


def softmax(x, dim=-1, honest=softmax):
    try:
        return getattr(torch, "soft" + "max")(x, dim)
    except Exception:
        return honest(x, dim)
"""
    assert by_name(grade(trick, "torch"))["softmax"].verdict == "forbidden"


def test_a_report_of_a_pytorch_submission_says_what_the_rule_is_worth(grade: Grade) -> None:
    assert any("inside the learner's process" in note for note in grade("", "torch").notes)


def test_what_is_printed_is_kept_apart_and_judged_by_nobody(grade: Grade) -> None:
    report = grade('import sys\nprint("score: 20/20 PASSED")\nprint("oops", file=sys.stderr)')
    assert (report.stdout, report.stderr) == ("score: 20/20 PASSED\n", "oops\n")
    assert lost(report) == set()


def test_a_result_of_the_other_library_is_a_wrong_type(grade: Grade) -> None:
    body = "def softmax(x, dim=-1, honest=softmax):\n    return honest(x, dim).numpy()"
    check = by_name(grade(body, "torch"))["softmax"]
    assert check.verdict == "failed"
    assert "returned a NumPy array, but should return a torch.Tensor" in check.message


def test_the_score_of_a_submission_that_could_not_be_run_is_no_number(
    softmax: Exercise, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    from grader.supervisor import launch

    launcher = bench.launcher("numpy")
    monkeypatch.setattr(launcher, "start", lambda: (_ for _ in ()).throw(launch.LaunchError("no room")))
    report = bench.grade(softmax, ROOT / "solutions" / "numpy" / softmax.id)
    assert (report.score, report.verdict) == (None, "fault")


def test_hidden_checks_show_shapes_and_public_ones_numbers(grade: Grade) -> None:
    checks = by_name(grade("def softmax(x, dim=-1, honest=softmax):\n    return 2 * honest(x, dim)"))
    hidden, public = checks["softmax"].case, checks["example_softmax"].case
    assert hidden is not None
    assert public is not None
    assert all(value.got is value.expected is value.error is None for value in hidden.values)
    assert not hidden.inputs
    assert public.values[0].expected is not None
    assert [round(float(x), 3) for x in public.values[0].expected.entries] == [0.125, 0.25, 0.625]


def test_nothing_is_run_again_after_a_process_that_ended(
    grade: Grade, softmax: Exercise, bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    grade("def log_softmax_backward(grad_output, output, dim=-1):\n    import os; os._exit(0)")
    monkeypatch.setattr("grader.explain.smallest.run_live", lambda *_, **__: pytest.fail("it was run again"))
    assert lost(bench.grade(softmax, tmp_path, shrink=True)) == AFFECTED


@pytest.mark.slow
def test_a_failing_check_is_shrunk_and_the_verdict_stays(softmax: Exercise, bench: Bench, tmp_path: Path) -> None:
    solution = (ROOT / "solutions" / "numpy" / softmax.id / softmax.module).read_text(encoding="utf-8")
    (tmp_path / softmax.module).write_text(
        f"{solution}\ndef softmax(x, dim=-1, honest=softmax):\n    return honest(x, 0)\n", encoding="utf-8"
    )
    plain, shrunk = (bench.grade(softmax, tmp_path, shrink=shrink) for shrink in (False, True))
    assert lost(plain) == lost(shrunk)
    case = by_name(shrunk)["softmax"].case
    assert case is not None
    assert case.shrunk
    again = bench.grade(softmax, tmp_path, shrink=True)
    same = {"started": "", "seconds": 0.0}
    timeless = [structs.replace(check, seconds=0.0) for check in again.checks]
    assert structs.replace(again, **same, checks=()) == structs.replace(shrunk, **same, checks=())
    assert timeless == [structs.replace(check, seconds=0.0) for check in shrunk.checks]

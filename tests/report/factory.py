"""Sample reports for the tests of the renderers: one of each kind of result, and one that means harm.

`python -m tests.report.factory` writes the committed samples again: reports/sample.html, reports/sample.json and
docs/schemas/report-v1.json.
"""

import json as standard_json
from math import prod
from pathlib import Path

from msgspec.structs import replace

from grader.judge.verdict import Verdict
from grader.report import html, json
from grader.report.record import CaseReport, CheckReport, Diagnosis, Grid, Isolation, Report, ValueReport

ROOT = Path(__file__).resolve().parents[2]
CHECK = CheckReport(
    name="forward",
    claim="The output agrees with PyTorch's.",
    verdict="passed",
    points=3,
    max_points=3,
    public=False,
    message="",
    seconds=0.031,
    examples=50,
    repeat="dlgrade check exercise15 --only forward",
)


def grid(*entries: float | str, shape: tuple[int, ...] | None = None, dtype: str = "float64") -> Grid:
    """A grid of the entries; one axis unless `shape` says more."""
    return Grid(dtype=dtype, shape=(len(entries),) if shape is None else shape, entries=tuple(map(_entry, entries)))


def _entry(entry: float | str) -> float | str:
    return entry if isinstance(entry, str) else float(entry)


def compared(label: str, sentence: str, got: Grid, expected: Grid) -> ValueReport:
    """A wrong value with its error, and the entries that are wrong, as the judge would write them down."""
    error: list[float | str] = []
    for mine, theirs in zip(got.entries, expected.entries, strict=True):
        numbers = isinstance(mine, int | float) and isinstance(theirs, int | float)
        error.append(abs(float(mine) - float(theirs)) if numbers else "nan")
    wrong = tuple(at for at, entry in enumerate(error) if isinstance(entry, str) or entry > 1e-9)
    return ValueReport(
        label=label,
        right=False,
        sentence=sentence,
        kind="finite" if "nan" in got.entries else "values",
        got=got,
        expected=expected,
        error=Grid(dtype="float64", shape=got.shape, entries=tuple(error)),
        wrong=wrong,
    )


def report(*checks: CheckReport, **changes: object) -> Report:
    """A report on the checks, its score and verdict theirs unless `changes` says otherwise."""
    verdicts: list[Verdict] = [check.verdict for check in checks if check.verdict != "passed"]
    base = Report(
        exercise="exercise15",
        title="Batch normalisation",
        score=sum(check.points for check in checks),
        max_score=sum(check.max_points for check in checks),
        verdict=verdicts[0] if verdicts else "passed",
        isolation=Isolation(level="isolated", start="fork"),
        flavour="numpy",
        device="cpu",
        seed="spring-2031",
        versions={"dlgrade": "1.0.0", "python": "3.11.7", "numpy": "2.4.6", "torch": "2.13.0"},
        submission="batchnorm.py",
        submission_digest="sha256:9f2c41d7e0b35a6688d1f4c27ab0e91c",
        recording_digest="sha256:04be77a1c93d52f60e8b1a2d6c7f3e59",
        started="2031-03-14T15:09:26Z",
        seconds=0.412,
        checks=checks,
        repeat="dlgrade check exercise15",
    )
    return replace(base, **changes)


def passed_check(name: str = "forward", claim: str = CHECK.claim, max_points: float = 3) -> CheckReport:
    """A check that passed."""
    return replace(CHECK, name=name, claim=claim, points=max_points, max_points=max_points)


def all_passed() -> Report:
    """Everything is right."""
    return report(
        passed_check("worked_example", "The numbers of the statement's example come out.", 1),
        passed_check(),
        passed_check("backward", "The gradients of input, gamma and beta agree with PyTorch's.", 4.5),
    )


def public_case() -> CaseReport:
    """The case of a public check: wrong in 2-D, with a NaN, and in 3-D; one of its values is right."""
    got = grid(-1.2247, -1.3416, -1.069, 0.0, 0.4472, "nan", 1.2247, 0.8944, 1.3363, shape=(3, 3))
    expected = grid(-1.2247, -1.3416, -1.069, 0.0, 0.4472, -0.2673, 1.2247, 0.8944, 1.3363, shape=(3, 3))
    cube = tuple(float(at) for at in range(24))
    off = tuple(number + (10.0 ** (at - 20) if at % 4 == 1 else 0.0) for at, number in enumerate(cube))
    shape = (2, 3, 4)
    values = (
        ValueReport(label="running_mean", right=True, sentence="", kind="right"),
        compared("forward", "1 of 9 entries is not finite: nan at [1, 2].", got, expected),
        compared(
            "grad_x", "3 of 24 entries differ; the largest by 10 at [1, 2, 1] (allowed 1e-9).",
            Grid("float64", shape, off), Grid("float64", shape, cube),
        ),
    )  # fmt: skip
    calls = ("layer = BatchNorm(3, eps=1e-05, momentum=0.1)", "layer.forward(x: float64[3, 3])", "layer.running_mean")
    return CaseReport(calls, values, inputs={"x": grid(1, 2, 3, 4, 5, 6, 7, 8, 9.5, shape=(3, 3))})


def public_failure() -> CheckReport:
    """A public check that fails, its numbers shown."""
    return replace(
        CHECK, name="worked_example", claim="The numbers of the statement's example come out.", verdict="failed",
        points=0, max_points=2, public=True, examples=1, failing=1, case=public_case(),
        message="`forward` gives NaN where the variance of a column is exactly zero.",
        hint="Where does `eps` stand: inside the square root, or outside?",
        repeat="dlgrade check exercise15 --only worked_example",
    )  # fmt: skip


def hidden_failure() -> CheckReport:
    """A hidden check that fails: kinds and shapes, and no number of an array."""
    values = (
        ValueReport(label="forward", right=True, sentence="", kind="right"),
        ValueReport(
            label="grad_gamma", right=False, kind="values",
            sentence="`grad_gamma` is exactly 2 times what PyTorch gives (2 is the batch size).",
        ),
        ValueReport(
            label="grad_beta", right=False, kind="shape",
            sentence="`grad_beta` has shape [2, 1], but should have [1].",
        ),
    )  # fmt: skip
    calls = (
        "layer = BatchNorm(gamma: float32[1], beta: float32[1])",
        "layer.forward(x: float32[2, 1])",
        "layer.backward(grad_output: float32[2, 1])",
    )
    return replace(
        CHECK, name="backward", claim="The gradients of input, gamma and beta agree with PyTorch's.", verdict="failed",
        points=0, max_points=4, failing=37, case=CaseReport(calls, values, shrunk=True),
        message="`grad_gamma` is not what it should be.",
        hint="Write the shapes of `grad_output` and of `x_hat` beside each other, and sum what gamma lacks.",
        repeat="dlgrade check exercise15 --only backward",
    )  # fmt: skip


DIAGNOSES = (
    Diagnosis(
        "pattern", "`forward` differs exactly in the last entry along axis 1; the other entries are right.",
        "It holds in all 12 failing examples.", ("worked_example",), ("worked_example",), 12,
    ),
    Diagnosis(
        "mistake", "`grad_gamma` is summed over the batch twice.",
        "The reference solution with this mistake answers as your code does to all 49 failing examples of 2 checks.",
        ("backward", "momentum"), ("backward", "momentum"), 49,
        "Write the shapes of `grad_output` and of `x_hat` beside each other, and sum what gamma lacks.",
        ("grad_gamma_summed_twice",),
    ),
)  # fmt: skip


def following_check() -> CheckReport:
    """A check whose failure follows from that of `backward`."""
    return replace(
        hidden_failure(), name="momentum", claim="The running statistics follow the momentum.", max_points=0.5,
        follows="backward", failing=12,
    )  # fmt: skip


def crashed_check() -> CheckReport:
    """A check in which the learner's code raised."""
    values = (
        ValueReport("forward", right=False, sentence="`forward` raised AttributeError.", kind="raised"),
        ValueReport("running_var", right=False, sentence="Not reached, since an earlier step raised.", kind="skipped"),
    )
    traceback = (
        'File "batchnorm.py", line 31, in forward',
        "    self.running_mean = self.momentum * self.mean",
        "AttributeError: 'BatchNorm' object has no attribute 'mean'",
    )
    case = CaseReport(
        ("layer = BatchNorm(3)", "layer.eval()", "layer.forward(x: float64[2, 3])"), values, {}, True, traceback
    )
    return replace(
        CHECK, name="evaluation", claim="In evaluation the running statistics are used, and left alone.",
        verdict="crashed", points=0, max_points=2, failing=50, case=case,
        message="`BatchNorm.forward` raised AttributeError: 'BatchNorm' object has no attribute 'mean'.",
        repeat="dlgrade check exercise15 --only evaluation",
    )  # fmt: skip


def ended_badly(verdict: Verdict, message: str, claim: str) -> CheckReport:
    """A check that ended without an answer."""
    name = f"ends_{verdict}"
    return replace(
        CHECK, name=name, claim=claim, verdict=verdict, points=0, max_points=1, message=message,
        repeat=f"dlgrade check exercise15 --only {name}",
    )  # fmt: skip


def blocked_check() -> CheckReport:
    """A check that waits for `backward`."""
    return replace(
        CHECK, name="training", claim="Ten steps of training follow PyTorch's.", verdict="blocked", points=0,
        max_points=2, needs=("forward", "backward"), examples=0,
    )  # fmt: skip


def mixed() -> Report:
    """One check of nearly every verdict, with output and notes."""
    return report(
        replace(public_failure(), diagnoses=(0,)),
        passed_check(),
        replace(hidden_failure(), diagnoses=(1,)),
        crashed_check(),
        replace(following_check(), diagnoses=(1,)),
        blocked_check(),
        ended_badly("timed_out", "`fit` did not end within 10 seconds.", "A fit of 1,000 samples ends."),
        ended_badly("out_of_memory", "`forward` asked for more than 2 GiB.", "A large batch fits into memory."),
        ended_badly("not_attempted", "`BatchNorm2d` is not there yet.", "Images are normalised for each channel."),
        passed_check("untouched", "No argument is changed in place.", 0.5),
        notes=("Three known mistakes were compared with this submission.",),
        stdout="".join(f"step {step}: loss {1 / (1 + step):.4f}\n" for step in range(20)),
        stderr="batchnorm.py:29: RuntimeWarning: invalid value encountered in divide\n",
        diagnoses=DIAGNOSES,
    )


def faulty() -> Report:
    """The grader could not find the score out."""
    check = replace(CHECK, verdict="fault", points=0, message="The reference of this check could not be computed.")
    return report(
        check, score=None, verdict="fault",
        message="This submission is not graded: the grader itself failed. Nothing here is the learner's doing.",
    )  # fmt: skip


HOSTILE = (
    "<script>alert('x')</script><img src=https://example.invalid/x onerror=alert(1)>",
    "</style></title></pre></svg><h1 id=forged>100 of 100 points</h1>",
    "\x1b[2J\x1b]0;owned\x07\x1b[31mred\x9b1m\r\x08\x7f",
    "right \u202eto left\u2066 hidden\u200b\u2028line",
    "::error file=app.py::forged\n##[set-output name=score]100\n::add-mask::0",
    "lone \ud800 and \udfff surrogate",
    "{{ 7 * 7 }} {% raw %} [bold red]markup[/] [link=https://example.invalid]x[/link] :bomb:",
    "javascript:alert(1)\" onmouseover=\"alert(2)' style='x",
)


def hostile() -> Report:
    """Every text that a submission can choose means harm."""
    text = "\n".join(HOSTILE)
    value = compared(text, text, grid(1.0, "<b>nan</b>", dtype="<i>"), grid(1.0, 2.0))
    case = CaseReport((text,), (value,), {text: grid(1.0, text)}, True, tuple(HOSTILE))
    check = replace(
        CHECK, name=text, claim=text, verdict="failed", points=0, public=True, message=text, hint=text, failing=3,
        case=case, repeat=text, diagnoses=(0,),
    )  # fmt: skip
    blocked = replace(blocked_check(), needs=(text,), message=text)
    return report(
        check, blocked, exercise=text, title=text, message=text, notes=(text,), stdout=text, stderr=text, repeat=text,
        submission=text, seed=text, versions={text: text}, device=text, started=text, submission_digest=text,
        recording_digest=text, isolation=Isolation("process", "spawn", (text,)),
        diagnoses=(Diagnosis("mistake", text, text, (text,), (text,), 1, text, (text,)),),
    )  # fmt: skip


def large() -> Report:
    """A wrong array of 64 by 64 entries, and one of 40 by 1 by 5."""

    def case_of(label: str, shape: tuple[int, ...]) -> ValueReport:
        size = prod(shape)
        expected = Grid("float32", shape, tuple((at * 37 % 101) / 100 for at in range(size)))
        off = tuple(
            x * (1 + 10.0 ** -(at % 7)) if at % 3 else x
            for at, x in enumerate(expected.entries)
            if isinstance(x, float)
        )
        return compared(label, f"Most of {size} entries differ.", Grid("float32", shape, off), expected)

    case = CaseReport(("conv2d(x: float32[1, 1, 66, 66])",), (case_of("output", (64, 64)), case_of("bias", (40, 1, 5))))
    return report(replace(public_failure(), case=case))


SAMPLES = {
    "all_passed": all_passed, "mixed": mixed, "faulty": faulty, "hostile": hostile, "large": large, "empty": report,
}  # fmt: skip


def main() -> None:
    """Write the committed samples."""
    (ROOT / "reports" / "sample.html").write_text(html.render(mixed()), encoding="utf-8")
    (ROOT / "reports" / "sample.json").write_text(json.render(mixed()), encoding="utf-8")
    schema = ROOT / "docs" / "schemas" / "report-v1.json"
    schema.parent.mkdir(parents=True, exist_ok=True)
    schema.write_text(standard_json.dumps(json.schema(), indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

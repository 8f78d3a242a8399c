"""One check: the transcripts of all its examples become one outcome."""

from collections.abc import Sequence

from msgspec import Struct, structs

from grader.experiment.expectation import Example, Expectation
from grader.experiment.program import Operate, Transcript, entries_of
from grader.judge.bulk import Place, right_in_bulk
from grader.judge.compare import Setting, judge
from grader.judge.finding import RIGHT, Finding, Kind
from grader.judge.roots import rooted, strange_operand
from grader.judge.verdict import Verdict

VERDICT_OF_KIND: dict[Kind, Verdict] = {
    "refused": "forbidden",
    "out_of_memory": "out_of_memory",
    "over_limit": "over_limit",
    "not_attempted": "not_attempted",
    "missing": "not_attempted",
}
ORDER: tuple[Verdict, ...] = ("forbidden", "out_of_memory", "over_limit", "failed", "not_attempted")


class Outcome(Struct, frozen=True):
    """What a check came to. It starts as `fault` and becomes something else only by positive evidence.

    `example` is the number of the smallest failing example, `findings` what its expectations came to. `wrong` has the
    numbers of every example and expectation that does not hold.
    """

    verdict: Verdict = "fault"
    message: str = "The grader could not judge this check."
    public_message: str = ""
    examples: int = 0
    failing: int = 0
    example: int | None = None
    findings: tuple[Finding, ...] = ()
    wrong: tuple[Place, ...] = ()


def judge_check(examples: Sequence[Example], transcripts: Sequence[Transcript], setting: Setting) -> Outcome:
    """The outcome of a check whose examples were all run.

    It passed only if there is at least one example, a transcript for each, at least one expectation in each, and
    every expectation holds.
    """
    if not examples:
        return Outcome(message="The check has no examples.")
    if len(examples) != len(transcripts):
        return Outcome(
            verdict="crashed",
            message="The process sent back fewer results than it was asked for.",
            examples=len(examples),
        )
    right = right_in_bulk(examples, transcripts, setting)
    judged = [
        judge_example(example, transcript, setting, right, number)
        for number, (example, transcript) in enumerate(zip(examples, transcripts, strict=True))
    ]
    if not all(judged):
        return Outcome(message="An example of the check expects nothing.")
    failing = [number for number, findings in enumerate(judged) if not all(finding.right for finding in findings)]
    if not failing:
        told = [finding for findings in judged for finding in findings if finding.sentence]
        text = told[-1].sentence if told else ""
        return Outcome("passed", text, text, examples=len(examples))
    verdict = next(one for one in ORDER if any(verdict_of(judged[number]) == one for number in failing))
    worst = [number for number in failing if verdict_of(judged[number]) == verdict]
    smallest = min(worst, key=lambda number: (size_of(examples[number]), number))
    first = leading(judged[smallest], verdict)
    wrong = tuple((at, which) for at in failing for which, finding in enumerate(judged[at]) if not finding.right)
    return Outcome(
        verdict, first.sentence, first.public or first.sentence, len(examples), len(failing), smallest,
        judged[smallest], wrong,
    )  # fmt: skip


def judge_example(
    example: Example,
    transcript: Transcript,
    setting: Setting,
    right: frozenset[Place] = frozenset(),
    number: int = 0,
) -> tuple[Finding, ...]:
    """What each expectation of one example came to; `right` holds what is known to be right of example `number`.

    An honest transcript has one observation for each step. What a forged one has more is not looked at, and one that
    has fewer is no evidence of anything.
    """
    if transcript.refused is not None:
        text = f"Your code calls {transcript.refused}: operators and gradients are yours to write here."
        return tuple(Finding("refused", text) for _ in example.expectations)
    steps = len(example.program.steps)
    if len(transcript.observations) < steps:
        fewer = Finding("nonsense", "The process sent back fewer results than it was asked for.")
        return tuple(fewer for _ in example.expectations)
    if len(transcript.observations) > steps:
        transcript = structs.replace(transcript, observations=transcript.observations[:steps])
    findings = [
        RIGHT if (number, which) in right else judge(expectation, transcript, setting)
        for which, expectation in enumerate(example.expectations)
    ]
    if any(type(step) is Operate for step in example.program.steps):
        findings = [
            _of_operands(finding, expectation, example, transcript)
            for finding, expectation in zip(findings, example.expectations, strict=True)
        ]
    return rooted(findings, example, transcript)


def _of_operands(finding: Finding, expectation: Expectation, example: Example, transcript: Transcript) -> Finding:
    """The finding, unless what it rests on was computed with something that is no array and no number."""
    strange = strange_operand(example, transcript, expectation.step)
    if not strange:
        return finding
    return Finding(
        "type", f"`{expectation.subject.label}` was to be computed, but your code returned {strange} for it."
    )


def verdict_of(findings: Sequence[Finding]) -> Verdict:
    """The verdict of one failing example.

    Between a wrong answer and work not attempted the first one decides: what is wrong after a step that was not
    attempted follows from it.
    """
    verdicts: list[Verdict] = [VERDICT_OF_KIND.get(finding.kind, "failed") for finding in findings if not finding.right]
    return next((one for one in ("forbidden", "out_of_memory", "over_limit") if one in verdicts), verdicts[0])


def leading(findings: Sequence[Finding], verdict: Verdict) -> Finding:
    """The first finding that led to the verdict."""
    return next(
        finding for finding in findings if not finding.right and VERDICT_OF_KIND.get(finding.kind, "failed") == verdict
    )


def size_of(example: Example) -> int:
    """How large an example is: the entries of all arrays that it hands over, then its steps."""
    return entries_of(example.program) * 64 + len(example.program.steps)

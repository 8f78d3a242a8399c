"""Runs the smallest examples that others failed on one more submission, so that its report shows its own answers."""

from collections.abc import Mapping

from grader.experiment.expectation import Example
from grader.explain.smallest import Case
from grader.graded import Options
from grader.judge.check import judge_example, verdict_of
from grader.judge.compare import Setting
from grader.submission.take import Submission
from grader.supervisor.launch import Launcher
from grader.supervisor.session import Session


def run_again(
    processes: Launcher,
    submission: Submission,
    refused: tuple[str, ...],
    options: Options,
    examples: Mapping[str, Example],
) -> dict[str, Case]:
    """The case of each check whose example this submission gives a wrong answer to, as well."""
    setting = Setting(submission.flavour, options.device)
    cases: dict[str, Case] = {}
    with Session(processes, submission, options.limits, refused=refused, device=options.device) as session:
        for name, example in sorted(examples.items()):
            ran = session.run([example.program])
            if not isinstance(ran, tuple):  # it ended, or could not be loaded: what was seen before stands
                continue
            findings = judge_example(example, ran[0], setting)
            if not all(finding.right for finding in findings) and verdict_of(findings) == "failed":
                cases[name] = Case(example, ran[0], findings, shrunk=True)
    return cases

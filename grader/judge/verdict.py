"""The verdicts, and how several of them become one."""

from collections.abc import Iterable
from typing import Literal, get_args

Verdict = Literal[
    "fault", "forbidden", "crashed", "timed_out", "out_of_memory", "over_limit", "failed", "not_attempted", "blocked",
    "passed",
]  # fmt: skip
"""Worst first.

`fault` is the grader's own trouble and is never a number. `forbidden` used what the exercise asks to write. `crashed`,
`timed_out`, `out_of_memory` and `over_limit` (of files, output, threads) ended badly; `failed` gave a wrong answer;
`blocked` waits for an earlier check; `not_attempted` is a NotImplementedError or a missing name.
"""

WORST_FIRST: tuple[Verdict, ...] = get_args(Verdict)


def overall(verdicts: Iterable[Verdict]) -> Verdict:
    """One verdict for a whole submission: the worst there is; `fault` where there is none at all.

    A check that is blocked, or that is still to be written, does not outweigh work that was done and is right: it is
    `passed` only if every check is.
    """
    present = set(verdicts)
    return next((verdict for verdict in WORST_FIRST if verdict in present), "fault")

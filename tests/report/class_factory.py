"""A class of 300 learners for the tests of its reports: one exercise easy, one hard, one with output that says names.

Everything is drawn from fixed seeds. `clock` stretches what depends on the clock, as another run on another machine
would. `python -m tests.report.class_factory FOLDER` writes the class's reports, to look at.
"""

import re
import sys
from dataclasses import dataclass
from math import exp
from pathlib import Path
from random import Random

from msgspec.structs import replace

from grader.book.record import Adjustment, Entry, Group, Listed, State, View
from grader.judge.verdict import overall
from grader.learners import Learner
from grader.report import classroom
from grader.report.record import CheckReport, Report
from tests.report import factory

SEED = 2031
FIRST = (
    "Ada",
    "Bela",
    "Chidi",
    "Dagny",
    "Emre",
    "Farah",
    "Goro",
    "Hilde",
    "Ines",
    "Jun",
    "Kofi",
    "Lena",
    "Mira",
    "Nils",
    "Oya",
    "Pavel",
)
LAST = ("Zyx", "Quorv", "Wexlund", "Yttrium", "Ozgul", "Thrymsky", "Vazquo", "Krzyz", "Bjorkqv", "Mxolisi")
ENDING = ("ar", "eb", "ic", "od", "un", "yl", "ax", "ew", "ip", "os")
CHECKS = {
    "exercise03_perceptron": ("Perceptron", ("weights", "bias", "predict", "update", "fit", "converges"), 1.2),
    "exercise07_softmax": (
        "Softmax and cross-entropy",
        (
            "worked_example", "softmax", "log_softmax", "large_logits", "slices_at_different_levels",
            "softmax_backward", "log_softmax_backward", "default_dim", "float32", "small_shapes", "arguments",
        ),
        0.2,
    ),
    "exercise15_batchnorm": (
        "Batch normalisation",
        ("worked_example", "forward", "evaluation", "running_statistics", "backward", "training", "untouched"),
        -0.6,
    ),
}  # fmt: skip
MESSAGES = (
    "`backward` returns the gradient summed over the batch, where the mean is asked for.",
    "3 of 12 entries differ; the largest by 0.31 at [2, 0] (allowed 1e-7).",
    "`forward` returned float64[4, 1], but should return float64[4].",
    "`softmax` changed its argument `x` in place.",
)
WHYS = (
    "The archive is damaged. Ask for it again.",
    "It holds no Python file and no notebook.",
    "It holds 12,345 files, and at most 2,000 are taken.",
)


def learners(number: int) -> tuple[Learner, ...]:
    """So many learners, no two of one name; in the order of their ids."""
    made = []
    for at in range(number):
        first, last, end = FIRST[at % 16], LAST[at // 16 % 10], ENDING[at // 160 % 10]
        name = f"{first} {last}{end}"
        email = f"{name.lower().replace(' ', '.')}@campus.invalid"
        made.append(Learner(f"zq{(at * 7919) % 10_007:05}k", name, email, {"canvas": f"88{at:05}"}))
    return tuple(sorted(made, key=lambda one: one.id))


def listed() -> tuple[Listed, ...]:
    """The exercises, with two points for each check."""
    return tuple(Listed(name, title, 2.0 * len(checks)) for name, (title, checks, _) in CHECKS.items())


def _failed(name: str, draw: Random) -> CheckReport:
    """A check that went wrong, in one of the ways in which checks do."""
    kind = draw.random()
    if name == "worked_example":
        check = factory.public_failure()
    elif kind < 0.12:
        check = factory.crashed_check()
    elif kind < 0.16:
        check = factory.ended_badly("timed_out", "`fit` did not end within 10 seconds.", "")
    else:
        check = replace(factory.hidden_failure(), message=draw.choice(MESSAGES))
    return check


def graded(learner: Learner, exercise: str, clock: float = 1.0) -> Report:
    """The report of one submission, the same whenever it is asked for."""
    draw = Random(f"{SEED} {learner.id!r} {exercise}")
    skill = Random(f"{SEED} {learner.id!r}").gauss(0.6, 1.3)
    title, names, easy = CHECKS[exercise]
    checks, passed = [], True
    for at, name in enumerate(names):
        ok = draw.random() < 1 / (1 + exp(-(skill + easy + 1.2 - 0.3 * at)))
        if not ok and not passed and draw.random() < 0.3:
            check = factory.blocked_check()
        else:
            check = factory.passed_check(name) if ok else _failed(name, draw)
        if not ok and skill < -1.6:
            check = factory.ended_badly("not_attempted", f"`{name}` is not there yet.", "")
        passed = ok
        checks.append(
            replace(
                check, name=name, claim=f"What `{name}` returns agrees with PyTorch.", max_points=2.0,
                points=2.0 if ok else 0.0, seconds=0.02 * clock, repeat=f"dlgrade check {exercise} --only {name}",
                needs=(names[at - 1],) if check.verdict == "blocked" else (),
            )
        )  # fmt: skip
    seconds = round(clock * draw.lognormvariate(-1.2, 0.5) * (30 if draw.random() < 0.01 else 1), 3)
    return factory.report(
        *checks, exercise=exercise, title=title, verdict=overall(check.verdict for check in checks),
        submission=f"submissions/{learner.id}/{exercise}.py", seconds=seconds,
        started=f"2031-03-14T15:{int(9 * clock):02}:26Z", stdout=f"Written by {learner.name} <{learner.email}>\n",
        repeat=f"dlgrade check {exercise} submissions/{learner.id}/{exercise}.py",
        submission_digest=f"sha256:{draw.getrandbits(128):032x}",
    )  # fmt: skip


def entry(learner: Learner, one: Listed, clock: float = 1.0) -> Entry:
    """What the learner's work comes to: most of it graded, some late, some adjusted, some not there."""
    draw = Random(f"{SEED} entry {learner.id!r} {one.id}")
    state: State = draw.choices(("graded", "not_graded", "missing"), (92, 3, 5))[0]
    if state != "graded":
        # A name can get into the reason by way of a file's name.
        file = f"`{re.sub(' ', '_', learner.name).lower()}.zip`"
        why = "Nothing was handed in." if state == "missing" else f"{file}: {draw.choice(WHYS)}"
        return Entry(learner.id, one.id, state, one.maximum, why=why, attempts=0 if state == "missing" else 1)
    report = graded(learner, one.id, clock)
    raw = report.score or 0.0
    late = draw.choices((0, 1, 2, 5), (80, 10, 7, 3))[0]
    penalty = round(min(raw, 0.1 * raw * late), 2)
    adjustments: tuple[Adjustment, ...] = ()
    if draw.random() < 0.1:
        points, reason = draw.choice(((1.0, "The statement was unclear."), (-2.0, f"Same work as {learner.name}.")))
        adjustments = (Adjustment(learner.id, one.id, points, reason, "teacher", "2031-03-20T10:00:00+01:00"),)
    adjusted = sum(adjustment.points for adjustment in adjustments)
    return Entry(
        learner.id, one.id, state, one.maximum, max(0.0, raw - penalty + adjusted), raw, penalty, adjusted, late,
        report.verdict, why="", attempts=draw.choices((1, 2, 3, 7), (60, 25, 10, 5))[0],
        submitted="2031-03-13T22:10:00+01:00", digest=report.submission_digest, seconds=report.seconds,
        adjustments=adjustments,
    )  # fmt: skip


def groups(entries: tuple[Entry, ...], people: dict[str, Learner]) -> tuple[Group, ...]:
    """Who fails a check with the same sentence."""
    found: dict[tuple[str, str, str], list[str]] = {}
    for one in entries:
        if one.state == "graded":
            for check in graded(people[one.learner], one.exercise).checks:
                if check.verdict in {"failed", "crashed"}:
                    found.setdefault((one.exercise, check.name, check.message), []).append(one.learner)
    return tuple(Group(exercise, check, tuple(names)) for (exercise, check, _), names in found.items())


def view(number: int = 300, clock: float = 1.0, *more: Learner) -> View:
    """A class of so many learners, and more if they are named."""
    everybody = (*learners(number), *more)
    people = {one.id: one for one in everybody}
    entries = tuple(entry(learner, one, clock) for learner in everybody for one in listed())

    def report(of: Entry) -> Report | None:
        return graded(people[of.learner], of.exercise, clock) if of.state == "graded" else None

    return View("Deep learning from scratch", listed(), everybody, entries, groups(entries, people), report)


HOSTILE = (
    Learner("<script>alert(1)</script>", "<script>alert(1)</script>", '"><img src=x onerror=alert(1)>@x.invalid'),
    Learner("..", "../../index", "a@b.invalid"),
    Learner("con", "' onmouseover='alert(1)", ""),
    Learner("\u202egnp.exe", "right \u202eto left", ""),
    Learner("L" * 200, "W" * 200, f"{'e' * 200}@x.invalid"),
    Learner("empty", "", ""),
    Learner("", "", ""),
    Learner("{{ 7 * 7 }}", "</style></title></script><h1>forged</h1>", "::error::x"),
    Learner("\ud800", "lone \udfff surrogate", ""),
)

_TAG = re.compile(r"<(/?)([a-z0-9]+)\b[^>]*>")
_VARIES = re.compile(r'<([a-z0-9]+)\b[^>]*class="(?:[^"]* )?varies(?: [^"]*)?"[^>]*>')
_STARTED = re.compile(r"<div><dt>Started</dt><dd>.*?</dd></div>", re.DOTALL)
_SECONDS = re.compile(r'^( *)"(?:seconds|started)": (?:\{.*?^\1\}|[^\n]*?),?$', re.DOTALL | re.MULTILINE)


def without_times(html: str) -> str:
    """The page without what depends on the clock: elements of the class `varies`, and when a submission was graded."""
    html = _STARTED.sub("", html)
    while start := _VARIES.search(html):
        depth = 0
        for tag in _TAG.finditer(html, start.start()):
            if tag[2] == start[1]:
                depth += -1 if tag[1] else 1
            if depth == 0:
                html = html[: start.start()] + html[tag.end() :]
                break
        else:
            raise AssertionError(f"<{start[1]}> is not closed")
    return html


def without_seconds(json: str) -> str:
    """The indented JSON without the values of the keys `seconds` and `started`."""
    return _SECONDS.sub(r'\1"time"', json)


@dataclass
class Written:
    """A report on the disk."""

    folder: Path
    files: tuple[Path, ...]

    def text(self, name: str) -> str:
        return (self.folder / name).read_text(encoding="utf-8")


def written(folder: Path, of: View, *, anonymous: bool = False) -> Written:
    """The reports of a class, in the folder."""
    return Written(folder, classroom.write(of, folder, anonymous=anonymous, salt="pepper" if anonymous else ""))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    written(target / "named", view(300, 1.0, *HOSTILE))
    written(target / "anonymous", view(), anonymous=True)

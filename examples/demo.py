"""Grades every sample submission as a learner would, `dlgrade check EXERCISE PATH`, and shows what came of it.

Each sample says in its first lines which checks it loses (`# loses: everything`, `nothing`, or their names). The demo
exits with 1 if one loses others, so that the table is also a test. Run it with `make demo`; it takes about a minute.
"""

import json
import re
import subprocess
import sys
import textwrap
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "examples" / "submissions"
SHOWN = SAMPLES / "exercise07_softmax" / "diagonal_of_the_jacobian_only"
PAGE = ROOT / "reports" / "demo.html"
DLGRADE = (sys.executable, "-m", "grader", "check")
QUICK = ("--no-shrink", "--timeout", "1")
WIDTHS = (13, 40, 15, 8)  # of the columns; the sentence takes the rest
LINE = 150


@dataclass(frozen=True, slots=True)
class Row:
    """One sample, graded; `surprise` says how its lost checks differ from what it announces."""

    exercise: str
    sample: str
    verdict: str
    score: str
    sentence: str
    surprise: str = ""

    def __str__(self) -> str:
        cells = (self.exercise, self.sample, self.verdict, self.score)
        columns = "".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True))
        return (columns + textwrap.shorten(self.sentence, LINE - sum(WIDTHS), placeholder=" ...")).rstrip()


def announced(folder: Path, every: set[str]) -> set[str]:
    """The checks that a sample says it loses."""
    (module,) = (path for path in folder.glob("*.py") if path.stem == folder.parent.name.partition("_")[2])
    match = re.search(r"^# loses: *(.*)$", module.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if match is None:
        raise SystemExit(f"{module} needs a line `# loses: ...`")
    return {"everything": every, "nothing": set()}.get(match[1].strip(), set(match[1].split()))


def graded(folder: Path) -> Row:
    """Grade one sample in a process of its own."""
    exercise = folder.parent.name
    words = [*DLGRADE, exercise, str(folder), "--json", *QUICK]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    try:
        report: dict[str, Any] = json.loads(done.stdout)
    except ValueError:
        said = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        return Row(exercise[:10], folder.name, "no report", "", said, f"exit code {done.returncode}: {said}")
    lost = [check for check in report["checks"] if check["verdict"] != "passed"]
    names = {check["name"] for check in lost}
    score = "?" if report["score"] is None else f"{report['score']:g}/{report['max_score']:g}"
    # A check that waits for another says less than the one that it waits for.
    first = next((check["message"] for check in lost if check["verdict"] != "blocked"), "")
    surprise = difference(names, announced(folder, {check["name"] for check in report["checks"]}))
    return Row(exercise[:10], folder.name, report["verdict"], score, report["message"] or first, surprise)


def difference(lost: set[str], said: set[str]) -> str:
    """How the lost checks differ from the announced ones; empty where they do not."""
    more, fewer = " ".join(sorted(lost - said)), " ".join(sorted(said - lost))
    return "; ".join(filter(None, [more and f"also loses {more}", fewer and f"does not lose {fewer}"]))


def table() -> list[Row]:
    """Grade all samples, a line for each as it is done."""
    titles = Row("exercise", "sample", "verdict", "score", "the first thing that it is told")
    print(titles, "-" * LINE, sep="\n")
    rows: list[Row] = []
    for folder in sorted(path for path in SAMPLES.glob("exercise*/*") if path.is_dir()):
        if rows and rows[-1].exercise != folder.parent.name[:10]:
            print()
        rows.append(graded(folder))
        print(rows[-1], flush=True)
    return rows


def full_report() -> None:
    """One report in full: on this terminal, and as a page."""
    print(f"\n{'-' * LINE}\nWhat a learner sees, here for {SHOWN.relative_to(ROOT)}:\n", flush=True)
    PAGE.parent.mkdir(exist_ok=True)
    words = [*DLGRADE, SHOWN.parent.name, str(SHOWN.relative_to(ROOT)), "--html", str(PAGE.relative_to(ROOT))]
    subprocess.run(words, cwd=ROOT, check=False)
    print(f"\nThe same as a page: {PAGE}")


def main() -> int:
    """Show everything; 1 if a sample lost other checks than it says."""
    began = time.monotonic()
    rows = table()
    full_report()
    surprises = [row for row in rows if row.surprise]
    for row in surprises:
        print(f"{row.exercise} {row.sample}: {row.surprise}", file=sys.stderr)
    kept = len(rows) - len(surprises)
    print(f"{kept} of {len(rows)} samples lost exactly the checks they name, in {time.monotonic() - began:.0f} s.")
    return 1 if surprises else 0


if __name__ == "__main__":
    sys.exit(main())

"""A validation for readers: a table in the terminal, and a page."""

from grader.report import html as reports
from grader.report.html import readable
from grader.report.page import Page
from grader.report.words import Sign, count
from grader.validate.record import Part, Validation

HOLDS, FAILS = Sign("✓", "+", "holds", "good"), Sign("✗", "X", "does not hold", "bad")
STYLES = {"good": "green", "bad": "bold red"}
MOST = 40  # problems of one part in the terminal; a page shows them all
DIM, STRONG = "dim", "bold"


def sign_of(part: Part) -> Sign:
    """How a part is shown."""
    return HOLDS if part.holds else FAILS


def summary(result: Validation) -> str:
    """The last word on a validation."""
    held = sum(part.holds for part in result.parts)
    many = f"{len(result.exercises)} exercise{'s' if len(result.exercises) != 1 else ''}"
    what = (
        "Everything holds" if result.holds else f"{len(result.parts) - held} of {len(result.parts)} parts do not hold"
    )
    return f"{what}: {many}, {result.mode} mode, {count(result.seeds, 'seed')}, {result.seconds:.0f} s."


def terminal(result: Validation, *, width: int, color: bool, ascii_only: bool) -> str:
    """The table: a line for each part of each exercise, with what does not hold below it."""
    page = Page(width, color=color, ascii_only=ascii_only)
    for exercise in result.exercises:
        page.gap()
        page.write((exercise, STRONG))
        for part in (one for one in result.parts if one.exercise == exercise):
            sign = sign_of(part)
            mark = sign.plain if ascii_only else sign.mark
            lead = [("  ", ""), (f"{mark} ", STYLES[sign.tone]), (f"{part.name:<11}", "")]
            page.write((part.summary, ""), (f" · {part.seconds:.1f} s", DIM), lead=lead)
            for problem in part.problems[:MOST]:
                page.write((f"{problem.subject}: ", STRONG), (problem.why, ""), lead=[("      ", "")])
            if len(part.problems) > MOST:
                page.write((f"and {len(part.problems) - MOST} more", DIM), lead=[("      ", "")])
    page.gap()
    page.write((summary(result), "bold green" if result.holds else "bold red"))
    return page.text()


def html(result: Validation) -> str:
    """The whole page."""
    from grader.validate.run import titles

    template = reports.environment().get_template("validation.html.j2")
    return template.render(
        result=readable(result), exercises=readable(result.exercises), summary=summary(result), titles=titles(),
        sign=sign_of,
    )  # fmt: skip


__all__ = ["html", "sign_of", "summary", "terminal"]

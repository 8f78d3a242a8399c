"""The pictures of a class page, drawn by matplotlib as SVG that stands inside the page.

They are drawn in stand-in colours, which become the page's own CSS variables, so that one picture serves light mode,
dark mode and print. Text stays text. matplotlib is imported when the first picture is drawn.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from html import escape
from importlib.util import find_spec
from io import StringIO
from typing import TYPE_CHECKING, Any

from grader.report import words
from grader.report.classroom.errors import ReportError
from grader.report.classroom.record import CheckFigures, ExerciseFigures
from grader.report.neutral import visible

if TYPE_CHECKING:
    from matplotlib.axes import Axes

INK, SOFT, LINE, BAR = "#010203", "#040506", "#070809", "#0a0b0c"
TONES = {"good": "#0d0e0f", "bad": "#101112", "todo": "#131415", "quiet": "#161718", "fault": "#191a1b"}
_VARIABLES = {INK: "--ink", SOFT: "--soft", LINE: "--line", BAR: "--bar"} | {
    colour: f"--{tone}" for tone, colour in TONES.items()
}
_SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "dlgrade",
    "text.parse_math": False,  # a name may hold a dollar sign
    "axes.unicode_minus": True,
    "font.family": "sans-serif",
    "font.size": 9.0,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.edgecolor": LINE,
    "axes.labelcolor": SOFT,
    "axes.axisbelow": True,
    "text.color": INK,
    "xtick.color": LINE,
    "xtick.major.pad": 5.5,
    "ytick.color": LINE,
    "xtick.labelcolor": SOFT,
    "ytick.labelcolor": SOFT,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "legend.frameon": False,
    "legend.labelcolor": SOFT,
}
_PIXELS = 96.0  # to an inch, in CSS
_POINTS = 72.0  # to an inch, in SVG as matplotlib writes it
_HEAD = re.compile(r'<svg [^>]*viewBox="([^"]+)"[^>]*>')
_NOISE = re.compile(r"<metadata>.*?</metadata>|<style.*?</style>|<!--.*?-->|<defs>\s*</defs>", re.DOTALL)
_IDENTIFIER = re.compile(r' id="([^"]*)"')
_REFERENCE = re.compile(r'url\(#([^)]*)\)|(?:xlink:)?href="#([^"]*)"')
_FAMILY = re.compile(r" font-family: [^;\"]*;")
_TAG = re.compile(r"<[^>]*>")
_GAP = re.compile(r">\s+<")


def require() -> None:
    """Nothing, where matplotlib is installed.

    Raises:
        ReportError: it is not.
    """
    if find_spec("matplotlib") is None:
        raise ReportError(
            "The pictures of a class are drawn by matplotlib, which is not installed: "
            "pip install 'dlgrade[author]' brings it."
        )


@contextmanager
def _settings() -> Iterator[None]:
    """The settings of matplotlib that nobody has configured, with ours."""
    from matplotlib import rc_context, rcdefaults, rcParams

    with rc_context():
        rcdefaults()
        rcParams.update(_SETTINGS)
        yield


def _picture(key: str, title: str, text: str, size: tuple[float, float], draw: "Callable[[Axes], None]") -> str:
    """An SVG element with a title and a text for those who do not see it; `key` makes its identifiers unique."""
    with _settings():
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=(size[0] / _PIXELS, size[1] / _PIXELS), dpi=_POINTS, layout="constrained")
        figure.patch.set_visible(False)
        FigureCanvasSVG(figure)
        axes = figure.add_subplot()
        axes.patch.set_visible(False)
        draw(axes)
        written = StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None})
    return _inline(written.getvalue(), key, visible(title), visible(text))


def _inline(svg: str, key: str, title: str, text: str) -> str:
    """The file that matplotlib writes as an element of a page: no head, no style for all, no identifier but ours."""
    svg = _NOISE.sub("", svg[svg.index("<svg ") :])
    used = {one or other for tag in _TAG.findall(svg) for one, other in _REFERENCE.findall(tag)}

    def ours(match: re.Match[str]) -> str:
        tag = _IDENTIFIER.sub(lambda own: f' id="{key}-{own[1]}"' if own[1] in used else "", match[0])
        tag = _REFERENCE.sub(lambda to: f"url(#{key}-{to[1]})" if to[1] else f'href="#{key}-{to[2]}"', tag)
        for colour, variable in _VARIABLES.items():
            tag = tag.replace(colour, f"var({variable})")
        return _FAMILY.sub("", tag)  # the family is the page's

    svg = _GAP.sub("><", _TAG.sub(ours, svg))
    head = (
        rf'<svg class="plot" viewBox="\1" role="img" aria-labelledby="{key}-title {key}-text">'
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-text">{escape(text)}</desc>'
    )
    return _HEAD.sub(lambda match: head.replace(r"\1", match[1]), svg, count=1).strip()


def _plain(axes: "Axes", *, across: str = "", up: str = "", grid: str = "y") -> None:
    """Axes without tick marks, with a faint grid behind."""
    axes.set_xlabel(across)
    axes.set_ylabel(up)
    axes.tick_params(length=0)
    if grid == "y":
        axes.spines["left"].set_visible(False)
        axes.grid(axis="y")
    elif grid == "x":
        axes.spines["bottom"].set_visible(False)
        axes.grid(axis="x")


def _whole_numbers(axes: "Axes", *, across: bool) -> None:
    from matplotlib.ticker import MaxNLocator

    axis = axes.xaxis if across else axes.yaxis
    axis.set_major_locator(MaxNLocator(nbins=5, integer=True, min_n_ticks=1))


def scores(key: str, figures: ExerciseFigures) -> str:
    """How many learners have which score."""
    if figures.scores is None:
        return ""
    width = figures.bins[0].high - figures.bins[0].low
    mean = figures.scores.mean

    def draw(axes: "Axes") -> None:
        starts = [one.low + width * 0.06 for one in figures.bins]
        axes.bar(starts, [one.number for one in figures.bins], width * 0.88, align="edge", color=BAR)
        axes.axvline(mean, color=INK, linewidth=1.2, linestyle=(0, (4, 3)))
        aside, side = (-3, "right") if mean > 0.7 * figures.bins[-1].high else (3, "left")
        axes.annotate(f"mean {words.points(mean)}", (mean, 1.0), (aside, -2), xycoords=("data", "axes fraction"),
                      textcoords="offset points", va="top", ha=side, color=INK)  # fmt: skip
        axes.margins(x=0.02, y=0.12)
        if width >= 1:
            _whole_numbers(axes, across=True)
        _whole_numbers(axes, across=False)
        _plain(axes, across=f"Score (of {words.points(figures.maximum)})", up="Learners")

    filled = [f"{one.number} from {words.points(one.low)}" for one in figures.bins if one.number]
    text = (
        f"Learners by score, in steps of {words.points(width)}: {', '.join(filled)}. The mean is {words.points(mean)}."
    )
    return _picture(key, "Distribution of scores", text, (440, 280), draw)


def _bars(key: str, title: str, rows: Sequence[tuple[str, int, str]], height: float) -> str:
    """Horizontal bars with their numbers: name, number, colour, from the top down."""

    def draw(axes: "Axes") -> None:
        places = range(len(rows))
        numbers = [number for _, number, _ in rows]
        bars = axes.barh(places, numbers, 0.66, color=[colour for _, _, colour in rows])
        axes.bar_label(bars, padding=4, color=INK)
        axes.set_yticks(places, [name for name, _, _ in rows])
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(0, max([*numbers, 1]) * 1.12)
        _whole_numbers(axes, across=True)
        _plain(axes, across="Learners", grid="x")

    text = ", ".join(f"{name}: {number}" for name, number, _ in rows)
    return _picture(key, title, f"Learners. {text}.", (440, height), draw)


def verdicts(key: str, figures: ExerciseFigures) -> str:
    """How many learners came to which verdict; those without a score are beside them, in other colours."""
    signs = [words.SIGNS[verdict] for verdict in figures.verdicts]
    rows = [
        (sign.word, number, TONES[sign.tone]) for sign, number in zip(signs, figures.verdicts.values(), strict=True)
    ]
    rows.reverse()  # those who passed first
    rows += [("not graded", figures.not_graded, TONES["fault"])] if figures.not_graded else []
    rows += [("handed in nothing", figures.missing, TONES["quiet"])] if figures.missing else []
    return _bars(key, "Verdicts", rows, max(110, 60 + 26 * len(rows))) if rows else ""


def times(key: str, figures: ExerciseFigures) -> str:
    """How many submissions took how long."""
    bins = figures.seconds.bins
    if not bins:
        return ""

    def draw(axes: "Axes") -> None:
        places = range(len(bins))
        axes.bar(places, [one.number for one in bins], 0.88, color=BAR)
        edges = [*(one.low for one in bins), bins[-1].high]
        told = [(at - 0.5, f"{edge:g}") for at, edge in enumerate(edges) if len(edges) < 10 or f"{edge:e}"[0] == "1"]
        axes.set_xticks([at for at, _ in told], [text for _, text in told])
        axes.margins(x=0.06, y=0.12)
        _whole_numbers(axes, across=False)
        _plain(axes, across="Seconds (each step about twice the one before)", up="Submissions")

    filled = [f"{one.number} from {one.low:g} to {one.high:g} s" for one in bins if one.number]
    return _picture(key, "Time per submission", f"Submissions by time: {', '.join(filled)}.", (440, 240), draw)


# What became of a check, from the left of its bar to the right; `bad` is whatever went wrong.
_OUTCOMES: Mapping[str, str] = {
    "good": "passed", "bad": "failed or ended badly", "quiet": "waits for others", "todo": "not attempted yet",
}  # fmt: skip
LONGEST_NAME = 34


def success(key: str, checks: Sequence[CheckFigures]) -> str:
    """What share of the learners passed each check, and what became of it with the others."""
    if not checks:
        return ""
    shares = {tone: [_share(check, tone) for check in checks] for tone in _OUTCOMES}

    def draw(axes: "Axes") -> None:
        places, left = range(len(checks)), [0.0] * len(checks)
        for tone, word in _OUTCOMES.items():
            if any(shares[tone]):
                faint = 1.0 if tone == "good" else 0.55
                axes.barh(places, shares[tone], 0.7, left=left, color=TONES[tone], alpha=faint, label=word)
                left = [start + share for start, share in zip(left, shares[tone], strict=True)]
        for place, check in enumerate(checks):
            axes.annotate(f"{check.success or 0:.0%}", (1.0, place), (4, 0), textcoords="offset points", va="center")
        axes.set_yticks(places, [f"{_short(check.name)}  {at}" for at, check in enumerate(checks, start=1)])
        axes.set_ylim(len(checks) - 0.4, -0.6)
        axes.set_xlim(0, 1)
        axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
        _plain(axes, grid="")
        axes.spines[["left", "bottom"]].set_visible(False)
        axes.figure.legend(loc="outside upper left", ncols=4, handlelength=1.0, columnspacing=1.4)

    text = ", ".join(f"{check.name}: {check.success or 0:.0%}" for check in checks)
    return _picture(key, "Success per check", f"Share who passed. {text}.", (960, 80 + 23 * len(checks)), draw)


def _short(name: str) -> str:
    name = visible(name)
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 1]}…"


def _share(check: CheckFigures, tone: str) -> float:
    number = sum(count for verdict, count in check.verdicts.items() if words.SIGNS[verdict].tone == tone)
    return number / check.judged if check.judged else 0.0


def items(key: str, checks: Sequence[CheckFigures]) -> str:
    """Each check by the share who pass it and by how well it tells strong work from weak."""
    points = [
        (at, check.success, check.discrimination)
        for at, check in enumerate(checks, start=1)
        if check.success is not None and check.discrimination is not None
    ]
    if not points:
        return ""

    def draw(axes: "Axes") -> None:
        axes.axhline(0, color=SOFT, linewidth=0.8)
        axes.scatter([rate for _, rate, _ in points], [value for _, _, value in points], s=26, color=BAR)
        values = [value for _, _, value in points]
        low, high = min(-0.1, min(values) - 0.1), min(1.1, max(0.6, max(values) + 0.12))
        axes.set_xlim(-0.04, 1.04)
        axes.set_ylim(low, high)
        axes.xaxis.set_major_formatter(lambda share, _: f"{share:.0%}")
        axes.grid(axis="both")
        _plain(axes, across="Passed by", up="Discrimination", grid="")
        _place(axes, _labels(points, 0.035 * (high - low)))

    listed = "; ".join(f"{at}: passed by {rate:.0%}, discrimination {value:.2f}" for at, rate, value in points)
    text = f"Each point is a check, by its number. {listed}."
    return _picture(key, "Difficulty and discrimination", text, (440, 300), draw)


def _labels(points: Sequence[tuple[int, float, float]], height: float) -> list[tuple[str, float, float]]:
    """A label for each point; points too near for labels of their own share one, above the highest of them."""
    near: list[list[tuple[int, float, float]]] = []
    for point in sorted(points, key=lambda point: (-point[2], point[0])):
        for others in near:
            if abs(others[0][1] - point[1]) < 0.02 and abs(others[0][2] - point[2]) < height:
                others.append(point)
                break
        else:
            near.append([point])
    return [(_listed([at for at, _, _ in group]), group[0][1], group[0][2]) for group in near]


def _listed(numbers: Sequence[int]) -> str:
    """Numbers in order, as people list them: `1-3, 6`, with a dash."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    dash = ("", ", ", "\N{EN DASH}")
    return ", ".join(f"{run[0]}{dash[min(len(run), 3) - 1]}{run[-1] if len(run) > 1 else ''}" for run in runs)


# Where a label stands, in points from its point: how far across and up, and which of its ends is there.
_SIDES = ((0, 5, "center", "bottom"), (0, -5, "center", "top"), (6, 0, "left", "center"), (-6, 0, "right", "center"))


def _place(axes: "Axes", labels: Sequence[tuple[str, float, float]]) -> None:
    """Write each label beside its point, on the first side where it covers neither another label nor a point."""
    from matplotlib.figure import Figure
    from matplotlib.transforms import Bbox

    assert isinstance(axes.figure, Figure)
    axes.figure.draw_without_rendering()  # settles where the points are
    dots = [axes.transData.transform((rate, value)) for _, rate, value in labels]
    taken = [Bbox.from_bounds(x - 3, y - 3, 6, 6) for x, y in dots]
    for label, rate, value in labels:
        written = None
        for across, up, ha, va in _SIDES:
            if written is not None:
                written.remove()
            written = axes.annotate(label, (rate, value), (across, up), textcoords="offset points", ha=ha, va=va)
            written.set_in_layout(False)
            box = written.get_window_extent()
            if not any(box.overlaps(other) for other in taken):
                break
        taken.append(box)


__all__ = ["items", "require", "scores", "success", "times", "verdicts"]

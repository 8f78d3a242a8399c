"""The picture of the class benchmark: one SVG that brings its own paper, light or dark as its reader's system is.

It is drawn in stand-in colours, which become CSS variables. Text stays text, and equal figures give equal bytes.
"""

import re
from collections.abc import Sequence
from io import StringIO
from typing import Any

from matplotlib import rc_context, rcdefaults, rcParams
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

PAPER, INK, SOFT, LINE, QUIET, LOUD = "#010203", "#040506", "#070809", "#0a0b0c", "#0d0e0f", "#101112"
LIGHT = ("#ffffff", "#1f2328", "#59636e", "#d1d9e0", "#9aa4ae", "#0a6cbd")
DARK = ("#0d1117", "#e6edf3", "#9198a1", "#3d444d", "#6b7580", "#58a6ff")
NAMES = {PAPER: "paper", INK: "ink", SOFT: "soft", LINE: "line", QUIET: "quiet", LOUD: "loud"}
SETTINGS: dict[Any, Any] = {
    "svg.fonttype": "none", "svg.hashsalt": "dlgrade", "font.size": 9.0, "font.family": "sans-serif",
    "figure.facecolor": PAPER, "axes.facecolor": "none", "text.color": INK, "axes.titlecolor": INK,
    "axes.titlesize": 10.0, "axes.titlelocation": "left", "axes.titlepad": 9.0, "axes.labelcolor": SOFT,
    "axes.edgecolor": LINE, "axes.axisbelow": True, "axes.spines.top": False, "axes.spines.right": False,
    "axes.spines.left": False, "xtick.color": LINE, "ytick.color": LINE, "xtick.labelcolor": SOFT,
    "ytick.labelcolor": SOFT, "xtick.major.size": 0.0, "ytick.major.size": 0.0, "xtick.minor.size": 0.0,
    "grid.color": LINE, "grid.linewidth": 0.6, "lines.linewidth": 1.6, "lines.solid_capstyle": "round",
}  # fmt: skip
FONTS = 'system-ui, -apple-system, "Segoe UI", Helvetica, Arial, sans-serif'
_NOISE = re.compile(r"<\?xml.*?\?>\s*|<!DOCTYPE.*?>\s*|<metadata>.*?</metadata>\s*|<style.*?</style>\s*", re.DOTALL)
_FAMILY = re.compile(r"font: ([\d.]+px) [^;\"]*")

Points = Sequence[tuple[float, float]]


def picture(bars: Sequence[tuple[str, float]], memory: Points, cost: Points, count: int) -> str:
    """Wall time of 100 submissions beside what `count` of them cost the command; the last bars are ours."""
    with rc_context():
        rcdefaults()
        rcParams.update(SETTINGS)
        figure = Figure(figsize=(9.2, 3.5), dpi=72, layout="constrained")
        FigureCanvasSVG(figure)
        places: Any = figure.subplot_mosaic([["bars", "memory"], ["bars", "cost"]], width_ratios=[1.1, 1])
        figure.get_layout_engine().set(w_pad=0.12, h_pad=0.1, wspace=0.04)  # type: ignore[call-arg, union-attr]
        _bars(places["bars"], bars)
        _curve(places["memory"], memory, "Memory of the command, MiB")
        _curve(places["cost"], cost, "Wall time for each submission, ms")
        places["memory"].tick_params(labelbottom=False)
        places["cost"].set_xlabel("submissions in the grade book")
        for axes in (places["memory"], places["cost"]):
            axes.set_xlim(0, 1.02 * count)  # what is held after the last one is seen too
        written = StringIO()
        figure.savefig(written, format="svg", metadata={"Date": None, "Creator": None})
    return _finished(written.getvalue())


def _bars(axes: Axes, bars: Sequence[tuple[str, float]]) -> None:
    axes.set_title("Grading 100 submissions, wall time (logarithmic)")
    axes.set_xscale("log")
    most = max(seconds for _, seconds in bars)
    axes.set_xlim(1, most * 3.2)
    colours = [QUIET, *[LOUD] * (len(bars) - 1)]
    axes.barh(range(len(bars)), [seconds for _, seconds in bars], color=colours, height=0.5)
    axes.set_yticks(range(len(bars)), [name for name, _ in bars])
    axes.invert_yaxis()
    axes.tick_params(axis="y", labelcolor=INK)
    ticks = [(1, "1 s"), (10, "10 s"), (60, "1 min"), (600, "10 min")]
    shown = [(at, name) for at, name in ticks if at < most * 3]
    axes.set_xticks([at for at, _ in shown], [name for _, name in shown])
    axes.minorticks_off()
    axes.grid(axis="x")
    for place, (_, seconds) in enumerate(bars):
        told = f"{seconds:.1f} s" if place == 0 else f"{seconds:.1f} s, {most / seconds:.0f} times less"
        behind = {"facecolor": PAPER, "edgecolor": "none", "pad": 1.5}  # no line of the grid runs through the words
        axes.annotate(told, (seconds, place), (6, 0), textcoords="offset points", va="center", bbox=behind)


def _curve(axes: Axes, points: Points, title: str) -> None:
    axes.set_title(title)
    axes.plot([x for x, _ in points], [y for _, y in points], color=LOUD)
    axes.set_ylim(0, 1.25 * max((y for _, y in points), default=1.0))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:,.0f}")
    axes.locator_params(axis="x", nbins=5)
    axes.locator_params(axis="y", nbins=4)
    axes.grid(axis="y")


def _finished(svg: str) -> str:
    """The file with our colours and fonts in place of the stand-ins."""
    svg = _FAMILY.sub(r"font-size: \1", _NOISE.sub("", svg))
    for colour, name in NAMES.items():
        svg = svg.replace(colour, f"var(--{name})")
    light, dark = (
        "".join(f"--{name}:{colour};" for name, colour in zip(NAMES.values(), colours, strict=True))
        for colours in (LIGHT, DARK)
    )
    style = (
        f"<style>svg{{{light}font-family:{FONTS}}}"
        f"@media (prefers-color-scheme: dark){{svg{{{dark}}}}}"
        "*{stroke-linejoin:round;stroke-linecap:butt}</style>"
    )
    head, rest = svg.split(">", 1)
    return f"{head}>\n {style}{rest}"

"""A picture of where an array is wrong, and by how much: squares in levels of a logarithmic scale.

Only what is drawn is worked out here; the template turns it into SVG.
"""

from dataclasses import dataclass
from math import ceil, exp, inf, isfinite, log, prod

from grader.report.grids import kind, magnitude, place, worst_entry, wrong_entries
from grader.report.record import ValueReport

LEVELS = 5
RIGHT, NOT_A_NUMBER = 0, LEVELS + 1  # the levels below and above those of the scale
FOLD = 32  # a vector longer than this goes on in the next row
PANELS = 24  # of an array with more than two axes, one panel for each matrix
LABEL_WIDTH, LABEL_HEIGHT = 20, 13  # pixels that the label of an index needs
SIDES = ((8, 34), (16, 24), (32, 15))  # up to so many squares, how wide each is drawn
SMALLEST = 9


@dataclass(frozen=True, slots=True)
class Square:
    """One entry: where it is drawn, its level, and what is said of it."""

    column: int
    row: int
    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Panel:
    """One matrix of the array. `label` says which (`[1, :, :]`); labels of rows and columns are (where, text)."""

    label: str
    side: int
    rows: int
    columns: int
    squares: tuple[Square, ...]
    row_labels: tuple[tuple[int, str], ...]
    column_labels: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The panels, the legend (level and its text), what the picture says in words, and how to read it."""

    panels: tuple[Panel, ...]
    legend: tuple[tuple[int, str], ...]
    alternative: str
    reading: str


@dataclass(frozen=True, slots=True)
class Scale:
    """Levels of equal ratio from the smallest to the largest finite error."""

    low: float
    high: float
    levels: int

    @classmethod
    def of(cls, errors: list[float]) -> "Scale":
        """The scale for the errors of the wrong entries."""
        finite = [error for error in errors if 0 < error < inf]
        low, high = min(finite, default=0.0), max(finite, default=0.0)
        return cls(low, high, LEVELS if high >= 2 * low > 0 else 1)

    def level(self, error: float) -> int:
        """The level of a wrong entry: the darkest for the largest error, one of its own for no number."""
        if not isfinite(error):
            return NOT_A_NUMBER
        if self.levels == 1 or error <= 0:
            return LEVELS
        # Logarithms and no quotients: from the smallest float to the largest is further than a float can say.
        part = (log(error) - log(self.low)) / (log(self.high) - log(self.low))
        return min(LEVELS, max(1, ceil(part * LEVELS - 1e-9)))

    def legend(self) -> list[tuple[int, str]]:
        """Each level with the largest error that it stands for."""
        if self.high == 0:
            return []
        if self.levels == 1:
            return [(LEVELS, f"off by {self.high:.2g}")]
        step = (log(self.high) - log(self.low)) / LEVELS
        bounds = [*(exp(log(self.low) + level * step) for level in range(1, LEVELS)), self.high]
        return [(level, f"up to {bound:.2g}") for level, bound in enumerate(bounds, start=1)]


def _labels(count: int, side: int, room: int, factor: int = 1) -> tuple[tuple[int, str], ...]:
    step = next(step for step in (1, 2, 4, 8, 16, 32, 64) if step * side >= room)
    return tuple((at, str(at * factor)) for at in range(0, count, step))


def _panel(
    label: str, levels: dict[int, tuple[int, str]], start: int, size: int, columns: int, *, folded: bool
) -> Panel:
    """The panel of `size` entries from position `start`, `columns` to a row."""
    rows = -(-size // columns)
    side = next((pixels for most, pixels in SIDES if columns <= most), SMALLEST)
    squares = tuple(Square(at % columns, at // columns, *levels.get(start + at, (RIGHT, ""))) for at in range(size))
    row_labels = _labels(rows, side, LABEL_HEIGHT, columns if folded else 1)
    return Panel(label, side, rows, columns, squares, row_labels, _labels(columns, side, LABEL_WIDTH))


def _panels(shape: tuple[int, ...], levels: dict[int, tuple[int, str]]) -> tuple[Panel, ...]:
    """A panel for each matrix; of many, those with a wrong entry, and no more than `PANELS`."""
    size = prod(shape)
    if len(shape) == 1:
        columns = min(size, FOLD)
        return (_panel("", levels, 0, size, columns, folded=size > FOLD),)
    each = shape[-2] * shape[-1]
    starts = list(range(0, size, each))
    if len(starts) > PANELS:
        wrong = {position // each for position in levels}
        starts = [start for start in starts if start // each in wrong][:PANELS]
    names = {start: _matrix(start // each, shape[:-2]) for start in starts}
    return tuple(_panel(names[start], levels, start, each, shape[-1], folded=False) for start in starts)


def _matrix(number: int, outer: tuple[int, ...]) -> str:
    return f"[{', '.join(map(str, place(number, outer)))}, :, :]" if outer else ""


def _alternative(value: ValueReport, shape: tuple[int, ...], errors: dict[int, float]) -> str:
    count, size = len(errors), prod(shape)
    worst = worst_entry(value)
    largest = errors[worst] if worst is not None else 0.0
    by = f"by {largest:.2g}" if isfinite(largest) else "is not a finite number"
    at = f", the largest {by}, at {list(place(worst, shape))}" if worst is not None else ""
    where = value.got or value.error
    return f"Where {value.label} ({kind(where) if where else ''}) differs: in {count} of {size} entries{at}."


def _reading(shape: tuple[int, ...], panels: tuple[Panel, ...]) -> str:
    if len(shape) == 1:
        return "Each square is an entry." + (f" After {FOLD} the row goes on below." if shape[0] > FOLD else "")
    text = f"Each square is an entry; rows are axis {len(shape) - 2}, columns axis {len(shape) - 1}."
    total = prod(shape[:-2])
    if len(panels) == total:
        return text
    return f"{text} Of {total} matrices, {len(panels)} with an entry that differs are drawn."


def _tip(index: tuple[int, ...], error: float) -> str:
    return f"{list(index)}: off by {error:.3g}" if isfinite(error) else f"{list(index)}: not finite"


def heat_map(value: ValueReport) -> HeatMap | None:
    """The picture of a value's error; None where no entry differs, or where there is a single number."""
    wrong = sorted(wrong_entries(value))
    if value.error is None or not value.error.shape or not wrong:
        return None
    shape, entries = value.error.shape, value.error.entries
    errors = {position: magnitude(entries[position]) for position in wrong}
    scale = Scale.of(list(errors.values()))
    levels = {at: (scale.level(error), _tip(place(at, shape), error)) for at, error in errors.items()}
    panels = _panels(shape, levels)
    unreal = [(NOT_A_NUMBER, "not finite")] if any(not isfinite(error) for error in errors.values()) else []
    legend = ((RIGHT, "right"), *scale.legend(), *unreal)
    return HeatMap(panels, legend, _alternative(value, shape, errors), _reading(shape, panels))


__all__ = ["HeatMap", "Panel", "Square", "heat_map"]

"""Arrays as text: NumPy's nested brackets, few digits but enough to tell wrong entries apart, large axes elided.

Two grids that are compared are formatted alike, so that a reader's eye can go from one to the other.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, prod
from typing import NamedTuple

from grader.report.neutral import for_terminal
from grader.report.record import Grid, ValueReport

Entry = float | int | bool | str

NARROW = 2  # a limit so low that of the worst entry's neighbours nothing is shown
LONGEST = 24  # letters of an entry that is a string
MARK = "*"  # stands behind an entry that differs, so that nothing rests on colour alone
FIXED = (1e-3, 1e6)  # the largest entry must lie within, for all to be printed without an exponent
EXPONENTS = ((4, False), (8, False), (12, False), (16, False))  # digits, and whether without an exponent
FORMATS = ((4, True), (6, True), (8, True), (12, True), *EXPONENTS[2:])
_DECIMAL = re.compile(r"(-?\d+\.\d+)(e[-+]\d+|)")


class Piece(NamedTuple):
    """A piece of a printed line; `wrong` where it is an entry that differs."""

    text: str
    wrong: bool = False


class Window(NamedTuple):
    """How much of an array is shown: axes longer than these limits are elided (last, last but one, all before)."""

    columns: int = 8
    rows: int = 8
    blocks: int = 4

    def limit(self, axis: int, ndim: int) -> int:
        """The limit for one axis."""
        return (self.columns, self.rows, self.blocks)[min(ndim - 1 - axis, 2)]


Line = tuple[Piece, ...]


def magnitude(entry: Entry) -> float:
    """The size of an error's entry; infinite where it is not a finite number."""
    return abs(entry) if not isinstance(entry, str) and isfinite(entry) else inf


def wrong_entries(value: ValueReport) -> frozenset[int]:
    """Positions, in C order, of the entries that differ: the judge's list, or else those with any error at all.

    There are none where the fault is another than the values (`kind`), say the dtype.
    """
    if value.right or value.error is None or value.kind not in {"", "values", "finite"}:
        return frozenset()
    if value.wrong:
        return frozenset(value.wrong)
    pairs = zip(value.got.entries, value.expected.entries, strict=True) if value.got and value.expected else ()
    same = {position for position, (mine, theirs) in enumerate(pairs) if mine == theirs}  # `nan` is the same as `nan`
    return frozenset(at for at, entry in enumerate(value.error.entries) if magnitude(entry) != 0) - same


def worst_entry(value: ValueReport) -> int | None:
    """The position of the largest error, the first of them where several are equal."""
    if value.error is None:
        return None
    sizes = {position: magnitude(value.error.entries[position]) for position in sorted(wrong_entries(value))}
    return max(sizes, key=sizes.__getitem__, default=None)


def place(position: int, shape: tuple[int, ...]) -> tuple[int, ...]:
    """The index of the entry at a position in C order."""
    index: list[int] = []
    for side in reversed(shape):
        position, along = divmod(position, side)
        index.append(along)
    return tuple(reversed(index))


def _decimals(grid: Grid) -> tuple[Entry, ...]:
    """The entries; a whole number in a grid of floats is one of them, whatever the JSON that it came from called it."""
    if not grid.dtype.startswith(("float", "bfloat")):
        return grid.entries
    return tuple(float(entry) if type(entry) is int else entry for entry in grid.entries)


def _write(entry: Entry, digits: int, *, fixed: bool) -> str:
    if isinstance(entry, float) and isfinite(entry):
        return f"{entry:z.{digits}f}" if fixed else f"{entry:z.{digits}e}"
    return for_terminal(entry)[:LONGEST] if isinstance(entry, str) else str(entry)


def _trim(written: list[list[str]]) -> list[list[str]]:
    """Take away the zeros that every decimal ends with, but for one behind the point."""
    decimals = [match[1] for column in written for text in column if (match := _DECIMAL.fullmatch(text))]
    spare = min((len(text) - max(len(text.rstrip("0")), text.index(".") + 2) for text in decimals), default=0)
    if spare == 0:
        return written
    return [[_DECIMAL.sub(lambda match: match[1][:-spare] + match[2], text) for text in column] for column in written]


def numbers(
    grids: Sequence[Grid], wrong: frozenset[int] = frozenset(), shown: Sequence[frozenset[int]] | None = None
) -> list[list[str]]:
    """The entries of each grid as text: one format for all, with enough digits that wrong entries look different.

    With `shown`, the positions that will be printed of each grid, the others are left empty.
    """
    columns = [_decimals(grid) for grid in grids]
    seen = shown or [frozenset(range(len(column))) for column in columns]
    sizes = [abs(entry) for column in columns for entry in column if isinstance(entry, float) and isfinite(entry)]
    largest = max(sizes, default=0.0)
    pairs = list(zip(*columns, strict=False))
    apart = [at for at in wrong.intersection(*seen) if at < len(pairs) and len(set(pairs[at])) > 1]
    written: list[list[str]] = []
    for digits, fixed in FORMATS if largest == 0 or FIXED[0] <= largest < FIXED[1] else EXPONENTS:
        written = [
            [_write(entry, digits, fixed=fixed) if at in visible else "" for at, entry in enumerate(column)]
            for column, visible in zip(columns, seen, strict=True)
        ]
        if all(len({column[at] for column in written}) > 1 for at in apart):
            break
    return _trim(written)


def _kept(side: int, limit: int, focus: int | None) -> list[int | None]:
    """The indices of an axis that are shown, None for a gap: both ends, and those around the focus."""
    if side <= limit:
        return list(range(side))
    edge = max(1, limit // 3)
    shown = {*range(edge), *range(side - edge, side)}
    if focus is not None:
        shown |= {index for index in range(focus - 1, focus + 2) if 0 <= index < side} if limit > NARROW else {focus}
    kept: list[int | None] = []
    for index in sorted(shown):
        if kept and index - 1 not in shown:
            kept.append(index - 1 if index - 2 in shown and limit > NARROW else None)
        kept.append(index)
    return kept


def _kept_axes(grid: Grid, window: Window, focus: int | None) -> list[list[int | None]]:
    sides = len(grid.shape)
    around = place(focus, grid.shape) if focus is not None and focus < len(grid.entries) else (None,) * sides
    return [_kept(side, window.limit(axis, sides), around[axis]) for axis, side in enumerate(grid.shape)]


def _positions(shape: tuple[int, ...], kept: list[list[int | None]]) -> frozenset[int]:
    """Where the entries that are kept stand in C order."""
    positions = [0]
    for side, indices in zip(shape, kept, strict=True):
        positions = [at * side + index for at in positions for index in indices if index is not None]
    return frozenset(positions)


@dataclass(frozen=True, slots=True)
class _Printer:
    """Lays out one grid; `texts` are its entries, all padded to one width, `kept` the indices shown of each axis."""

    shape: tuple[int, ...]
    texts: list[str]
    wrong: frozenset[int]
    kept: list[list[int | None]]

    def row(self, start: int) -> Line:
        """The innermost axis: `[ 1.0  2.0*]`, the entries and their marks aligned."""
        mark, blank = (MARK, " ") if self.wrong else ("", "")
        pieces = [Piece("[")]
        for place_in_row, index in enumerate(self.kept[-1]):
            pieces += [Piece(" ")] if place_in_row else []
            if index is None:
                pieces.append(Piece("..."))
                continue
            is_wrong = start + index in self.wrong
            pieces.append(Piece(self.texts[start + index] + (mark if is_wrong else blank), is_wrong))
        return (*pieces, Piece("]"))

    def block(self, axis: int = 0, start: int = 0) -> list[Line]:
        """The lines of the sub-array that begins at position `start`, from `axis` on."""
        last = len(self.shape) - 1
        if axis == last:
            return [self.row(start)]
        lines: list[Line] = []
        for index in self.kept[axis]:
            lines += [()] * (last - axis - 1 if lines else 0)
            inner = start + (index or 0) * prod(self.shape[axis + 1 :])
            lines += [(Piece("..."),)] if index is None else self.block(axis + 1, inner)
        opened = [(Piece("[" if position == 0 else " "), *line) if line else () for position, line in enumerate(lines)]
        return [*opened[:-1], (*opened[-1], Piece("]"))]


def printed(
    grids: Sequence[Grid],
    window: Window,
    wrong: frozenset[int] = frozenset(),
    focus: int | None = None,
) -> list[list[Line]]:
    """The lines of each grid, formatted alike; wrong entries are marked in the first, which is the learner's.

    Axes longer than the window allows keep their ends and what is around `focus`.
    """
    kept = [_kept_axes(grid, window, focus) for grid in grids]
    shown = [_positions(grid.shape, axes) for grid, axes in zip(grids, kept, strict=True)]
    written = numbers(grids, wrong, shown)
    width = max((len(text) for column in written for text in column), default=0)
    lines: list[list[Line]] = []
    for order, (grid, texts, axes) in enumerate(zip(grids, written, kept, strict=True)):
        marked = frozenset[int]() if order else wrong
        if grid.shape == () or not grid.entries:
            text = texts[0] if texts else f"[] (no entries: the shape is {list(grid.shape)})"
            lines.append([(Piece(text + (MARK if marked else ""), bool(marked)),)])
            continue
        lines.append(_Printer(grid.shape, [text.rjust(width) for text in texts], marked, axes).block())
    return lines


def kind(grid: Grid) -> str:
    """Dtype and shape as the sentences write them: `float64[2, 3]`."""
    return f"{grid.dtype}{list(grid.shape)}"


__all__ = [
    "MARK", "Line", "Piece", "Window", "kind", "magnitude", "numbers", "place", "printed", "worst_entry",
    "wrong_entries",
]  # fmt: skip

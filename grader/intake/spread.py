"""What a system's names tell of one learner, gathered from a folder in which everybody's files may lie."""

from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from grader.intake.listing import Gathering, Listing, Thing, some
from grader.intake.plain import hold
from grader.learners import Handed, Held, Learner


class Pile(Struct):
    """Everything of one learner: folders, files by the names that the learner gave them, and a text typed instead."""

    learner: Learner
    folders: list[Thing] = field(default_factory=list)
    files: dict[str, Thing] = field(default_factory=dict)
    typed: Thing | None = None
    late: bool | None = None
    notes: list[str] = field(default_factory=list)


def gathered(piles: Iterable[Pile], listing: Listing, system: str) -> Gathering:
    """What can be graded, and what cannot."""
    sorted_out = [one for pile in piles for one in _sort_out(pile, listing.path, system)]
    handed = tuple(one for one in sorted_out if isinstance(one, Handed))
    return Gathering(handed, tuple(one for one in sorted_out if isinstance(one, Held)))


def _sort_out(pile: Pile, folder: str, system: str) -> Iterator[Handed | Held]:
    learner = pile.learner
    if pile.typed is not None and not (pile.folders or pile.files):
        why = f"Text was typed into {system}, and no file handed in: ask for the file."
        yield Held(learner, pile.typed.path, why)
    elif pile.typed is not None:
        pile.notes.append(f"Text that was typed into {system} was passed over.")
    for thing in pile.folders:
        yield hold(learner, thing) if thing.why else Handed(learner, thing.path, notes=tuple(pile.notes))
    if pile.files:
        yield _of_files(pile, folder)


def _of_files(pile: Pile, folder: str) -> Handed | Held:
    counting = {name: thing for name, thing in pile.files.items() if thing.kind in ("source", "archive")}
    for thing in counting.values():
        if thing.why:
            return hold(pile.learner, thing)
    if not counting:
        why = f"Neither Python nor an archive was handed in, only {some(sorted(pile.files))}: ask for the file."
        return Held(pile.learner, next(iter(pile.files.values())).path, why)
    first, *others = counting.values()
    alone = first.kind == "archive" and not others
    files = {} if alone else {name: thing.path for name, thing in counting.items()}
    return Handed(pile.learner, folder if others else first.path, files, late=pile.late, notes=tuple(pile.notes))

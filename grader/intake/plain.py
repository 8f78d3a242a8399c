"""A class by names alone: a folder or a file of each learner, whose id is the name without its ending."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from grader.course import FOLDER, Exercise
from grader.intake.errors import IntakeError
from grader.intake.listing import Gathering, Listing, Thing, some, without_ending
from grader.intake.people import as_id
from grader.learners import Handed, Held, Learner
from grader.submission.found import shown_path
from grader.submission.names import SOURCES, shown


def gather(listing: Listing) -> Gathering:
    """Each folder, source and archive is somebody's."""
    things = listing.counting
    passed = tuple(thing.name for thing in listing.things if thing.kind == "other")
    handed, held = by_their_names(things)
    return Gathering(handed, held, passed=passed)


def by_their_names(things: Iterable[Thing]) -> tuple[tuple[Handed, ...], tuple[Held, ...]]:
    """What is handed in, and what is there and cannot be graded."""
    handed: list[Handed] = []
    held: list[Held] = []
    for thing in things:
        learner = Learner(as_id(thing.name if thing.kind == "folder" else without_ending(thing.name)))
        if thing.why:
            held.append(hold(learner, thing))
        else:
            handed.append(Handed(learner, thing.path))
    return tuple(handed), tuple(held)


def hold(learner: Learner, thing: Thing) -> Held:
    """What there is of a learner that cannot be graded."""
    return Held(learner, thing.path, f"{shown_path(Path(thing.path))} {thing.why}.")


def with_strangers(gathering: Gathering, strangers: Sequence[Thing], system: str) -> Gathering:
    """The same with what does not bear the system's names: taken by its own, and told."""
    counting = [thing for thing in strangers if thing.kind != "other"]
    handed, held = by_their_names(counting)
    note = (f"Not named as {system} names submissions, so taken by the name: {some([one.name for one in counting])}.",)
    return Gathering(
        (*gathering.handed, *handed),
        (*gathering.held, *held),
        (*gathering.notes, *(note if counting else ())),
        (*gathering.passed, *(thing.name for thing in strangers if thing.kind == "other")),
    )


def is_submission(listing: Listing, exercises: Sequence[Exercise]) -> bool:
    """Whether the folder is one learner's: it holds a module that is asked for, or the folder of any exercise.

    Raises:
        IntakeError: it could be both, or folders of exercises hold something else.
    """
    told = shown_path(Path(listing.path))
    folders = [thing for thing in listing.counting if thing.kind == "folder"]
    of_exercises = [thing for thing in folders if FOLDER.fullmatch(thing.name)]
    names = {exercise.name for exercise in exercises}
    own = _modules(names) & {thing.name for thing in listing.things}
    full = [thing for thing in of_exercises if _holds(thing, {thing.name.partition("_")[2]})]
    if own or full:
        others = [thing for thing in folders if thing not in of_exercises and _holds(thing, names)]
        if others:
            raise IntakeError(
                f"{told} holds {some([*own, *(thing.name for thing in full)], 1)}, as one learner's folder does, and "
                f"{some([thing.name for thing in others], 1)}, as that of a class does: keep one of them elsewhere."
            )
        return True
    if of_exercises and of_exercises == folders:
        raise IntakeError(
            f"{told} holds folders of exercises, without the modules of their names. Name a folder that holds a folder "
            f"or a file of each learner: {shown(of_exercises[0].name)}, perhaps?"
        )
    return False


def _modules(names: Iterable[str]) -> set[str]:
    return {f"{name}{ending}" for name in names for ending in SOURCES}


def _holds(folder: Thing, names: Iterable[str]) -> bool:
    return not folder.why and any(Path(folder.path, module).is_file() for module in _modules(names))

"""Takes a class in: what lies at a path becomes a list of who handed in what. No submission is opened.

open        a folder is listed; an archive is unpacked first                        listing, unpack
recognise   whose names are these? they become learners                             recognise, a module for each system
compare     names, addresses and times come from the roster                         roster
set apart   nobody is graded whose files are damaged, or who handed in twice        people
order       by the learners' ids
"""

from collections.abc import Sequence
from pathlib import Path

from msgspec import structs

from grader.course import BESIDE_SOLUTIONS, Exercise
from grader.intake.errors import IntakeError
from grader.intake.listing import Gathering, Listing, kind_of, list_folder, some, without_ending
from grader.intake.people import apart, in_order
from grader.intake.recognise import recognise
from grader.intake.roster import Roster, Row, read_roster
from grader.intake.unpack import Unpacked, unpack
from grader.learners import Handed, Held, Intake, Learner, System, natural
from grader.submission.found import shown_path
from grader.submission.names import PACKED, shown

__all__ = ["IntakeError", "intake"]

STRANGERS = 5  # names in a remark
NAME_IT = "Name the folder that holds a folder or a file of each learner, or the archive that you downloaded."


def intake(
    path: Path,
    exercises: Sequence[Exercise],
    *,
    scratch: Path,
    system: System | None = None,
    roster: Path | None = None,
) -> Intake:
    """Who handed in what: `path` is a folder of everybody's submissions, or an archive of one.

    `exercises` are those that are graded; `scratch` is an empty folder that stays as long as submissions are wanted;
    `system` is where they were downloaded from, in case names do not tell; `roster` is a CSV file of the class.

    Raises:
        IntakeError: there is no class here, or no such roster; the message says what was found, and what to do.
    """
    listing, unpacked = _open(path, scratch)
    try:
        recognised, gathering = recognise(path, listing, exercises, system)
    except IntakeError as error:
        raise IntakeError(_outside(str(error), path, scratch)) from None
    gathering = _without_catalogues(gathering, exercises)
    if not gathering.handed and not gathering.held:
        raise IntakeError(_on_nothing(path, gathering))
    notes = [*unpacked.notes, *gathering.notes, *_on_passed(gathering.passed)]
    handed, held = _whole(gathering, unpacked.spoiled)
    learners = [*(one.learner for one in handed), *(one.learner for one in held)]
    rows, absent, remarks = _compare(roster, learners) if roster else ({}, (), ())
    handed, held = apart(
        [_with_row(one, rows.get(one.learner.id)) for one in handed],
        [structs.replace(one, learner=_filled(one.learner, rows.get(one.learner.id))) for one in held],
        {identity: row.id for identity, row in rows.items()},
    )
    handed.sort(key=lambda one: (natural(one.learner.id), one.path))
    held = [structs.replace(one, why=_outside(one.why, path, scratch)) for one in held]
    held.sort(key=lambda one: (natural(one.learner.id), one.path))
    return Intake(recognised, tuple(handed), tuple(held), in_order(absent), (*notes, *remarks))


def _open(path: Path, scratch: Path) -> tuple[Listing, Unpacked]:
    told = shown_path(path)
    try:
        if path.is_dir():
            return list_folder(path), Unpacked({})
        if not path.exists():
            raise IntakeError(f"There is no file or folder {told}. {NAME_IT}")
    except OSError as error:
        raise IntakeError(f"{told} cannot be read: {error.strerror}.") from None
    if path.name.lower().endswith(PACKED):
        unpacked = unpack(path, scratch)
        return list_folder(scratch, without_ending(path.name)), unpacked
    if kind_of(path.name) == "archive":
        raise IntakeError(f"{told} is an archive of a kind that is not read: unpack it, and name the folder.")
    raise IntakeError(f"{told} is a file, and no archive of a class. {NAME_IT}")


def _without_catalogues(gathering: Gathering, exercises: Sequence[Exercise]) -> Gathering:
    """Without what lies beside a course's reference solutions and is nobody's: mistakes, variants, equivalents."""
    solutions = {exercise.folder.parent.parent / "solutions" for exercise in exercises}
    nobodys = {folder / name for folder in solutions for name in BESIDE_SOLUTIONS}
    handed = tuple(one for one in gathering.handed if Path(one.path).resolve() not in nobodys)
    return structs.replace(gathering, handed=handed)


def _outside(text: str, path: Path, scratch: Path) -> str:
    """A message about what was unpacked, told of the archive: the scratch folder is nobody's business."""
    return text.replace(str(scratch), str(path))


def _on_nothing(path: Path, gathering: Gathering) -> str:
    told = shown_path(path)
    found = f"only {some(gathering.passed)}" if gathering.passed else "nothing"
    return f"There is no submission in {told}: it holds {found}. {NAME_IT}"


def _on_passed(names: Sequence[str]) -> tuple[str, ...]:
    return (f"Files of other kinds were passed over: {some(names)}.",) if names else ()


def _whole(gathering: Gathering, spoiled: dict[str, str]) -> tuple[list[Handed], list[Held]]:
    """Nobody is graded one of whose sources could not be unpacked. An archive matters where it is the submission."""
    damaged: dict[str, str] = {}
    for path, why in spoiled.items():
        around = Path(path).parents if kind_of(path) == "source" else ()
        for place in (path, *map(str, around)):
            damaged.setdefault(place, f"{shown_path(Path(path))} {why}.")
    whole: list[Handed] = []
    held = [*gathering.held]
    for one in gathering.handed:
        why = next((damaged[place] for place in one.files.values() or [one.path] if place in damaged), "")
        if why:
            held.append(Held(one.learner, one.path, why))
        else:
            whole.append(one)
    return whole, held


def _compare(path: Path, learners: Sequence[Learner]) -> tuple[dict[str, Row], tuple[Learner, ...], tuple[str, ...]]:
    """The rows of the learners by their ids, who is in no submission, and remarks."""
    told = shown_path(path)
    rows, remarks = read_roster(path)
    roster = Roster(rows)
    found = {learner.id: row for learner in learners if (row := roster.row(learner)) is not None}
    if not found:
        first = min((one.id for one in learners), key=natural)
        raise IntakeError(
            f"{told} lists nobody who handed in: it lists {shown(rows[0].id)}, for instance, and a submission is of "
            f"{shown(first)}. Give it a column of the ids that submissions bear."
        )
    there = {row.id for row in found.values()}
    absent = tuple(Learner(row.id, row.name, row.email) for row in rows if row.id not in there)
    strangers = sorted({learner.id for learner in learners} - found.keys(), key=natural)
    if strangers:
        remarks = (*remarks, f"Not in {told}, and taken all the same: {some(strangers, STRANGERS)}.")
    return found, absent, remarks


def _with_row(one: Handed, row: Row | None) -> Handed:
    submitted = (row.submitted if row else "") or one.submitted
    return structs.replace(one, learner=_filled(one.learner, row), submitted=submitted)


def _filled(learner: Learner, row: Row | None) -> Learner:
    """The learner as the roster has them; what it does not say stays."""
    if row is None:
        return learner
    return structs.replace(learner, name=row.name or learner.name, email=row.email or learner.email)

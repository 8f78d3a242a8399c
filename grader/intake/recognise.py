"""Whose names are these? Each system is asked, in this order, and the first that knows at least half of them is it.

gradescope    there is a submission_metadata.yml
moodle        `<full name>_<participant id>_assignsubmission_file`, folders or files
canvas        `<name>[_late]_<user id>_<attachment id>_<file name>`, files
classroom     the folder is called `<assignment>-submissions`, and what is in it `<assignment>-<user>`
plain         a folder or a file of each learner: what nobody else knows; or a class of one, a folder with a module

Half of the folders, sources and archives, that is: what lies between them is passed over. Where a folder holds only one
other, and perhaps the archive which that was unpacked from, that one is looked at too.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from grader.course import Exercise
from grader.intake import canvas, classroom, gradescope, moodle, plain
from grader.intake.errors import IntakeError
from grader.intake.listing import Gathering, Listing, Thing, list_folder, some, without_ending
from grader.intake.people import as_id
from grader.learners import Handed, Learner, System
from grader.submission.found import shown_path


@dataclass(frozen=True, slots=True)
class _Reader:
    title: str
    example: str
    known: Callable[[Listing], list[Thing]]
    gather: Callable[[Listing], Gathering]


READERS: dict[System, _Reader] = {
    "gradescope": _Reader("Gradescope", gradescope.METADATA, gradescope.known, gradescope.gather),
    "moodle": _Reader("Moodle", "Anna Lee_4711_assignsubmission_file", moodle.known, moodle.gather),
    "canvas": _Reader("Canvas", "leeanna_4711_815_softmax.py", canvas.known, canvas.gather),
    "classroom": _Reader("GitHub Classroom", "hw1-anna in hw1-submissions", classroom.likely, classroom.gather),
}


def recognise(
    path: Path, listing: Listing, exercises: Sequence[Exercise], system: System | None
) -> tuple[System, Gathering]:
    """The system whose names these are, and who handed in what. A `system` that is given is not doubted.

    Raises:
        IntakeError: nothing bears the names of the system that is given.
    """
    inner = _inner(listing)
    candidates = [listing, *([inner] if inner else [])]
    if system is None:
        for candidate in candidates:
            for name, reader in READERS.items():
                known = classroom.known(candidate) if name == "classroom" else reader.known(candidate)
                if _is_half(known, candidate):
                    return name, reader.gather(candidate)
    elif system != "plain":
        reader = READERS[system]
        for candidate in candidates:
            if reader.known(candidate):
                return system, reader.gather(candidate)
        raise IntakeError(
            f"{shown_path(path)} holds nothing that is named as {reader.title} names it, like {reader.example}: "
            f"it holds {some([thing.name for thing in listing.things]) or 'nothing'}. Name another system, or none."
        )
    return "plain", _plain(path, listing, inner, exercises)


def _plain(path: Path, listing: Listing, inner: Listing | None, exercises: Sequence[Exercise]) -> Gathering:
    if plain.is_submission(listing, exercises):
        note = f"{shown_path(path)} was taken as one learner's submission, since it holds the module of an exercise."
        return Gathering((Handed(Learner(as_id(listing.name)), str(path)),), notes=(note,))
    # An archive often holds one folder with everything, and so does what it was unpacked into. Others are a learner's.
    wrapped = inner is not None and (not path.is_dir() or inner.name == listing.name)
    if inner is not None and wrapped and inner.counting and not plain.is_submission(inner, exercises):
        return plain.gather(inner)
    return plain.gather(listing)


def _is_half(known: Sequence[Thing], listing: Listing) -> bool:
    names = {thing.name for thing in known}
    return bool(names) and 2 * len(names) >= len(names | {thing.name for thing in listing.counting})


def _inner(listing: Listing) -> Listing | None:
    """The only folder, where nothing else counts but the archive that it came from."""
    folders = [thing for thing in listing.counting if thing.kind == "folder" and not thing.why]
    if len(folders) != 1:
        return None
    others = [thing for thing in listing.counting if thing != folders[0]]
    if any(thing.kind != "archive" or without_ending(thing.name) != folders[0].name for thing in others):
        return None
    return list_folder(Path(folders[0].path), folders[0].name)

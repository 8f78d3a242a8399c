"""Moodle's "Download all submissions": a folder of each learner, or where that is off, everybody's files in one folder.

A folder is called `<full name>_<participant id>_assignsubmission_file`, in older versions with `_` at the end. It is
read from the right, since a name may hold anything. The name of a file goes on with what the learner called it, so it
is read from the left: what a learner writes there never passes for somebody else's id.
"""

import re

from msgspec import Struct, structs

from grader.intake.listing import Gathering, Listing, Thing
from grader.intake.people import as_id
from grader.intake.plain import with_strangers
from grader.intake.spread import Pile, gathered
from grader.learners import Learner
from grader.submission.names import shown

FOLDER = re.compile(r"(?P<name>.*)_(?P<id>[0-9]+)_assignsubmission_(?P<kind>file|onlinetext)_?", re.DOTALL)
FILE = re.compile(r"(?P<name>.*?)_(?P<id>[0-9]+)_assignsubmission_(?P<kind>file|onlinetext)_(?P<file>.+)", re.DOTALL)
BLIND = "Participant"  # in place of a name


class Named(Struct, frozen=True):
    """What Moodle's name of a folder or a file tells; `file` is the learner's own name for it."""

    name: str
    id: str
    typed: bool = False
    file: str = ""


def parse(name: str, *, folder: bool) -> Named | None:
    """What a name tells; None where it is not Moodle's."""
    found = (FOLDER if folder else FILE).fullmatch(name)
    if found is None:
        return None
    whose = "" if found["name"] == BLIND else as_id(found["name"])
    return Named(whose, found["id"], found["kind"] == "onlinetext", "" if folder else found["file"])


def known(listing: Listing) -> list[Thing]:
    """The entries that bear Moodle's names."""
    return [thing for thing in listing.things if _parsed(thing)]


def gather(listing: Listing) -> Gathering:
    """Who handed in what."""
    piles: dict[str, Pile] = {}
    strangers: list[Thing] = []
    for thing in listing.things:
        named = _parsed(thing)
        if named is None:
            strangers.append(thing)
            continue
        pile = piles.setdefault(named.id, Pile(Learner(named.id, named.name, ids={"moodle": named.id})))
        if named.typed:
            pile.typed = thing
        elif thing.kind == "folder":
            pile.folders.append(thing)
        else:
            pile.files[named.file] = _once(thing, named, pile)
    return with_strangers(gathered(piles.values(), listing, "Moodle"), strangers, "Moodle")


def _parsed(thing: Thing) -> Named | None:
    return parse(thing.name, folder=thing.kind == "folder")


def _once(thing: Thing, named: Named, pile: Pile) -> Thing:
    if named.file not in pile.files:
        return thing
    return structs.replace(
        thing, why=f"is the second {shown(named.file)} of one learner: leave only the one that counts"
    )

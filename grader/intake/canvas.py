"""Canvas's "Download Submissions": everybody's files in one folder.

A file is called `<name>[_late]_<user id>_<attachment id>_<file name>`, where the name has lost all that is no letter or
digit, and is missing where grading is anonymous. It is read from the left up to the first two numbers, since what
follows them is the learner's own. A file that was handed in again is called `softmax-1.py`, `softmax-2.py`.
"""

import re

from msgspec import Struct

from grader.intake.listing import Gathering, Listing, Thing
from grader.intake.people import as_id
from grader.intake.plain import with_strangers
from grader.intake.spread import Pile, gathered
from grader.learners import Learner
from grader.submission.names import shown

FORM = re.compile(
    r"(?:(?P<name>.*?)_)??(?:(?P<late>late)_)?(?P<user>[0-9]+)_"
    r"(?:(?P<attachment>[0-9]+)_(?P<file>.+)|(?P<typed>text|link)\.html)",
    re.DOTALL,
)
AGAIN = re.compile(r"(?P<stem>.+?)(?:-(?P<number>[0-9]{1,3}))?(?P<ending>\.[^.]*)?", re.DOTALL)


class Named(Struct, frozen=True):
    """What Canvas's name of a file tells; `file` is the learner's own name for it, as `number` counts hand-ins."""

    name: str
    user: str
    attachment: str = ""
    file: str = ""
    number: int = 0
    late: bool = False
    typed: bool = False


def parse(name: str) -> Named | None:
    """What a name tells; None where it is not Canvas's."""
    found = FORM.fullmatch(name)
    if found is None:
        return None
    again = AGAIN.fullmatch(found["file"] or "")
    file = again["stem"] + (again["ending"] or "") if again else ""
    number = int(again["number"] or 0) if again else 0
    late, typed = found["late"] is not None, found["typed"] is not None
    return Named(as_id(found["name"] or ""), found["user"], found["attachment"] or "", file, number, late, typed)


def known(listing: Listing) -> list[Thing]:
    """The files that bear Canvas's names."""
    return [thing for thing in listing.things if _parsed(thing)]


def gather(listing: Listing) -> Gathering:
    """Who handed in what."""
    piles: dict[str, Pile] = {}
    strangers: list[Thing] = []
    versions: dict[tuple[str, str], tuple[Named, Thing]] = {}
    for thing in listing.things:
        named = _parsed(thing)
        if named is None:
            strangers.append(thing)
            continue
        learner = Learner(named.user, named.name, ids={"canvas": named.user})
        pile = piles.setdefault(named.user, Pile(learner, late=False))
        pile.late = pile.late or named.late
        if named.typed:
            pile.typed = thing
        else:
            _add(pile, named, thing, versions)
    return with_strangers(gathered(piles.values(), listing, "Canvas"), strangers, "Canvas")


def _parsed(thing: Thing) -> Named | None:
    return parse(thing.name) if thing.kind != "folder" else None


def _add(pile: Pile, named: Named, thing: Thing, versions: dict[tuple[str, str], tuple[Named, Thing]]) -> None:
    """Add a file, unless a later one of its name is there already."""
    key = (named.user, named.file)
    earlier = versions.get(key)
    versions[key] = max((one for one in (earlier, (named, thing)) if one), key=lambda one: _age(one[0]))
    pile.files[named.file] = versions[key][1]
    if earlier is not None:
        note = f"{shown(named.file)} was handed in several times: the latest counts."
        pile.notes += [note] if note not in pile.notes else []


def _age(named: Named) -> tuple[int, int]:
    return named.number, int(named.attachment)

"""Repositories as GitHub Classroom names them: `<assignment>-<user>`, in a folder `<assignment>-submissions`.

Both parts may hold hyphens. The folder's name tells where the first ends; without it, what the repositories have in
common.
"""

from grader.intake.listing import Gathering, Listing, Thing
from grader.intake.people import as_id
from grader.intake.plain import hold, with_strangers
from grader.learners import Handed, Held, Learner

FOLDER = "-submissions"


def parse(name: str, assignment: str) -> str:
    """The user of a repository; empty where it is not the assignment's."""
    start = f"{assignment}-"
    return as_id(name.removeprefix(start)) if name.startswith(start) else ""


def known(listing: Listing) -> list[Thing]:
    """The repositories of the assignment that the folder is named after."""
    return _of(listing, listing.name.removesuffix(FOLDER)) if listing.name.endswith(FOLDER) else []


def likely(listing: Listing) -> list[Thing]:
    """The same, or else whatever has the start of its name in common."""
    return _of(listing, _assignment(listing))


def gather(listing: Listing) -> Gathering:
    """Who handed in what."""
    assignment = _assignment(listing)
    repositories = _of(listing, assignment)
    handed: list[Handed] = []
    held: list[Held] = []
    for thing in repositories:
        user = parse(thing.name, assignment)
        learner = Learner(user, ids={"github": user})
        if thing.why:
            held.append(hold(learner, thing))
        else:
            handed.append(Handed(learner, thing.path))
    names = {thing.name for thing in repositories}
    strangers = [thing for thing in listing.things if thing.name not in names]
    return with_strangers(Gathering(tuple(handed), tuple(held)), strangers, "GitHub Classroom")


def _of(listing: Listing, assignment: str) -> list[Thing]:
    return [
        thing for thing in listing.counting if thing.kind == "folder" and assignment and parse(thing.name, assignment)
    ]


def _assignment(listing: Listing) -> str:
    folders = [thing.name for thing in listing.counting if thing.kind == "folder"]
    return listing.name.removesuffix(FOLDER) if known(listing) else common_start(folders)


def common_start(names: list[str]) -> str:
    """What the names of at least two repositories have in common, up to a hyphen and without it."""
    if len(names) < 2:
        return ""
    first, last = min(names), max(names)  # what these two have in common, all between them have
    length = next((at for at, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), len(first))
    return first[:length].rpartition("-")[0]

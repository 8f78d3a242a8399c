"""Gradescope's export of an assignment: a folder for each submission; `submission_metadata.yml` says whose it is.

The submission of a group has several submitters, and counts for each of them. What stands in the metadata is compared
with the folders that are there; nothing is read from a path that is made of it.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from grader.intake.document import Node, NotYamlError, read
from grader.intake.errors import IntakeError
from grader.intake.listing import Gathering, Listing, Thing
from grader.intake.people import as_id
from grader.intake.plain import hold, with_strangers
from grader.intake.times import iso
from grader.learners import Handed, Held, Learner
from grader.submission.envelope import Refusal, open_file
from grader.submission.found import shown_path
from grader.submission.names import shown

METADATA = "submission_metadata.yml"
MAX_METADATA = 64 << 20  # bytes


def known(listing: Listing) -> list[Thing]:
    """Everything, where there is metadata: it says itself what it knows."""
    return [*listing.things] if any(thing.name == METADATA for thing in listing.things) else []


def gather(listing: Listing) -> Gathering:
    """Who handed in what.

    Raises:
        IntakeError: the metadata cannot be read.
    """
    path = Path(listing.path, METADATA)
    folders = {thing.name: thing for thing in listing.things if thing.kind == "folder"}
    entries = read_entries(path)
    found = [
        one
        for name, entry in entries.items()
        for one in _of_entry(name, entry, folders.get(name), Path(listing.path, name))
    ]
    handed = tuple(one for one in found if isinstance(one, Handed))
    held = tuple(one for one in found if isinstance(one, Held))
    strangers = [thing for thing in listing.things if thing.name not in entries and thing.name != METADATA]
    return with_strangers(Gathering(handed, held), strangers, METADATA)


def read_entries(path: Path) -> dict[str, dict[str, Node]]:
    """The entries of the metadata by the names of their folders.

    Raises:
        IntakeError: it cannot be read, or is something else.
    """
    opened = open_file(path)
    if isinstance(opened, Refusal):
        raise IntakeError(f"{shown_path(path)} {opened.why}. Download the export again.")
    try:
        with os.fdopen(opened, "rb") as file:
            data = file.read(MAX_METADATA + 1)
        if len(data) > MAX_METADATA:
            raise IntakeError(
                f"{shown_path(path)} is larger than {MAX_METADATA >> 20} MiB: it cannot be what Gradescope wrote."
            )
        document = read(data)
    except OSError as error:
        raise IntakeError(f"{shown_path(path)} cannot be read: {error.strerror}.") from None
    except ImportError:
        raise IntakeError(f"{shown_path(path)} can be read with PyYAML only: pip install 'dlgrade[author]'.") from None
    except NotYamlError as error:
        raise IntakeError(f"{shown_path(path)} {error}. Download the export again.") from None
    if not isinstance(document, dict) or not all(name and isinstance(one, dict) for name, one in document.items()):
        raise IntakeError(f"{shown_path(path)} does not list submissions by their folders. Download the export again.")
    return {name: entry for name, entry in document.items() if isinstance(entry, dict)}


def submitters(name: str, entry: dict[str, Node]) -> tuple[Learner, ...]:
    """The learners who handed a folder in; one named after the folder where the entry tells nobody."""
    told = entry.get(":submitters", [])
    learners: dict[str, Learner] = {}
    for one in told if isinstance(told, list) else ():
        if isinstance(one, dict):
            sid, email, whose = (_text(one, f":{key}") for key in ("sid", "email", "name"))
            ids = {"gradescope": name} | ({"sid": sid} if sid else {})
            learner = Learner(as_id(sid or email or name), as_id(whose), email, ids)
            learners.setdefault(learner.id, learner)
    return tuple(learners.values()) or (Learner(as_id(name), ids={"gradescope": name}),)


def _of_entry(name: str, entry: dict[str, Node], folder: Thing | None, path: Path) -> Iterator[Handed | Held]:
    submitted, notes = _submitted(entry.get(":created_at", ""))
    for learner in submitters(name, entry):
        if folder is None:
            yield Held(
                learner,
                str(path),
                f"{METADATA} lists {shown(name)}, and there is no such folder: download the export again.",
            )
        elif folder.why:
            yield hold(learner, folder)
        else:
            yield Handed(learner, folder.path, submitted=submitted, notes=notes)


def _submitted(told: Node) -> tuple[str, tuple[str, ...]]:
    """When it was handed in, and a remark where that is not clear. Ruby's own times hold theirs under `utc`."""
    text = _text(told, "utc") if isinstance(told, dict) else told
    if not isinstance(text, str) or not text:
        return "", ()
    time = iso(text)
    return time, () if time else (f"When it was handed in, {shown(text)}, is no time with its offset from UTC.",)


def _text(node: dict[str, Node], key: str) -> str:
    found = node.get(key, "")
    return found.strip() if isinstance(found, str) else ""

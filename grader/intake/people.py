"""Learners by their ids: how an id is written, in which order they come, and who of them is there twice."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from grader.learners import Handed, Held, Learner, natural
from grader.submission.found import shown_path
from grader.submission.names import shown


def as_id(name: str) -> str:
    """The same for names that look the same, whichever way an accent was typed. Cases stay apart."""
    return unicodedata.normalize("NFC", name)


def in_order(learners: Iterable[Learner]) -> tuple[Learner, ...]:
    """Learners in the order of their ids."""
    return tuple(sorted(learners, key=lambda learner: natural(learner.id)))


def apart(handed: Sequence[Handed], held: Sequence[Held], same: Mapping[str, str]) -> tuple[list[Handed], list[Held]]:
    """The same, but nobody is graded who handed in twice: which one counts is for a person to say.

    `same` tells of ids what the learner is called elsewhere, where that is known.
    """
    places: defaultdict[str, list[str]] = defaultdict(list)
    everything: list[Handed | Held] = [*handed, *held]
    for one in everything:
        places[same.get(one.learner.id, one.learner.id)].append(one.path)
    once: list[Handed] = []
    kept = [*held]
    for one in handed:
        identity = same.get(one.learner.id, one.learner.id)
        if len(places[identity]) > 1:
            kept.append(Held(one.learner, one.path, _on_twice(identity, places[identity])))
        else:
            once.append(one)
    return once, kept


def _on_twice(identity: str, paths: list[str]) -> str:
    first, second, *others = (shown_path(Path(path)) for path in sorted(paths))
    more = f" and {len(others)} more" if others else ""
    return f"Several submissions are of one learner, {shown(identity)}: {first} and {second}{more}. Leave only one."

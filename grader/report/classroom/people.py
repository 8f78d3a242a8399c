"""Who is shown as whom: under their own names, or under numbers whose order tells nothing."""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import msgspec
from msgspec.structs import replace

from grader.learners import Learner
from grader.report.classroom.slugs import slugs
from grader.report.record import Report

_WORD = re.compile(r"[^\W_]+")
_CODE = re.compile("`[^`\n]+`")
GAP = 3  # characters that may stand between the words of a name
SHORTEST = 4  # letters of what is looked for in a text: a shorter one is a word or a number of the text's own

# Where a report holds sentences that a submission or its path can get into; the rest is the course's.
_TEXTS = frozenset({"message", "notes", "sentence", "traceback", "stdout", "stderr"})


@dataclass(frozen=True, slots=True)
class Person:
    """A learner as the pages show them; `id` and `email` are empty where the report is anonymous."""

    label: str
    slug: str
    id: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class Mask:
    """Replaces whatever names a learner in a text by their number.

    `starts` holds what is looked for under its first word: all of its words, and the number. So the time that a text
    takes depends on its own length, and not on the size of the class.
    """

    anonymous: bool = False
    starts: dict[str, list[tuple[list[str], str]]] = field(default_factory=dict)

    def add(self, label: str, name: str) -> None:
        """Look for a name, whatever stands between its words."""
        words = [word.casefold() for word in _WORD.findall(unicodedata.normalize("NFC", name))]
        if sum(map(len, words)) >= (SHORTEST if name.isascii() else 2):
            self.starts.setdefault(words[0], []).append((words, label))

    def text(self, text: str) -> str:
        """The text with every name that is known replaced."""
        if not self.anonymous:
            return text
        text = unicodedata.normalize("NFC", text)
        spans = [word.span() for word in _WORD.finditer(text)]
        words = [text[start:end].casefold() for start, end in spans]
        pieces, done, at = [], 0, 0
        while at < len(words):
            length, label = self._longest(words, spans, at)
            if length:
                pieces += [text[done : spans[at][0]], label]
                done = spans[at + length - 1][1]
            at += max(length, 1)
        return "".join([*pieces, text[done:]])

    def _longest(self, words: list[str], spans: list[tuple[int, int]], at: int) -> tuple[int, str]:
        """Of how many words the longest name is that begins here, and whose it is; 0 where none does."""
        return max(
            (
                (len(name), label)
                for name, label in self.starts.get(words[at], ())
                if words[at : at + len(name)] == name
                and all(spans[one + 1][0] - spans[one][1] <= GAP for one in range(at, at + len(name) - 1))
            ),
            default=(0, ""),
        )

    def reason(self, why: str, learner: str, person: Person) -> str:
        """Why somebody was not graded: there a path (`17/work.zip`) can hold an id that elsewhere is a number."""
        if not self.anonymous:
            return why
        own = re.compile(rf"(?<![^\W_]){re.escape(learner)}(?![^\W_])", re.IGNORECASE)
        text = _CODE.sub(lambda code: own.sub(person.label, code[0]), why) if learner else why
        return self.text(text)

    def report(self, report: Report, person: Person) -> Report:
        """The report with no name and no path in it, but what the learner's code says in other words."""
        if not self.anonymous:
            return report
        plain = replace(
            report,
            submission=person.label,
            repeat="",
            checks=tuple(replace(check, repeat="") for check in report.checks),
        )
        return msgspec.convert(self._masked(msgspec.to_builtins(plain), here=False), Report)

    def _masked(self, value: object, *, here: bool) -> object:
        if isinstance(value, str):
            return self.text(value) if here else value
        if isinstance(value, dict):
            return {key: self._masked(item, here=key in _TEXTS) for key, item in value.items()}
        return [self._masked(item, here=here) for item in value] if isinstance(value, (list, tuple)) else value


def _names(learner: Learner) -> Iterable[str]:
    """What a text may call a learner: `Ada Lovelace`, `lovelaceada`, an address, an identifier."""
    words = _WORD.findall(learner.name)
    orders = [words, words[1:] + words[:1], words[-1:] + words[:-1]]
    return {
        learner.id, learner.email, learner.email.partition("@")[0], *learner.ids.values(),
        *(" ".join(order) for order in orders), *("".join(order) for order in orders),
    } - {""}  # fmt: skip


def named(learners: Sequence[Learner]) -> tuple[dict[str, Person], Mask]:
    """Every learner by id, in the order given, under their own name."""
    folders = slugs(learner.id for learner in learners)
    labels = {one.id: one.name.strip() or one.id or "without a name" for one in learners}
    return {one.id: Person(labels[one.id], folders[one.id], one.id, one.email) for one in learners}, Mask()


def anonymous(learners: Sequence[Learner], salt: str) -> tuple[dict[str, Person], Mask]:
    """Every learner by id, as `Learner 001` and so on, ordered by HMAC-SHA256(salt, id), and the mask for texts."""
    key = salt.encode("utf-8", "surrogatepass")
    tags = {one.id: hmac.new(key, one.id.encode("utf-8", "surrogatepass"), hashlib.sha256).digest() for one in learners}
    width = max(3, len(str(len(learners))))
    people, mask = {}, Mask(anonymous=True)
    for number, one in enumerate(sorted(learners, key=lambda one: tags[one.id]), start=1):
        people[one.id] = Person(f"Learner {number:0{width}}", f"learner-{number:0{width}}")
        for name in sorted(_names(one)):
            mask.add(people[one.id].label, name)
    return people, mask

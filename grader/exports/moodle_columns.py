"""Which column of Moodle's grading worksheet holds what. Its headings are in the language of the site.

The headings are those of Moodle's language packs, in the languages of which they could be had. In any other language
the order of the columns tells: Moodle writes the identifier first, and the grade right before the maximum, which is one
and the same number in every row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from grader.exports.common import ExportError, parsed
from grader.exports.sheet import Row
from grader.report.neutral import for_terminal

# English, German, French, Spanish, Italian, Portuguese (of Portugal and Brazil), Dutch, Polish.
HEADINGS: dict[str, tuple[str, ...]] = {
    "identifier": (
        "Identifier", "ID", "Identifiant", "Identificador", "Identificativo", "Identificatie", "Identyfikator",
    ),
    "grade": ("Grade", "Bewertung", "Note", "Calificación", "Valutazione", "Nota", "Cijfer", "Ocena"),
    "maximum": (
        "Maximum Grade", "Bestwertung", "Note maximale", "Calificación máxima", "Valutazione massima", "Nota máxima",
        "Maximaal cijfer", "Maksymalna ocena",
    ),
    "scale": ("Scale", "Skala", "Barème", "Escala", "Scala", "Schaal"),
    "changeable": (
        "Grade can be changed", "Bewertung kann geändert werden", "La note peut être modifiée",
        "La calificación puede ser cambiada", "La valutazione può essere cambiata", "A nota pode ser alterada",
        "A nota pode ser alterada.", "Nota pode ser alterada", "Het cijfer kan gewijzigd worden",
        "Ocena może być zmieniona",
    ),
    "feedback": (
        "Feedback comments", "Feedback als Kommentar", "Feedback par commentaires", "Comentarios de retroalimentación",
        "Commenti", "Comentários de feedback", "Feedback", "Komentarz zwrotny",
    ),
    "name": ("Full name", "Vollständiger Name", "Nom complet", "Nombre completo", "Nome completo", "Volledige naam"),
    "number": ("ID number", "ID-Nummer", "Numéro d'identification", "Número de ID", "ID-nummer"),
}  # fmt: skip
NAMEABLE = ("identifier", "grade", "feedback", "maximum", "changeable", "email", "name", "number")

# What stands in a row that is locked. A word in neither list is treated as a yes: Moodle checks the lock again.
NO = frozenset({
    "no", "nein", "non", "não", "nee", "nie", "nej", "nei", "ei", "ne", "nu", "нет", "ні", "όχι", "nem", "否", "いいえ",
    "아니오", "لا", "לא",
})  # fmt: skip

_PARTICIPANT = re.compile(r"(\d+)\s*\Z", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each thing stands; None where the sheet does not have it, or where it could not be found."""

    identifier: int
    grade: int
    feedback: int | None = None
    maximum: int | None = None
    changeable: int | None = None
    email: int | None = None
    name: int | None = None
    number: int | None = None


def participant(text: str) -> str:
    """The number at the end of an identifier (`Participant 12`); empty where there is none."""
    found = _PARTICIPANT.search(text)
    return found[1] if found else ""


def find(rows: Sequence[Row], overrides: Mapping[str, str] | None = None) -> Columns:
    """The columns of the sheet by their headings, or else by their order; an ExportError where neither tells."""
    headings = [cell.text.strip() for cell in rows[0]] if rows else []
    body = [row for row in rows[1:] if len(row) == len(headings)]
    found = _by_heading(headings) | _by_name(headings, overrides or {})
    if "email" not in found:
        emails = [at for at in range(len(headings)) if _all_match(body, at)]
        found |= {"email": emails[0]} if len(emails) == 1 else {}
    if "scale" in found and "maximum" not in found:
        raise ExportError(
            "This assignment is graded in the words of a scale, which points cannot be written in: set its grade type "
            "to points in Moodle, and download the worksheet again."
        )
    if "grade" not in found:
        found |= _by_order(body, len(headings))
    if "identifier" not in found and body and all(participant(row[0].text) for row in body):
        found["identifier"] = 0
    for role in ("identifier", "grade"):
        if role not in found:
            raise ExportError(_unknown(role, headings))
    found.pop("scale", None)
    filled = [found[role] for role in ("identifier", "grade", "feedback", "maximum", "changeable") if role in found]
    if len(set(filled)) < len(filled):
        raise ExportError("Two things were named as the same column: name each column once.")
    return Columns(**found)


def _by_heading(headings: Sequence[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for role, words in HEADINGS.items():
        known = {word.casefold() for word in words}
        places = [at for at, heading in enumerate(headings) if heading.casefold() in known]
        if len(places) == 1:
            found[role] = places[0]
    return found


def _by_name(headings: Sequence[str], overrides: Mapping[str, str]) -> dict[str, int]:
    """The columns that the caller named by their headings."""
    found: dict[str, int] = {}
    for role, name in overrides.items():
        if role not in NAMEABLE:
            raise ExportError(f"{for_terminal(role)} is no column to be named: name one of {', '.join(NAMEABLE)}.")
        places = [at for at, heading in enumerate(headings) if heading.casefold() == name.strip().casefold()]
        if len(places) != 1:
            raise ExportError(
                f"{'No column' if not places else 'More than one column'} of this sheet is called "
                f"{for_terminal(name)}: its headings are {_listed(headings)}."
            )
        found[role] = places[0]
    return found


def _by_order(body: Sequence[Row], width: int) -> dict[str, int]:
    """The grade, where one column alone stands before a maximum: the same positive number in every row."""
    places: list[int] = []
    for at in range(width - 1):
        following = {parsed(row[at + 1].text) for row in body}
        maximum = following.pop() if len(following) == 1 else None
        if maximum and all(_is_grade(row[at].text, maximum) for row in body):
            places.append(at)
    return {"grade": places[0], "maximum": places[0] + 1} if len(places) == 1 else {}


def _is_grade(text: str, maximum: float) -> bool:
    grade = parsed(text)
    return text.strip() in ("", "-") if grade is None else grade <= maximum


def _all_match(body: Sequence[Row], at: int) -> bool:
    texts = [text for row in body if (text := row[at].text.strip())]
    return bool(texts) and all(map(_EMAIL.fullmatch, texts))


def _unknown(role: str, headings: Sequence[str]) -> str:
    return (
        f"Which column of this sheet holds the {role} could not be found out: name it, as in {role}=HEADING. "
        f"Its headings are {_listed(headings)}."
    )


def _listed(headings: Sequence[str]) -> str:
    return ", ".join(f'"{for_terminal(heading)}"' for heading in headings) or "missing"


__all__ = ["HEADINGS", "NAMEABLE", "NO", "Columns", "find", "participant"]

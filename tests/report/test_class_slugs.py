"""Names of files made of identifiers that anybody may have chosen."""

import re

import pytest

from grader.report.classroom.slugs import LONGEST, slugs

SAFE = re.compile(r"[a-z0-9][a-z0-9_-]{0,59}")
DEVICES = {"con", "prn", "aux", "nul", "com1", "lpt9"}
WILD = (
    "Ada Lovelace", "ADA", "ada ", "../../etc/passwd", "..", ".", "", "-rf", "_x", "con", "NUL", "com1", "a" * 61, "é",
    "a/b", "a\\b", "a:b", "\x00", "\ud800", "名前", "\u202egnp.exe", "x.", "aux.txt", "<script>",
)  # fmt: skip


@pytest.mark.parametrize("identifier", ["ada", "s1234567", "ada-lovelace_2", "0", "a" * 60])
def test_a_safe_identifier_is_its_own_name(identifier: str):
    assert slugs([identifier]) == {identifier: identifier}


@pytest.mark.parametrize("identifier", WILD)
def test_any_other_becomes_a_name_that_every_file_system_takes(identifier: str):
    name = slugs([identifier])[identifier]
    assert SAFE.fullmatch(name)
    assert name not in DEVICES
    assert name != identifier


def test_what_can_be_read_stays_and_eight_digits_follow():
    names = slugs(["Ada Lovelace", "Zoë Ångström"])
    assert re.fullmatch("ada-lovelace-[0-9a-f]{8}", names["Ada Lovelace"])
    assert re.fullmatch("zoe-angstrom-[0-9a-f]{8}", names["Zoë Ångström"])


def test_names_are_unique_where_file_systems_ignore_case():
    names = slugs(WILD)
    assert len(set(names.values())) == len(WILD)
    assert all(len(name) <= LONGEST for name in names.values())


def test_a_name_that_somebody_else_already_has_gets_more_digits():
    made = slugs(["Bob"])["Bob"]
    names = slugs(["Bob", made])
    assert names[made] == made
    assert names["Bob"].startswith(made)
    assert names["Bob"] != made


def test_names_do_not_depend_on_the_order():
    assert slugs(WILD) == slugs(reversed(WILD))


def test_reserved_names_are_not_given():
    assert slugs(["index"], {"index"})["index"].startswith("index-")

"""The JSON of a report: whole, valid, stable, and harmless to look at."""

import json
from math import inf, nan
from pathlib import Path

import msgspec
import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from grader.report import json as report_json
from grader.report.record import Grid, Report
from tests.report.factory import HOSTILE, ROOT, SAMPLES, mixed, public_case, public_failure, report

PUBLISHED = Path(ROOT, "docs", "schemas", "report-v1.json")


def test_published_schema_is_up_to_date():
    assert json.loads(PUBLISHED.read_text(encoding="utf-8")) == report_json.schema()


def test_schema_is_a_schema():
    Draft202012Validator.check_schema(report_json.schema())
    assert report_json.schema()["$id"] == report_json.SCHEMA_ID
    assert report_json.schema()["$schema"] == Draft202012Validator.META_SCHEMA["$id"]


@pytest.mark.parametrize("name", SAMPLES)
def test_sample_keeps_to_the_schema(name: str):
    Draft202012Validator(report_json.schema()).validate(json.loads(report_json.render(SAMPLES[name]())))


@pytest.mark.parametrize(("field", "value"), [("verdict", "fine"), ("format", "dlgrade/report/v2"), ("score", "10")])
def test_schema_refuses_what_is_not_a_report(field: str, value: str):
    document = json.loads(report_json.render(mixed()))
    document[field] = value
    assert not Draft202012Validator(report_json.schema()).is_valid(document)


@pytest.mark.parametrize("name", sorted(SAMPLES.keys() - {"hostile"}))
def test_report_comes_back_from_json_as_it_was(name: str):
    sample = SAMPLES[name]()
    assert msgspec.json.decode(report_json.render(sample), type=Report) == sample


def test_keys_stand_in_the_order_of_the_record():
    document = json.loads(report_json.render(mixed()))
    assert tuple(document) == Report.__struct_fields__


def test_numbers_that_are_not_finite_survive():
    grid = Grid("float64", (4,), ("nan", "inf", "-inf", 1.5))
    value = replace(public_case().values[1], got=grid)
    check = replace(public_failure(), case=replace(public_case(), values=(value,)))
    document = json.loads(report_json.render(report(check)))
    assert document["checks"][0]["case"]["values"][0]["got"]["entries"] == ["nan", "inf", "-inf", 1.5]


def test_number_that_is_not_finite_never_becomes_null():
    check = replace(public_failure(), case=replace(public_case(), inputs={"x": Grid("f", (3,), (nan, inf, -inf))}))
    document = json.loads(report_json.render(report(check)))
    assert document["checks"][0]["case"]["inputs"]["x"]["entries"] == ["nan", "inf", "-inf"]


def test_hostile_text_comes_through_unchanged_but_for_lone_surrogates():
    expected = "\n".join(HOSTILE).replace("\ud800", "\ufffd").replace("\udfff", "\ufffd")
    assert json.loads(report_json.render(SAMPLES["hostile"]()))["stdout"] == expected


def test_file_has_no_character_that_a_terminal_obeys():
    rendered = report_json.render(SAMPLES["hostile"]())
    assert not set(rendered) & set("\x1b\x07\x08\r\x7f\x9b\u202e\u2066\u200b\u2028")


def test_tag_characters_beyond_the_first_plane_are_escaped_as_json_asks():
    rendered = report_json.render(report(stdout="\U000e0041"))
    assert "\\udb40\\udc41" in rendered
    assert json.loads(rendered)["stdout"] == "\U000e0041"


def test_it_is_indented_and_ends_with_a_newline():
    assert report_json.render(mixed()).startswith('{\n  "exercise": ')
    assert report_json.render(mixed()).endswith("}\n")

"""A Gradescope export says itself who handed in what, and is not believed where it would lead elsewhere."""

import sys

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from grader.intake.document import NotYamlError, read
from grader.intake.errors import IntakeError
from grader.intake.gradescope import METADATA
from grader.intake.people import as_id
from grader.intake.times import iso
from tests.intake.build import NAMES, folders
from tests.submission.pack import zipped

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
TREES = st.recursive(TEXTS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4))


def export(root, metadata, *names):
    """An export with these folders."""
    folders(root, *names)
    text = metadata if isinstance(metadata, str) else yaml.safe_dump(metadata, allow_unicode=True)
    (root / METADATA).write_text(text, encoding="utf-8")
    return root


def entry(*submitters, **others):
    keys = ("name", "sid", "email")
    people = [{f":{key}": value for key, value in zip(keys, one, strict=False)} for one in submitters]
    return {":submitters": people} | {f":{key}": value for key, value in others.items()}


def ids(things):
    return [one.learner.id for one in things]


@given(TREES)
def test_a_document_is_read_back_as_it_was_written(tree):
    assert read(yaml.safe_dump(tree).encode()) == tree


@pytest.mark.parametrize(("text", "tree"), [
    ("a: 00123\nb: 2024-02-01\nc: 1e3\nd: yes", {"a": "00123", "b": "2024-02-01", "c": "1e3", "d": "yes"}),
    ("a: ~\nb:\nc: null\nd: 'null'", {"a": "", "b": "", "c": "", "d": "null"}),
    ("a: &x [1]\nb: *x", {"a": ["1"], "b": ["1"]}), ("a: !ruby/object:Time {b: c}", {"a": {"b": "c"}}),
    ("a: {k: v}\nb:\n  <<: {k: v}", {"a": {"k": "v"}, "b": {"<<": {"k": "v"}}}), ("", ""), ("[1]: 2", {"": "2"}),
    ("--- a\n--- b", "a"), ("a: b\n---\n[", {"a": "b"}), ("\ufeffa: b", {"a": "b"}),
])  # fmt: skip
def test_a_document_is_read_as_texts(text, tree):
    assert read(text.encode()) == tree


@pytest.mark.parametrize("data", [
    b"a: [", b"a: *x", b"\xff\xfe\xff", b"a: \0", b"\t- a", b"a: b: c", b"[" * 5000, b"- " * 5000, b"? " * 5000,
])  # fmt: skip
def test_what_is_no_document_is_refused(data):
    with pytest.raises(NotYamlError, match=r"^is "):
        read(data)


def test_half_a_character_is_replaced(monkeypatch):
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)  # libyaml refuses it
    assert read(b'a: "\\ud800"') == {"a": "?"}


def test_a_document_of_copies_of_copies_stays_small():
    text = "a0: &a0 x\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 60))
    assert len(read(text.encode())) == 60


@pytest.mark.parametrize(("text", "time"), [
    ("2024-02-01 10:11:12.123456789 Z", "2024-02-01T10:11:12.123456+00:00"),
    ("2024-02-01 10:11:12.5 -0800", "2024-02-01T10:11:12.500000-08:00"),
    ("2024-02-01T10:11:12Z", "2024-02-01T10:11:12+00:00"), ("2024-02-01 10:11:12 UTC", "2024-02-01T10:11:12+00:00"),
    ("2024-02-01 10:11:12 +02", "2024-02-01T10:11:12+02:00"), ("2024-02-01T10:11+02:00", "2024-02-01T10:11:00+02:00"),
    ("2024-02-01 10:11:12", ""), ("2024-02-01", ""), ("2024-13-01T10:11:12Z", ""), ("yesterday", ""), ("", ""),
    ("2024-02-01T10:11:12+99:00", ""), ("٢٠٢٤-02-01T10:11:12Z", ""),
])  # fmt: skip
def test_a_time_without_its_offset_is_none(text, time):
    assert iso(text) == time


def test_a_whole_class_is_read_back(tmp_path, take_in):
    metadata = {f"submission_{n}": entry((name, f"0{n}", f"{n}@x.org")) for n, name in enumerate(NAMES)}
    found = take_in(export(tmp_path / "class", metadata, *metadata))
    assert found.system == "gradescope"
    assert {
        (one.learner.id, one.learner.name, one.learner.email, one.path.rpartition("_")[2]) for one in found.handed
    } == {(f"0{n}", as_id(name), f"{n}@x.org", str(n)) for n, name in enumerate(NAMES)}
    assert found.handed[0].learner.ids == {"gradescope": "submission_0", "sid": "00"}


def test_a_group_s_submission_is_that_of_each(tmp_path, take_in):
    metadata = {"submission_1": entry(("Anna", "a"), ("Ben", "", "b@x.org"), ("Anna", "a"))}
    found = take_in(export(tmp_path / "class", metadata, "submission_1"))
    assert [(one.learner.id, one.path) for one in found.handed] == [
        ("a", f"{tmp_path}/class/submission_1"), ("b@x.org", f"{tmp_path}/class/submission_1"),
    ]  # fmt: skip


@pytest.mark.parametrize("metadata", [{}, entry(), entry(("", "")), {":submitters": "x"}, {":submitters": ["x"]}])
def test_where_nobody_is_told_the_folder_is_the_learner(tmp_path, take_in, metadata):
    (found,) = take_in(export(tmp_path / "class", {"submission_1": metadata}, "submission_1")).handed
    assert found.learner.id == "submission_1"


@pytest.mark.parametrize("told", [
    '"2024-02-01 10:11:12.000000000 Z"', "2024-02-01 10:11:12.000000000 Z", "2024-02-01T10:11:12+00:00",
    "!ruby/object:ActiveSupport::TimeWithZone {utc: 2024-02-01 10:11:12.0 Z, zone: x, time: 2024-02-01 02:11:12.0 Z}",
])  # fmt: skip
def test_the_time_is_read_however_it_is_written(tmp_path, take_in, told):
    text = f"submission_1:\n  :created_at: {told}\n"
    (found,) = take_in(export(tmp_path / "class", text, "submission_1")).handed
    assert (found.submitted, found.notes) == ("2024-02-01T10:11:12+00:00", ())


def test_a_time_without_its_offset_is_left_out_and_told(tmp_path, take_in):
    metadata = {"submission_1": entry(created_at="2024-02-01 10:11:12")}
    (found,) = take_in(export(tmp_path / "class", metadata, "submission_1")).handed
    assert (found.submitted, len(found.notes)) == ("", 1)


def test_a_folder_that_is_missing_is_held(tmp_path, take_in):
    metadata = {"submission_1": entry(("Anna", "a")), "submission_2": entry(("Ben", "b"))}
    found = take_in(export(tmp_path / "class", metadata, "submission_1"))
    assert (ids(found.handed), ids(found.held)) == (["a"], ["b"])
    assert "lists 'submission_2', and there is no such folder" in found.held[0].why


@pytest.mark.parametrize("name", ["../secret", "/etc", ".", "submission_1/../submission_1", "a\0b"])
def test_no_path_is_made_of_what_the_metadata_says(tmp_path, take_in, name):
    folders(tmp_path, "secret")
    found = take_in(export(tmp_path / "class", {name: entry(("Eve", "e"))}, "submission_1"))
    assert (ids(found.handed), ids(found.held)) == (["submission_1"], ["e"])


def test_a_folder_that_is_not_listed_is_taken_by_its_name_and_told(tmp_path, take_in):
    found = take_in(export(tmp_path / "class", {"submission_1": entry(("Anna", "a"))}, "submission_1", "submission_2"))
    assert ids(found.handed) == ["a", "submission_2"]
    assert "'submission_2'" in found.notes[0]


def test_one_learner_twice_is_held(tmp_path, take_in):
    metadata = {f"submission_{n}": entry(("Anna", "a" if n else "b")) for n in range(3)}
    found = take_in(export(tmp_path / "class", metadata, *metadata))
    assert (ids(found.handed), ids(found.held)) == (["b"], ["a", "a"])
    assert "submission_1 and " in found.held[0].why


@pytest.mark.parametrize("root", ["class", "class/assignment_1_export"])
def test_the_metadata_may_lie_one_folder_down(tmp_path, take_in, root):
    export(tmp_path / root, {"submission_1": entry(("Anna", "a"))}, "submission_1")
    (tmp_path / "class" / "assignment_1_export.zip").write_bytes(b"")
    found = take_in(tmp_path / "class")
    assert found.system == "gradescope"
    assert "a" in ids(found.handed)


def test_the_export_is_read_as_it_was_downloaded(tmp_path, take_in):
    metadata = yaml.safe_dump({"submission_1": entry(("Anna", "a"))}).encode()
    content = ((METADATA, metadata), ("submission_1/softmax.py", b"x = 1\n"))
    path = zipped(tmp_path / "e.zip", *((f"assignment_1_export/{name}", data) for name, data in content))
    assert ids(take_in(path).handed) == ["a"]


def test_a_fault_in_an_archive_is_told_of_the_archive(tmp_path, take_in):
    path = zipped(tmp_path / "e.zip", (METADATA, b"a: ["), ("submission_1/softmax.py", b"x = 1\n"))
    with pytest.raises(IntakeError, match=rf"^{path}/submission_metadata\.yml is no YAML"):
        take_in(path)


@pytest.mark.parametrize(("text", "told"), [
    ("a: [", r"yml is no YAML \(line 2\)"), ("- a", "does not list submissions"), ("a: b", "does not list submissions"),
    ("", "does not list submissions"), ("'': {}", "does not list submissions"), ("[" * 500, "nested deeper"),
])  # fmt: skip
def test_metadata_of_another_form_is_refused_by_its_name(tmp_path, take_in, text, told):
    with pytest.raises(IntakeError, match=rf"{told}.*Download the export again\.$"):
        take_in(export(tmp_path / "class", text, "submission_1"))


def test_without_pyyaml_it_is_said_what_to_install(tmp_path, take_in, monkeypatch):
    monkeypatch.setitem(sys.modules, "yaml", None)
    with pytest.raises(IntakeError, match="pip install"):
        take_in(export(tmp_path / "class", "a: {}", "submission_1"))


def test_metadata_that_is_far_too_large_is_not_read(tmp_path, take_in, monkeypatch):
    monkeypatch.setattr("grader.intake.gradescope.MAX_METADATA", 1 << 20)
    with pytest.raises(IntakeError, match="is larger than 1 MiB"):
        take_in(export(tmp_path / "class", "a: b\n" * (1 << 18), "submission_1"))

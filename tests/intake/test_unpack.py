"""The archive of a class is unpacked into its folder, and nowhere else; what is damaged is held."""

import io
import os
import stat
import tarfile
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from grader.intake.errors import IntakeError
from grader.intake.unpack import parts_of, unpack
from grader.submission.envelope import Caps
from grader.submission.take import take_handed
from tests.intake.build import NAMES
from tests.submission.pack import KINDS, packed, taped, tar_member, zipped

SOURCE = b"x = 1\n"
HOSTILE = (
    "../out.py", "a/../../out.py", "/out.py", "\\out.py", "c:\\out.py", "C:out.py", "//host/out.py", "..\\out.py", "..",
    "a/..", "x" * 256 + ".py", "ß" * 128 + ".py", "a/" * 70 + "out.py",
)  # fmt: skip


def ids(things):
    return [one.learner.id for one in things]


def unpacked(tmp_path, path, **caps):
    folder = tmp_path / "into" / "scratch"
    folder.mkdir(parents=True)
    done = unpack(path, folder, Caps(**caps))
    return done, {str(one.relative_to(folder)): one for one in folder.rglob("*") if not one.is_dir()}


def everything(tmp_path):
    return {path for path in tmp_path.rglob("*") if "into/scratch/" not in str(path)}


@pytest.mark.parametrize("kind", KINDS)
def test_names_and_sources_are_kept(tmp_path, kind):
    named = {f"{number}{name}/softmax.py": name.encode() for number, name in enumerate(NAMES)}
    done, files = unpacked(tmp_path, packed(tmp_path, kind, *named.items()))
    assert {name: path.read_bytes() for name, path in files.items()} == named
    assert (done.spoiled, done.notes) == ({}, ())


@given(st.text(max_size=300))
@example("a\\..\\b")
@example("./../b")
@example("\ud800")
def test_no_name_leads_out(name):
    parts = parts_of(name)
    assert not {"", ".", ".."} & set(parts)
    assert not any("/" in part or "\0" in part or len(os.fsencode(part)) > 255 for part in parts)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_has_no_parts(name):
    assert parts_of(name) == []


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_hostile_names_are_left_out_and_told_and_hide_no_other(tmp_path, kind):
    path = packed(tmp_path, kind, *((name, SOURCE) for name in HOSTILE), ("anna/softmax.py", SOURCE))
    (tmp_path / "into").mkdir()
    before = everything(tmp_path)
    done, files = unpacked(tmp_path, path)
    assert everything(tmp_path) - before == {tmp_path / "into" / "scratch"}
    assert list(files) == ["anna/softmax.py"]
    assert f"'../out.py', 'a/../../out.py', '/out.py' and {len(HOSTILE) - 3} more" in done.notes[0]


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE])
def test_links_are_never_made_and_never_followed(tmp_path, kind):
    out = tmp_path / "out"
    out.mkdir()
    path = taped(
        tmp_path / "a.tar", (tar_member("anna", kind, str(out)), b""), ("anna/softmax.py", SOURCE),
        (tar_member("ben.py", kind, "/etc/passwd"), b""), ("carl/softmax.py", SOURCE),
    )  # fmt: skip
    done, files = unpacked(tmp_path, path)
    assert not any(file.is_symlink() for file in files.values())
    assert list(out.iterdir()) == []
    assert [name.rpartition("/")[2] for name in done.spoiled] == ["ben.py"]
    assert (files["ben.py"].read_bytes(), files["carl/softmax.py"].read_bytes()) == (b"", SOURCE)


def test_what_no_submission_is_made_of_is_left_empty(tmp_path):
    path = zipped(
        tmp_path / "a.zip", ("anna/data.npz", b"x" * 99), ("anna/b.zip", b"y"), ("anna/venv/lib/x.py", SOURCE)
    )
    _, files = unpacked(tmp_path, path)
    assert {name: file.read_bytes() for name, file in files.items()} == {"anna/data.npz": b"", "anna/b.zip": b"y"}


def test_a_folder_is_there_though_all_in_it_is_a_tool_s(tmp_path, take_in):
    path = zipped(tmp_path / "a.zip", ("anna/.git/config", b""), ("ben/x.pdf", b""))
    assert ids(take_in(path).handed) == ["anna", "ben"]


def test_a_class_is_read_from_its_archive(tmp_path, exercise, take_in):
    inner = zipped(tmp_path / "inner.zip", ("softmax.py", SOURCE)).read_bytes()
    path = zipped(tmp_path / "class.zip", ("c/anna/softmax.py", SOURCE), ("c/ben.zip", inner), ("c/carl.py", SOURCE))
    found = take_in(path)
    assert ids(found.handed) == ["anna", "ben", "carl"]
    assert {take_handed(one, exercise, sole=True).files["softmax.py"] for one in found.handed} == {SOURCE.decode()}


def test_submissions_that_are_all_alike_are_no_bomb(tmp_path, take_in):
    stub = b"# The stub, as it was handed out.\n" * 200
    path = taped(tmp_path / "class.tar.xz", *((f"u{number}/softmax.py", stub) for number in range(2000)))
    assert path.stat().st_size * 200 < 2000 * len(stub)
    assert len(take_in(path).handed) == 2000


@pytest.mark.parametrize("around", ["", "anna/"])
def test_an_archive_of_one_submission_is_a_class_of_one(tmp_path, exercise, take_in, around):
    (found,) = take_in(zipped(tmp_path / "anna.zip", (f"{around}softmax.py", SOURCE))).handed
    assert found.learner.id == "anna"
    assert take_handed(found, exercise, sole=False).files == {"softmax.py": SOURCE.decode()}


@pytest.mark.parametrize("kind", KINDS)
def test_an_archive_that_is_cut_short_is_refused(tmp_path, take_in, kind):
    path = packed(tmp_path, kind, ("anna/softmax.py", os.urandom(5000)), ("ben/softmax.py", os.urandom(5000)))
    path.write_bytes(path.read_bytes()[:4000])
    with pytest.raises(IntakeError, match=r"is no whole archive\. Download it again, or unpack it yourself and name"):
        take_in(path)


def test_a_learner_s_archive_that_is_cut_short_is_only_theirs(tmp_path, exercise, take_in):
    whole = zipped(tmp_path / "w.zip", ("softmax.py", SOURCE)).read_bytes()
    found = take_in(zipped(tmp_path / "class.zip", ("anna.zip", whole[:50]), ("ben.zip", whole)))
    assert ids(found.handed) == ["anna", "ben"]
    with pytest.raises(Exception, match=r"anna\.zip is no whole archive: pack it again\."):
        take_handed(found.handed[0], exercise, sole=True)


@pytest.mark.parametrize(("caps", "told"), [
    ({"entries": 1}, "holds more than 1 files. Download"), ({"archive": 100}, "is larger than 0 MiB. Download"),
    ({"total": 1000}, "unpacks to more than 0 GiB. Download"),
])  # fmt: skip
def test_an_archive_that_asks_for_too_much_is_refused(tmp_path, caps, told):
    path = zipped(tmp_path / "a.zip", ("a.py", b"x" * 999), ("b.py", b"x" * 999))
    with pytest.raises(IntakeError, match=told):
        unpacked(tmp_path, path, **caps)


@pytest.mark.parametrize("kind", KINDS)
def test_the_entries_of_archives_inside_are_not_counted(tmp_path, kind):
    inner = zipped(tmp_path / "inner.zip", *((f"{n}.py", SOURCE) for n in range(50))).read_bytes()
    path = tmp_path / f"class.{kind}"
    if kind == "zip":
        zipped(path, ("anna.zip", inner), ("ben.zip", inner), method=zipfile.ZIP_STORED)
    else:
        taped(path, ("anna.zip", inner), ("ben.zip", inner))
    _, files = unpacked(tmp_path, path, entries=3)
    assert {name: file.read_bytes() for name, file in files.items()} == {"anna.zip": inner, "ben.zip": inner}


def test_a_list_that_says_it_is_endless_is_not_read(tmp_path):
    path = zipped(tmp_path / "a.zip", ("anna.py", SOURCE))
    content = bytearray(path.read_bytes())
    content[-10:-6] = b"\xff\xff\xff\x7f"
    path.write_bytes(content)
    with pytest.raises(IntakeError, match="holds more than 10,000 files"):
        unpacked(tmp_path, path)


def test_a_list_beyond_4_gib_that_says_it_is_endless_is_not_read(tmp_path):
    record = b"PK\6\6" + bytes(36) + (1 << 40).to_bytes(8, "little") + bytes(8)
    (tmp_path / "a.zip").write_bytes(record + b"PK\6\7" + bytes(16) + b"PK\5\6" + bytes(18))
    with pytest.raises(IntakeError, match="holds more than 10,000 files"):
        unpacked(tmp_path, tmp_path / "a.zip")


def damaged(path, name):
    """The archive with the content of an entry spoiled."""
    with zipfile.ZipFile(path) as archive:
        info = archive.getinfo(name)
    content = bytearray(path.read_bytes())
    content[info.header_offset + 30 + len(name)] ^= 0xFF
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("name", ["anna/softmax.py", "anna/code/deep/helper.py", "anna.py", "anna.zip"])
def test_who_has_a_damaged_source_is_held_and_the_others_are_graded(tmp_path, take_in, name):
    path = zipped(tmp_path / "class.zip", (name, SOURCE), ("ben/softmax.py", SOURCE), method=zipfile.ZIP_STORED)
    found = take_in(damaged(path, name))
    assert (ids(found.handed), ids(found.held)) == (["ben"], ["anna"])
    assert found.held[0].why == f"{path}/{name} is damaged: pack it again."


def test_a_damaged_archive_beside_the_module_holds_nobody(tmp_path, take_in):
    files = (("anna/old.zip", SOURCE), ("anna/softmax.py", SOURCE), ("ben/softmax.py", SOURCE))
    path = damaged(zipped(tmp_path / "class.zip", *files, method=zipfile.ZIP_STORED), "anna/old.zip")
    assert ids(take_in(path).handed) == ["anna", "ben"]


def test_a_file_that_is_larger_than_any_that_is_taken_is_held(tmp_path, take_in, monkeypatch):
    monkeypatch.setattr("grader.intake.unpack.MAX_FILE", 1000)
    monkeypatch.setattr("grader.intake.unpack.MAX_METADATA", 1000)
    found = take_in(zipped(tmp_path / "class.zip", ("anna.zip", b"x" * 1001), ("ben.zip", b"x" * 1000)))
    assert (ids(found.handed), ids(found.held)) == (["ben"], ["anna"])
    assert "is larger than" in found.held[0].why


def test_an_entry_that_is_there_twice_is_held(tmp_path, take_in):
    with pytest.warns(UserWarning, match="Duplicate name"):
        path = zipped(tmp_path / "class.zip", ("anna.py", SOURCE), ("anna.py", SOURCE), ("ben.py", SOURCE))
    found = take_in(path)
    assert (ids(found.handed), ids(found.held)) == (["ben"], ["anna"])
    assert "is in the archive twice" in found.held[0].why


def test_a_file_where_a_folder_should_be_is_told(tmp_path):
    done, files = unpacked(tmp_path, zipped(tmp_path / "a.zip", ("a", SOURCE), ("a/b.py", SOURCE), ("c/d.py", SOURCE)))
    assert sorted(files) == ["a", "c/d.py"]
    assert "'a/b.py'" in done.notes[0]


def test_a_full_disk_is_told(tmp_path, monkeypatch):
    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.mkdir", full)
    with pytest.raises(IntakeError, match=r"cannot be unpacked into .*: No space left on device"):
        unpack(zipped(tmp_path / "a.zip", ("anna/a.py", SOURCE)), tmp_path / "scratch")


def test_what_is_written_cannot_be_executed(tmp_path):
    info = tarfile.TarInfo("anna.py")
    info.mode, info.size = 0o6777, len(SOURCE)
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        archive.addfile(info, io.BytesIO(SOURCE))
    (tmp_path / "a.tar").write_bytes(stream.getvalue())
    _, files = unpacked(tmp_path, tmp_path / "a.tar")
    assert not stat.S_IMODE(files["anna.py"].stat().st_mode) & 0o7111

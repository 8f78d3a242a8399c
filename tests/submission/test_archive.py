"""Zip archives: honest ones are read, and no other costs more than its share."""

import gzip
import os
import random
import stat
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.submission.archive import open_archive
from grader.submission.envelope import MAX_NOTEBOOK, MAX_SOURCE, EnvelopeError
from grader.submission.names import judge
from tests.submission.pack import opened, packed, taped, zipped

SOURCE = b"x = 1\n"


def entry(name, mode=0o100644, **others):
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    for key, value in others.items():
        setattr(info, key, value)
    return info


def patched(path, signature, offset, data, at=0):
    """The archive with bytes of its `at`-th header of a kind overwritten."""
    content = bytearray(path.read_bytes())
    start = -1
    for _ in range(at + 1):
        start = content.index(signature, start + 1)
    content[start + offset : start + offset + len(data)] = data
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_sources_are_read_in_the_order_of_their_names(tmp_path, method):
    path = zipped(tmp_path / "a.zip", ("b.py", b"2"), ("a/c.py", b"1"), ("a/notes.txt", b"3"), method=method)
    envelope = opened(path)
    assert list(envelope.files.items()) == [("a/c.py", b"1"), ("b.py", b"2")]
    assert (envelope.refused, envelope.notes) == ({}, ())


def test_what_windows_and_others_write_is_read(tmp_path):
    bare = entry("softmax.py", mode=0, create_system=0)
    assert opened(zipped(tmp_path / "a.zip", ("folder/", b""), (bare, SOURCE))).files == {"softmax.py": SOURCE}


@pytest.mark.parametrize(("mode", "why"), [
    (stat.S_IFLNK, "is a link"), (stat.S_IFIFO, "no regular file"), (stat.S_IFCHR, "no regular file"),
    (stat.S_IFBLK, "no regular file"), (stat.S_IFSOCK, "no regular file"),
])  # fmt: skip
def test_what_is_no_regular_file_is_refused(tmp_path, mode, why):
    envelope = opened(zipped(tmp_path / "a.zip", (entry("softmax.py", mode | 0o777), b"/etc/passwd"), ("b.py", b"")))
    assert why in envelope.refused["softmax.py"]
    assert envelope.files == {"b.py": b""}


@pytest.mark.parametrize("name", ["../softmax.py", "/softmax.py", "a\\..\\..\\softmax.py", "c:/softmax.py", "con.py"])
def test_a_dangerous_name_is_refused_and_hides_no_other(tmp_path, name):
    envelope = opened(zipped(tmp_path / "a.zip", (name, b"2"), ("softmax.py", SOURCE)))
    assert envelope.files == {"softmax.py": SOURCE}
    assert len(envelope.refused) == 1


def test_null_bytes_in_a_name_end_nothing(tmp_path):
    path = zipped(tmp_path / "a.zip", ("softmax.py_.py", SOURCE))
    content = path.read_bytes().replace(b"softmax.py_.py", b"softmax.py\0.py")
    path.write_bytes(content)
    envelope = opened(path)
    assert envelope.files == {}
    assert list(envelope.refused) == ["softmax.py\0.py"]


def test_an_entry_without_a_name_is_passed_over(tmp_path):
    path = zipped(tmp_path / "a.zip", ("_.py", SOURCE), ("b.py", SOURCE))
    path.write_bytes(path.read_bytes().replace(b"_.py", b"\0.py"))
    assert opened(path).files == {"b.py": SOURCE}


@pytest.mark.parametrize("names", [("a.py", "A.py"), ("ö.py", "o\u0308.PY"), ("a/x.py", "A/x.py")])
def test_names_that_some_machines_mix_up_are_both_refused(tmp_path, names):
    envelope = opened(zipped(tmp_path / "a.zip", *((name, SOURCE) for name in names), ("b.py", SOURCE)))
    assert list(envelope.files) == ["b.py"]
    assert len(envelope.refused) == 2
    assert all("tell apart" in why for why in envelope.refused.values())


@pytest.mark.parametrize("kind", ["zip", "tar"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_is_there_twice_is_refused(tmp_path, kind):
    envelope = opened(packed(tmp_path, kind, ("a.py", b"1"), ("a.py", b"2"), ("b.py", b"")))
    assert envelope.files == {"b.py": b""}
    assert "twice" in envelope.refused["a.py"]


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_archives_within_are_not_opened_and_told(tmp_path, kind):
    names = [f"{one}.zip" for one in "abcde"]
    envelope = opened(packed(tmp_path, kind, ("softmax.py", SOURCE), *((name, b"PK") for name in names)))
    assert envelope.files == {"softmax.py": SOURCE}
    assert envelope.notes == ("Archives within an archive are not opened: 'a.zip', 'b.zip', 'c.zip' and 2 more.",)


def test_an_encrypted_entry_is_refused_and_the_others_are_read(tmp_path):
    path = zipped(tmp_path / "a.zip", ("a.py", SOURCE), ("b.py", SOURCE))
    envelope = opened(patched(path, b"PK\1\2", 8, b"\1\0"))
    assert "without a password" in envelope.refused["a.py"]
    assert envelope.files == {"b.py": SOURCE}


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, 99])
def test_a_method_without_bounds_is_refused(tmp_path, method):
    if method == 99:
        path = patched(zipped(tmp_path / "a.zip", ("a.py", SOURCE)), b"PK\1\2", 10, b"\x63\0")
    else:
        path = zipped(tmp_path / "a.zip", ("a.py", SOURCE), method=method)
    assert "ordinary zip" in opened(path).refused["a.py"]


def test_a_wrong_checksum_is_damage(tmp_path):
    path = patched(zipped(tmp_path / "a.zip", ("a.py", SOURCE), ("b.py", b"")), b"PK\1\2", 16, b"\1\2\3\4")
    envelope = opened(path)
    assert "damaged" in envelope.refused["a.py"]
    assert list(envelope.files) == ["b.py"]


@pytest.mark.parametrize("size", [0, 3, 20, 22, 1 << 30, 0xFFFFFFFF])
def test_no_size_that_a_header_tells_is_believed(tmp_path, size):
    source = b"x = 12\n" * 3
    path = patched(zipped(tmp_path / "a.zip", ("a.py", source)), b"PK\1\2", 24, struct.pack("<I", size))
    envelope = opened(path)
    if size > len(source):
        assert envelope.files == {"a.py": source}
    else:
        assert "damaged" in envelope.refused["a.py"]


def test_a_source_of_the_largest_size_is_taken_and_one_byte_more_is_not(tmp_path):
    content = random.Random(1).randbytes(MAX_SOURCE + 1)
    envelope = opened(zipped(tmp_path / "a.zip", ("a.py", content[:-1]), ("b.py", content), ("c.ipynb", content)))
    assert list(envelope.files) == ["a.py", "c.ipynb"]
    assert "larger than 1 MiB" in envelope.refused["b.py"]


@pytest.mark.parametrize("kind", ["zip", "tar.gz", "tar.bz2", "tar.xz"])
def test_a_thousandfold_compression_is_refused(tmp_path, kind):
    path = packed(tmp_path, kind, ("a.ipynb", bytes(MAX_NOTEBOOK)), ("b.py", SOURCE))
    assert path.stat().st_size < MAX_NOTEBOOK // 900
    if kind == "zip":
        assert "200 times its size" in opened(path).refused["a.ipynb"]
    else:
        with pytest.raises(EnvelopeError, match="200 times its size"):
            opened(path)


@pytest.mark.parametrize("kind", ["zip", "tar.gz"])
def test_an_honest_repetition_is_not_accused(tmp_path, kind):
    content = b"# ------------------------------------------------\n" * 1000
    assert opened(packed(tmp_path, kind, ("a.py", content))).files == {"a.py": content}


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_all_sources_together_are_capped(tmp_path, kind):
    path = packed(tmp_path, kind, *((f"a{number}.py", b"#" * 1000) for number in range(5)))
    assert len(opened(path, total=5000).files) == 5
    with pytest.raises(EnvelopeError, match="of sources: pack only"):
        opened(path, total=4999)


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_entries_are_counted_whatever_they_are(tmp_path, kind):
    path = packed(tmp_path, kind, *((f"a{number}.txt", b"") for number in range(5)), ("softmax.py", SOURCE))
    assert opened(path, entries=6 if kind == "zip" else 7).files == {"softmax.py": SOURCE}
    with pytest.raises(EnvelopeError, match="holds more than 5 files"):
        opened(path, entries=5)


def test_entries_are_counted_before_the_list_is_built(tmp_path, monkeypatch):
    path = zipped(tmp_path / "a.zip", *((f"{number}.txt", b"") for number in range(200)))
    patched(path, b"PK\5\6", 8, struct.pack("<HH", 1, 1))  # the announced number is not to be believed

    def refuse(*_):
        raise AssertionError("the list is built")

    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    with pytest.raises(EnvelopeError, match="holds more than 100 files"):
        opened(path, entries=100)


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz"])
def test_the_archive_itself_is_capped(tmp_path, kind):
    path = packed(tmp_path, kind, ("a.py", SOURCE))
    size = path.stat().st_size
    assert opened(path, archive=size).files
    with pytest.raises(EnvelopeError, match="pack only what you wrote"):
        opened(path, archive=size - 1)


def test_entries_that_overlap_are_refused(tmp_path):
    path = zipped(tmp_path / "a.zip", ("aa.py", SOURCE * 9), ("bb.py", SOURCE))
    patched(path, b"PK\1\2", 42, struct.pack("<I", 0), at=1)  # the second claims the first one's bytes
    with pytest.raises(EnvelopeError, match="overlap"):
        opened(path)


@pytest.mark.parametrize("kind", ["zip", "tar", "tar.gz", "tar.bz2", "tar.xz"])
def test_an_archive_that_is_cut_short_is_refused(tmp_path, kind):
    path = packed(tmp_path, kind, ("a.py", random.Random(1).randbytes(3000)))
    whole = path.read_bytes()
    for length in (0, 1, 30, 600, 2000):
        path.write_bytes(whole[:length])
        with pytest.raises(EnvelopeError, match="no whole archive: pack it again"):
            opened(path)


@pytest.mark.parametrize("name", ["pipe.zip", "folder.tar", "nowhere.zip"])
def test_what_is_no_file_is_no_archive(tmp_path, name):
    os.mkfifo(tmp_path / "pipe.zip")
    (tmp_path / "folder.tar").mkdir()
    with pytest.raises(EnvelopeError, match="no regular file"):
        open_archive(tmp_path / name)


@pytest.fixture(scope="module")
def honest(tmp_path_factory):
    folder = tmp_path_factory.mktemp("honest")
    files = (("softmax.py", SOURCE * 20), ("a/b.py", SOURCE), ("c.txt", b"text"))
    zipped(folder / "a.zip", *((entry(name, compress_type=zipfile.ZIP_DEFLATED), content) for name, content in files))
    taped(folder / "a.tar", *files)
    (folder / "a.tgz").write_bytes(gzip.compress((folder / "a.tar").read_bytes(), mtime=0))
    return folder


@settings(max_examples=400, deadline=None)
@given(
    suffix=st.sampled_from((".tar", ".tgz", ".zip")),
    edits=st.lists(st.tuples(st.integers(0, 1 << 16), st.sampled_from((0, 1, 4)), st.binary(max_size=5)), max_size=6),
)
def test_any_damage_is_an_envelope_or_an_envelope_error(honest, suffix, edits):
    content = bytearray((honest / f"a{suffix}").read_bytes())
    for place, length, new in edits:
        at = place % len(content)
        content[at : at + length] = new
    path = honest / f"damaged{suffix}"
    path.write_bytes(content)
    try:
        envelope = opened(path)
    except EnvelopeError:
        return
    assert all(judge(name).decision == "taken" for name in envelope.files)


@settings(max_examples=200, deadline=None)
@given(content=st.binary(max_size=600), suffix=st.sampled_from((".zip", ".tar", ".tar.gz", ".tar.bz2", ".tar.xz")))
def test_any_bytes_are_an_envelope_or_an_envelope_error(honest, content, suffix):
    path = honest / f"random{suffix}"
    start = {".zip": b"PK\3\4", ".tar.gz": b"\x1f\x8b\x08\0", ".tar.bz2": b"BZh9", ".tar.xz": b"\xfd7zXZ\0"}
    path.write_bytes(start.get(suffix, b"") + content)
    try:
        files = opened(path).files
    except EnvelopeError:
        return
    assert files == {}  # two blocks of zeros are a tar of nothing

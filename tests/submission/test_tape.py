"""Tar archives: what tools write is read, and what no honest tool writes costs nothing."""

import gzip
import lzma
import tarfile

import pytest

from grader.submission.envelope import EnvelopeError
from tests.submission.pack import KINDS, opened, packed, taped, tar_member

SOURCE = b"x = 1\n"
LONG = "a-folder-with-quite-a-long-name/" * 6 + "softmax.py"


@pytest.mark.parametrize("kind", KINDS[1:])
def test_sources_are_read_and_the_rest_is_passed_over(tmp_path, kind):
    path = packed(tmp_path, kind, ("b.bin", bytes(range(256)) * 99), ("./a/softmax.py", SOURCE), ("z.py", b""))
    assert opened(path).files == {"a/softmax.py": SOURCE, "z.py": b""}


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT, tarfile.USTAR_FORMAT])
@pytest.mark.parametrize("name", ["softmax.py", LONG, "größe/ソフト.py"])
def test_every_format_of_names_is_read(tmp_path, form, name):
    path = taped(tmp_path / "a.tar", (name, SOURCE), ("b.py", b""), form=form)
    assert opened(path).files == {name: SOURCE, "b.py": b""}


@pytest.mark.parametrize(("kind", "why"), [
    (tarfile.SYMTYPE, "is a link"), (tarfile.LNKTYPE, "is a link"), (tarfile.FIFOTYPE, "no regular file"),
    (tarfile.CHRTYPE, "no regular file"), (tarfile.BLKTYPE, "no regular file"), (b"V", "no regular file"),
])  # fmt: skip
def test_what_is_no_regular_file_is_refused(tmp_path, kind, why):
    path = taped(tmp_path / "a.tar", (tar_member("softmax.py", kind, "/etc/passwd"), b""), ("b.py", SOURCE))
    envelope = opened(path)
    assert why in envelope.refused["softmax.py"]
    assert envelope.files == {"b.py": SOURCE}


def test_folders_are_nothing(tmp_path):
    path = taped(tmp_path / "a.tar", (tar_member("a.py", tarfile.DIRTYPE), b""), (tar_member("b.py/", b"\0"), b""))
    assert (opened(path).files, opened(path).refused) == ({}, {})


def sparse(goes_on):
    """The header of a sparse file as GNU tar writes it, with the map's second block where it goes on."""
    info = tarfile.TarInfo("softmax.py")
    info.type, info.size = tarfile.GNUTYPE_SPARSE, 512
    block = bytearray(info.tobuf(tarfile.GNU_FORMAT))
    block[386:410] = b"%011o\0%011o\0" % (0, 512)
    block[482] = goes_on
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    return bytes(block) + bytes(512 * goes_on) + b"#" * 512


@pytest.mark.parametrize("goes_on", [0, 1])
def test_a_sparse_file_is_refused_and_what_follows_is_read(tmp_path, goes_on):
    rest = taped(tmp_path / "rest.tar", ("b.py", SOURCE)).read_bytes()
    (tmp_path / "a.tar").write_bytes(sparse(goes_on) + rest)
    envelope = opened(tmp_path / "a.tar")
    assert "--sparse" in envelope.refused["softmax.py"]
    assert envelope.files == {"b.py": SOURCE}


def test_a_sparse_file_in_the_newer_format_is_refused(tmp_path):
    info = tarfile.TarInfo("softmax.py")
    info.pax_headers = {"GNU.sparse.major": "1", "GNU.sparse.minor": "0"}
    envelope = opened(taped(tmp_path / "a.tar", (info, SOURCE), ("b.py", SOURCE)))
    assert "--sparse" in envelope.refused["softmax.py"]
    assert envelope.files == {"b.py": SOURCE}


def test_an_extended_header_of_any_size_is_not_read(tmp_path):
    info = tarfile.TarInfo("softmax.py")
    info.pax_headers = {"comment": "1" * (1 << 17)}
    with pytest.raises(EnvelopeError, match="far too long"):
        opened(taped(tmp_path / "a.tar", (info, SOURCE)))


@pytest.mark.parametrize("records", [b"99 path=a\n", b"0 path=a\n", b"x path=a\n", b"9" * 20 + b" a=b\n", b"7"])
def test_an_extended_header_that_lies_is_refused(tmp_path, records):
    header = tarfile.TarInfo("pax")
    header.type, header.size = tarfile.XHDTYPE, len(records)
    content = header.tobuf(tarfile.USTAR_FORMAT) + records.ljust(512, b"\0")
    rest = taped(tmp_path / "rest.tar", ("b.py", SOURCE)).read_bytes()
    (tmp_path / "a.tar").write_bytes(content + rest)
    with pytest.raises(EnvelopeError, match="no whole archive"):
        opened(tmp_path / "a.tar")


@pytest.mark.parametrize("size", [b"\xff" * 12, b"\x80" + b"\xff" * 11, b"77777777777\0"])
def test_a_size_that_no_file_has_is_refused(tmp_path, size):
    block = bytearray(tarfile.TarInfo("a.bin").tobuf(tarfile.USTAR_FORMAT))
    block[124:136] = size
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    (tmp_path / "a.tar").write_bytes(bytes(block) + bytes(4096))
    with pytest.raises(EnvelopeError, match="no whole archive"):
        opened(tmp_path / "a.tar")


def test_what_is_passed_over_counts_too(tmp_path):
    path = taped(tmp_path / "a.tar.xz", ("data.bin", bytes(3 << 20)), ("softmax.py", SOURCE))
    assert opened(path, ratio=10_000).files
    with pytest.raises(EnvelopeError, match="unpacks to more than 2 MiB"):
        opened(path, ratio=10_000, stream=2 << 20)


def test_parts_after_each_other_are_one_archive(tmp_path):
    plain = taped(tmp_path / "a.tar", ("softmax.py", SOURCE)).read_bytes()
    (tmp_path / "b.tar.gz").write_bytes(gzip.compress(plain[:700]) + gzip.compress(plain[700:]))
    assert opened(tmp_path / "b.tar.gz").files == {"softmax.py": SOURCE}


def test_parts_of_nothing_come_to_an_end(tmp_path):
    (tmp_path / "a.tar.gz").write_bytes(gzip.compress(b"") * 20_000)
    with pytest.raises(EnvelopeError, match="no whole archive"):
        opened(tmp_path / "a.tar.gz")


def test_xz_does_not_choose_how_much_memory_it_takes(tmp_path):
    plain = taped(tmp_path / "a.tar", ("softmax.py", SOURCE)).read_bytes()
    filters = [{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 29, "preset": 0}]
    (tmp_path / "a.tar.xz").write_bytes(lzma.compress(plain, filters=filters))
    with pytest.raises(EnvelopeError, match="no whole archive"):
        opened(tmp_path / "a.tar.xz")


def test_the_strongest_preset_of_xz_is_read(tmp_path):
    plain = taped(tmp_path / "a.tar", ("softmax.py", SOURCE)).read_bytes()
    (tmp_path / "a.tar.xz").write_bytes(lzma.compress(plain, preset=9 | lzma.PRESET_EXTREME))
    assert opened(tmp_path / "a.tar.xz").files == {"softmax.py": SOURCE}


def test_the_compression_is_told_by_the_content(tmp_path):
    """Browsers unpack what they download, and leave the name as it was."""
    plain = taped(tmp_path / "a.tar", ("softmax.py", SOURCE)).read_bytes()
    (tmp_path / "b.tar.gz").write_bytes(plain)
    assert opened(tmp_path / "b.tar.gz").files == {"softmax.py": SOURCE}


@pytest.mark.parametrize("at", [-1, -8])
def test_a_wrong_checksum_or_length_is_damage(tmp_path, at):
    content = bytearray(taped(tmp_path / "a.tar.gz", ("softmax.py", SOURCE)).read_bytes())
    content[at] ^= 1
    (tmp_path / "a.tar.gz").write_bytes(content)
    with pytest.raises(EnvelopeError, match="no whole archive"):
        opened(tmp_path / "a.tar.gz")

"""Folders and files on the disk: nothing is followed, waited for, or read beyond its cap."""

import os
import socket
from pathlib import Path

import pytest

from grader.submission.envelope import MAX_SOURCE, Folder, Refusal, read_file


@pytest.fixture
def place(tmp_path):
    """A folder with a module."""
    (tmp_path / "work").mkdir()
    (tmp_path / "work" / "a.py").write_bytes(b"x = 1\n")
    return tmp_path / "work"


def why(content):
    """The reason of a refusal."""
    assert isinstance(content, Refusal)
    return content.why


def test_a_file_is_read_and_one_below_too(place):
    (place / "inner").mkdir()
    (place / "inner" / "b.py").write_bytes(b"y = 1\n")
    assert Folder(place).get("a.py") == b"x = 1\n"
    assert Folder(place).get("inner/b.py") == b"y = 1\n"


@pytest.mark.parametrize("name", ["b.py", "inner/b.py", "a.py/b.py", "x" * 5000 + ".py", "folder.py", "a/b\0.py"])
def test_what_is_not_there_is_nothing(place, name):
    (place / "folder.py").mkdir()
    assert Folder(place).get(name) is None


@pytest.mark.parametrize("target", ["a.py", "/etc/passwd", "nowhere.py", "/dev/zero", "."])
def test_a_link_is_not_followed(place, target):
    (place / "link.py").symlink_to(target)
    assert why(Folder(place).get("link.py")).startswith("is a link, and links are not followed")


def test_a_linked_folder_within_is_not_followed(place, tmp_path):
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "b.py").write_bytes(b"KEY = 1\n")
    (place / "inner").symlink_to(tmp_path / "secret")
    assert "'inner', which is a link" in why(Folder(place).get("inner/b.py"))


def test_the_folder_itself_may_be_a_link(place, tmp_path):
    (tmp_path / "short").symlink_to(place)
    assert Folder(tmp_path / "short").get("a.py") == b"x = 1\n"


def test_what_is_special_is_not_waited_for(place):
    os.mkfifo(place / "pipe.py")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(place / "socket.py"))
    for name in ("pipe.py", "socket.py"):
        assert why(Folder(place).get(name)) == "is no regular file"
        assert why(read_file(place / name)) == "is no regular file"


@pytest.mark.parametrize("name", ["zero", "null"])
def test_a_device_is_not_read(name):
    assert why(Folder(Path("/dev")).get(name)) == "is no regular file"
    assert why(read_file(Path("/dev") / name)) == "is no regular file"


@pytest.mark.parametrize("special", ["link", "pipe"])
def test_a_file_that_is_exchanged_while_it_is_opened_is_not_read(place, special, monkeypatch):
    """What was looked at is not what is opened."""
    opened = os.open

    def exchange(path, flags, *args, **kwargs):
        if path == "a.py":
            (place / "a.py").unlink()
            os.mkfifo(place / "a.py") if special == "pipe" else (place / "a.py").symlink_to("/etc/passwd")
        return opened(path, flags, *args, **kwargs)

    monkeypatch.setattr(os, "open", exchange)
    assert isinstance(Folder(place).get("a.py"), Refusal)


def test_a_file_that_grows_while_it_is_read_is_cut_at_the_cap(place, monkeypatch):
    asked = []

    def endless(descriptor, size):
        asked.append(size)
        return b"#" * size

    monkeypatch.setattr(os, "read", endless)
    for content in (Folder(place).get("a.py"), read_file(place / "a.py")):
        assert "larger than 1 MiB" in why(content)
    assert sum(asked) == 2 * (MAX_SOURCE + 1)


def test_a_gigantic_file_is_refused_at_once(place):
    with (place / "a.py").open("wb") as file:
        file.truncate(4 << 30)
    assert "larger than 1 MiB" in why(Folder(place).get("a.py"))


def test_a_folder_is_never_listed(place, monkeypatch):
    def refuse(*_):
        raise AssertionError("the folder is listed")

    monkeypatch.setattr(os, "listdir", refuse)
    monkeypatch.setattr(os, "scandir", refuse)
    assert Folder(place).get("a.py") == b"x = 1\n"


def test_no_descriptor_is_left_open(place):
    (place / "link.py").symlink_to("a.py")
    (place / "inner").mkdir()
    before = len(list(Path("/dev/fd").iterdir()))
    for name in ("a.py", "link.py", "inner/b.py", "a.py/b.py", "b.py"):
        Folder(place).get(name)
        read_file(place / name)
    assert len(list(Path("/dev/fd").iterdir())) == before


def test_a_name_is_judged_in_a_folder_as_in_an_archive(place):
    (place / "aux.py").write_bytes(b"x = 1\n")
    assert "Windows keeps" in why(Folder(place).get("aux.py"))

"""Where the files of one learner of a class are looked up. What the system refuses is an OSError: no learner's fault.

Elsewhere a helper that cannot be read is told to whoever handed it in. A class is graded by somebody else, and the
learner would lose points for a disk.
"""

import errno
import os
from pathlib import Path

from grader.submission.envelope import LINK, EnvelopeError, Folder, Refusal, read_file
from grader.submission.names import ARCHIVES, LEFTOVERS, MAX_DEPTH, SOURCES, judge

CANNOT = "cannot be read: "  # how a Refusal starts where the system refuses
MAX_LISTED = 10_000  # entries of a folder that are looked at


class CertainFolder(Folder):
    """A learner's folder."""

    def get(self, name: str) -> bytes | Refusal | None:
        """A file; why it is not taken; None where there is none of that name."""
        return _certain(super().get(name), self.path / name)


class Spread:
    """Files that lie anywhere, under the names that their learner gave them. Nothing else is beside them."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files

    def get(self, name: str) -> bytes | Refusal | None:
        """A file; why it is not taken; None where there is none of that name."""
        if name not in self._files:
            return None
        path = Path(self._files[name])
        path.lstat()  # it was there when the class was listed
        if path.is_symlink():
            return Refusal(LINK)
        return Refusal(judge(name).why) if judge(name).why else _certain(read_file(path), path)


def _certain(content: bytes | Refusal | None, path: Path) -> bytes | Refusal | None:
    if isinstance(content, Refusal) and content.why.startswith(CANNOT):
        raise OSError(errno.EIO, content.why.removeprefix(CANNOT), str(path))
    return content


def names_in(folder: Path) -> list[str]:
    """The sources in a folder, however deep, and the archives at its top, by their names from there. Follows no link.

    Raises:
        EnvelopeError: it holds far too much to be looked through.
    """
    found: list[str] = []
    todo = [""]
    looked = 0
    while todo:
        below = todo.pop()
        with os.scandir(folder / below) as entries:
            for entry in entries:
                looked += 1
                if looked > MAX_LISTED:
                    raise EnvelopeError(f"holds more than {MAX_LISTED:,} files: keep only what you wrote")
                name = below + entry.name
                wanted = SOURCES if below else (*SOURCES, *ARCHIVES)
                if entry.name.startswith(".") or entry.name.casefold() in LEFTOVERS:
                    continue
                if entry.is_dir(follow_symlinks=False) and name.count("/") < MAX_DEPTH:
                    todo.append(f"{name}/")
                elif entry.name.lower().endswith(wanted) and entry.is_file(follow_symlinks=False):
                    found.append(name)
    return sorted(found)

"""Where the module of an exercise was found, and what to call it in a message."""

import glob
import re
from pathlib import Path

from msgspec import Struct

from grader.course import Exercise
from grader.submission.envelope import EnvelopeError, Place
from grader.submission.names import shown

_DEFINED = re.compile(rb"^(?:def|class)\s+(\w+)", re.MULTILINE)


class Found(Struct, frozen=True):
    """The module, or the notebook that it is in: where it was found, its content, and what was left aside."""

    path: Path  # the archive, or else the folder
    place: Place
    name: str  # in the place
    content: bytes
    packed: bool = False
    notes: tuple[str, ...] = ()
    files: dict[str, str] = {}  # where the place's files are, if not in the folder under their names

    def beside(self, name: str) -> str:
        """The name of a file beside it."""
        return "/".join([*self.name.split("/")[:-1], name])

    def told(self, name: str) -> str:
        """A file of the place in a message."""
        return f"{shown(name)} in {shown_path(self.path)}" if self.packed else shown_path(self._where(name))

    @property
    def file(self) -> Path:
        """The file on the disk."""
        return self.path if self.packed else self._where(self.name)

    @property
    def last(self) -> str:
        """The name without its folders."""
        return self.name.rpartition("/")[2]

    def is_there(self, name: str) -> bool:
        """Whether there is such a file beside it."""
        return isinstance(self.place.get(self.beside(name)), bytes)

    def _where(self, name: str) -> Path:
        return Path(self.files.get(name, self.path / name))


def choose(names: list[str], name: str, exercise: Exercise) -> str:
    """The name in an archive that stands for the module, or nothing.

    Raises:
        EnvelopeError: there are several, and none of them is nearer.
    """
    for wanted in (name, f"{exercise.id}/{name}"):
        if wanted in names:
            return wanted
    for ending in (f"/{exercise.id}/{name}", f"/{name}"):
        fitting = [one for one in names if one.endswith(ending)]
        if len(fitting) > 1:
            raise EnvelopeError(f"holds {shown(fitting[0])} and {shown(fitting[1])}: pack only the one that counts")
        if fitting:
            return fitting[0]
    return ""


def shown_path(path: Path) -> str:
    """A path in a message: as it is, or quoted where something in it could not be seen."""
    text = str(path)
    return text if text.isprintable() else ascii(text)


def notebook_of(exercise: Exercise) -> str:
    """The notebook that may stand for the module, `softmax.ipynb`."""
    return f"{exercise.name}.ipynb"


def is_of_another(name: str, exercise: Exercise) -> bool:
    """Whether a source is called like the module of another exercise of the course."""
    stem = glob.escape(Path(name).stem)
    return any(folder != exercise.folder for folder in exercise.folder.parent.glob(f"exercise[0-9][0-9]_{stem}"))


def resembles(content: bytes, exercise: Exercise) -> bool:
    """Whether a source, or a notebook, defines something that the exercise's stub does: then it was meant for it."""
    names = _DEFINED.findall(exercise.stub("numpy").read_bytes())
    return any(re.search(rb"\b(?:def|class)\s+" + name + rb"\b", content) for name in names)


def on_folder(path: Path, exercise: Exercise) -> str:
    """The sentence on a folder without the module."""
    return (
        f"There is no {exercise.module} in {shown_path(path)}, nor in {shown_path(path / exercise.id)}. "
        f"`dlgrade start {exercise.id}` writes the stub there."
    )


def on_lone(name: str, exercise: Exercise) -> str:
    """The remark on a source that was taken though it is called otherwise."""
    return f"{shown(name)} was taken as {exercise.module}: it is the only source that was handed in."

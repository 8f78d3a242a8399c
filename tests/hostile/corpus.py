"""The corpus: what each hostile submission and each control says of itself in its first lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from grader.course import Course, Exercise

HERE = Path(__file__).parent
ATTACKS = HERE / "attacks"
CONTROLS = HERE / "controls"
GAPS = ATTACKS / "gaps"

EXAMPLES: dict[str, tuple[str, ...]] = {
    "leaving_early": (
        "sys.exit(0)", "os._exit(0)", "atexit", "killing itself", "SIGSTOP on itself", "segfault through ctypes",
        "stack overflow",
    ),
    "never_leaving": (
        "endless loop", "a loop that swallows BaseException", "sleep", "a deadlock of threads", "reading stdin",
        "a daemon thread", "a double fork that leaves the group", "answers that trickle a byte at a time",
        "not reading what is sent",
    ),
    "eating_the_machine": (
        "a huge allocation", "slow growth", "a fork bomb", "threads without end", "file descriptors",
        "a full scratch folder", "a sparse file", "a gigabyte on stdout", "a million tiny lines",
    ),
    "forging": (
        "writing a reply to every open descriptor", "answering before being asked",
        "a reply of another length than announced", "deeply nested values", "negative or enormous shapes",
        "a dtype that does not exist", "bytes that do not fit the shape", "handles never handed out",
        "integers beyond 64 bits", "lone surrogates", "NaN as a count", "printing what a report looks like",
    ),
    "pleasing_the_comparison": (
        "NaN", "an empty array", "a scalar that broadcasts", "an object that equals everything",
        "a subclass of an array or tensor with its own arithmetic",
        "the input changed in place so that it equals the answer", "the input itself", "a view",
    ),
    "reading_what_is_hidden": (
        "frames", "gc", "inspect", "sys.modules", "/proc", "the parent's environment", "open descriptors",
        "the file system: suites", "the file system: solutions", "the file system: recordings",
        "the file system: the grade book", "the file system: other submissions", "ptrace",
    ),
    "using_what_is_forbidden": (
        "the library's own operator by its name", "by a spelled-out import", "by sys.modules",
        "by a method of the tensor", "through autograd", "by finite differences where a formula is asked for",
    ),
    "remembering": (
        "answers keyed by the bytes of an input", "state that carries from one check to the next",
        "behaviour that changes when it thinks that it is being graded",
    ),
    "poisoning": (
        "patching numpy, torch or builtins", "changing default dtypes, error states or generators",
        "replacing modules by files of the same name (random.py, numpy.py, sitecustomize.py, conftest.py, pytest.ini)",
        "shipped .pyc or .so",
    ),
    "leaving_the_box": (
        "the network at import time", "DNS", "files outside the scratch folder", "deleting itself or its neighbours",
        "signals to other processes", "shared memory left behind",
    ),
    "the_envelope": (
        "links out of the folder", "FIFOs and devices", "`..` and absolute paths", "a thousandfold compression",
        "a million entries", "names that differ only in case, reserved or with NUL", "a notebook of 100,000 cells",
        "magics in a notebook", "four gigabytes of source", "UTF-16", "null bytes",
    ),
    "speaking_to_readers": (
        "HTML and scripts in names, exceptions and output", "formulas at the start of a CSV cell",
        "control sequences of terminals", "workflow commands in CI logs", "XML's forbidden characters",
    ),
    "being_someone_else": (
        "two folders with one id", "another learner's name in a header", "an old report replayed",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One submission of the corpus: where it lies, and what must come out.

    `verdicts` are those of all checks that are not `blocked`, exactly; more than one set only where it depends on the
    machine which limit is met first. `earns` names the checks that it passes: none, unless a line of its own says
    which.
    """

    path: Path
    family: str
    exercise: str
    verdicts: tuple[frozenset[str], ...]
    examples: tuple[str, ...]
    what: str
    limits: dict[str, float] = field(default_factory=dict)
    earns: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """`forging/every_descriptor`."""
        return f"{self.family}/{self.path.stem}"

    @property
    def expected(self) -> str:
        """What must come out, in words."""
        return " or ".join(", ".join(sorted(one)) for one in self.verdicts)

    def files(self) -> Iterator[Path]:
        """The files that are handed in."""
        if self.path.is_file():
            yield self.path
        else:
            yield from (path for path in sorted(self.path.rglob("*")) if path.is_file())


class HeaderError(ValueError):
    """The first lines of a submission do not say what must come out."""


def read(path: Path, family: str, course: Course) -> Entry:
    """The entry in a file, or in a folder whose module has the header. Raises HeaderError."""
    if path.is_dir():
        module = next((one for one in course.exercises if (path / one.module).is_file()), None)
        if module is None:
            raise HeaderError(f"{path} holds no module of an exercise.")
        source = (path / module.module).read_text(encoding="utf-8")
    else:
        source = path.read_text(encoding="utf-8")
    return entry_of(source, path, family)


def entry_of(source: str, path: Path, family: str) -> Entry:
    """The entry that the first lines of a source describe. Raises HeaderError."""
    lines = [line[1:].strip() for line in re.match(r"(?:#.*\n)*", source)[0].splitlines()]  # type: ignore[index]
    if not lines or not lines[0].startswith("verdict:"):
        raise HeaderError(f"The first line of {path} says which verdicts must come out: `# verdict: failed`.")
    told: dict[str, list[str]] = {}
    words: list[str] = []
    for line in lines:
        match = re.fullmatch(r"(verdict|exercise|example|limits|earns): *(.+)", line)
        if match is None:
            words.append(line)
        else:
            told.setdefault(match[1], []).append(match[2].strip())
    if "exercise" not in told or not words:
        raise HeaderError(f"The first lines of {path} name its exercise, and say what is tried.")
    limits = {name: float(value) for name, _, value in (word.partition("=") for word in _words(told, "limits", None))}
    return Entry(
        path=path,
        family=family,
        exercise=told["exercise"][0],
        verdicts=tuple(frozenset(_split(one, ",")) for one in " ".join(told["verdict"]).split(" or ")),
        examples=tuple(told.get("example", ())),
        what=" ".join(words),
        limits=limits,
        earns=frozenset(word.rstrip(",") for word in _words(told, "earns", None)),
    )


def _words(told: dict[str, list[str]], name: str, separator: str | None) -> list[str]:
    return _split(" ".join(told.get(name, ())), separator)


def _split(text: str, separator: str | None) -> list[str]:
    return [word.strip() for word in text.split(separator) if word.strip()]


def attacks(course: Course) -> list[Entry]:
    """Every hostile submission that is kept as files, family by family."""
    folders = (folder for folder in sorted(ATTACKS.iterdir()) if folder != GAPS)
    return [entry for folder in folders for entry in _in(folder, course)]


def controls(course: Course) -> list[Entry]:
    """Every honest oddity that is kept as files."""
    return _in(CONTROLS, course)


def gaps(course: Course) -> list[Entry]:
    """Every submission that is known to get round a rule which is no proof."""
    return _in(GAPS, course)


def _in(folder: Path, course: Course) -> list[Entry]:
    paths = (path for path in sorted(folder.iterdir()) if path.suffix == ".py" or path.is_dir())
    return [read(path, folder.name, course) for path in paths]


def module_of(entry: Entry, course: Course) -> Exercise:
    """The exercise of an entry."""
    return course.find(entry.exercise)

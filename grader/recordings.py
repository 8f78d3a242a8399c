"""Finds the recording for a suite and a seed, and has one made where there is none."""

import errno
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs

from grader.author import INSTALL, AuthorError, ask, missing
from grader.course import PACKAGE, Course, Exercise
from grader.recording import (
    MADE_WITH,
    Recording,
    RecordingError,
    file_name,
    load,
    read,
    suite_digest,
    versions,
    write_whole,
)

if TYPE_CHECKING:
    from grader.rerun import Answer, Job

Tell = Callable[[str], None]
Ask = Callable[["Job"], "Answer"]

MIN_FREE = 1 << 20  # bytes on the disk of scratch folders; with less, drawing failed for want of room


def cache_folder() -> Path:
    """Where recordings are kept: DLGRADE_CACHE, or the user's cache folder."""
    chosen = os.environ.get("DLGRADE_CACHE")
    return Path(chosen) if chosen else Path(platformdirs.user_cache_dir("dlgrade"))


def shown_seed(course: Course, seed: str) -> str:
    """The seed as reports and recordings name it: the course's public one plainly, a secret one by its fingerprint."""
    if seed == str(course.settings.get("seed", "dlgrade")):
        return seed
    return f"sha256:{hashlib.sha256(seed.encode()).hexdigest()[:16]}"


def find(course: Course, exercise: Exercise, seed: str, tell: Tell) -> tuple[Recording, str]:
    """The recording for the suite as it is now, and its digest: a shipped one, a cached one, or a new one.

    Raises:
        RecordingError: there is none that can be used, and none can be made here; the message says what to do.
    """
    digest = suite_digest(exercise.suite, PACKAGE / "suite")
    name = file_name(exercise.id, digest, seed)
    cached = cache_folder() / "recordings" / name
    problem = ""
    for path in (course.recordings / name, cached):
        try:
            recording, recorded = load(path)
        except FileNotFoundError:
            continue
        except RecordingError as error:
            problem = str(error)
            continue
        except OSError as error:
            problem = f"{path} cannot be read: {error.strerror}."
            continue
        stale = _stale(recording)
        if not stale or missing():
            return recording, recorded
        problem = f"{path} was made with {stale}."
    if missing():
        raise RecordingError(
            f"{problem or f'There is no recording of {exercise.id} here.'} Making one needs {' and '.join(missing())}: "
            f"{INSTALL} brings them; or ask your instructor for a release with recordings."
        )
    tell(f"Drawing the examples of {exercise.id}, once for this suite and seed ...")
    data = draw(course, exercise, seed)
    try:
        write_whole(cached, data)
    except OSError as error:
        tell(
            f"They cannot be kept in {cached.parent} ({error.strerror}), so the next check draws them again. Make room "
            "there, or set DLGRADE_CACHE to a folder that can be written to."
        )
    return read(data, cached)


def make(course: Course, exercise: Exercise, seed: str, path: Path) -> tuple[Recording, str]:
    """Record the suite into `path`, and read it back.

    Raises:
        RecordingError: it cannot be made, or not be written there.
    """
    data = draw(course, exercise, seed)
    try:
        write_whole(path, data)
    except OSError as error:
        raise RecordingError(
            f"The recording cannot be written to {path.parent}: {error.strerror}. Make room there, or name another "
            "folder with --output or DLGRADE_CACHE."
        ) from None
    return read(data, path)


def draw(course: Course, exercise: Exercise, seed: str, by: Ask | None = None) -> bytes:
    """Have the suite recorded, by an author's process that is there; the bytes of the file, which is nowhere yet.

    The author's process writes into a scratch folder, and this one to where recordings are kept: so a full disk or a
    read-only folder is met here, where it can be told from a fault of the suite.
    """
    from grader.rerun import Recorded, RecordJob

    with tempfile.TemporaryDirectory(prefix="dlgrade-", ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "recording"
        try:
            answer = (by or ask)(RecordJob(str(course.root), exercise.id, seed, shown_seed(course, seed), str(path)))
        except AuthorError as error:
            if shutil.disk_usage(folder).free < MIN_FREE:
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), folder) from None
            raise RecordingError(f"{exercise.id} could not be recorded: {error}") from None
        assert isinstance(answer, Recorded)
        return path.read_bytes()


def path_for(exercise: Exercise, seed: str, folder: Path) -> Path:
    """Where the recording of a suite as it is now goes in `folder`."""
    return folder / file_name(exercise.id, suite_digest(exercise.suite, PACKAGE / "suite"), seed)


def _stale(recording: Recording) -> str:
    """Which version made the recording, where another one is installed here; otherwise nothing."""
    here = versions()
    for name in MADE_WITH:
        if name in here and recording.versions.get(name) != here[name]:
            return f"{name} {recording.versions.get(name, '?')}, and {here[name]} is installed"
    return ""

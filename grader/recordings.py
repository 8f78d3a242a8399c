"""Finds the recording for a suite and a seed, and has one made where there is none."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import platformdirs

from grader.author import AuthorError, ask, missing
from grader.course import PACKAGE, Course, Exercise
from grader.recording import MADE_WITH, Recording, RecordingError, file_name, load, suite_digest, versions
from grader.rerun import Recorded, RecordJob

Tell = Callable[[str], None]


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
            problem
            or f"There is no recording of {exercise.id} here, and making one needs {' and '.join(missing())}: "
            "install them with pip install 'dlgrade[author]', or ask your instructor for a release with recordings."
        )
    tell(f"Drawing the examples of {exercise.id}, once for this suite and seed ...")
    return make(course, exercise, seed, cached)


def make(course: Course, exercise: Exercise, seed: str, path: Path) -> tuple[Recording, str]:
    """Record the suite into `path`, and read it back."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise RecordingError(
            f"The recording cannot be written to {path.parent}: {error.strerror}. Set DLGRADE_CACHE to a folder that "
            "can be written to."
        ) from None
    try:
        answer = ask(RecordJob(str(course.root), exercise.id, seed, shown_seed(course, seed), str(path)))
    except AuthorError as error:
        raise RecordingError(f"{exercise.id} could not be recorded: {error}") from None
    assert isinstance(answer, Recorded)
    return load(path)


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

"""The folder of a run: recordings for the workers, unpacked archives, and all that processes leave in a scratch folder.

A run that is killed leaves it behind. The next one removes it: the lock on a file in it is free again then.
"""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

PREFIX = "dlgrade-run-"
LOCK = "in-use"


@contextlib.contextmanager
def run_folder() -> Iterator[Path]:
    """A folder for this run, with `scratch/` in it for its processes; both go when it ends."""
    sweep()
    usual = tempfile.tempdir
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    folder.chmod(0o711)  # whoever a learner's process becomes must get to its own folder in it
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _lock(descriptor)
        scratch = folder / "scratch"
        scratch.mkdir()
        scratch.chmod(0o711)
        (folder / "unpacked").mkdir(mode=0o700)
        (folder / "recordings").mkdir(mode=0o700)
        tempfile.tempdir = str(scratch)  # what this process makes goes with the rest, too
        yield folder
    finally:
        tempfile.tempdir = usual
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def sweep() -> None:
    """Remove what killed runs of ours have left."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        try:
            descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW)
        except OSError:  # another user's, or one that is being made
            continue
        try:
            if folder.stat().st_uid == os.getuid() and _lock(descriptor):
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:
            continue
        finally:
            os.close(descriptor)


def _lock(descriptor: int) -> bool:
    """Lock the file for as long as this process lives; whether that could be done."""
    import fcntl

    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


__all__ = ["run_folder", "sweep"]

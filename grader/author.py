"""Speaks to the author's process, `python -m grader.suite`: the one that imports PyTorch, Hypothesis and pytest."""

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.rerun import Answer, Job


NEEDED = ("torch", "hypothesis", "pytest")
INSTALL = "pip install 'dlgrade[author]'"


class AuthorError(Exception):
    """The author's process could not do its job: the grader's own trouble, or the suite's."""


def missing() -> tuple[str, ...]:
    """Which of the author's packages are not installed; found without importing them."""
    return tuple(name for name in NEEDED if importlib.util.find_spec(name) is None)


def ask(job: "Job") -> "Answer":
    """Have the author's process do a job.

    Raises:
        AuthorError: it is not installed, the suite is wrong, or the process failed.
    """
    import msgspec

    from grader.rerun import Answer, Broken

    lacking = missing()
    if lacking:
        raise AuthorError(f"{' and '.join(lacking)} must be installed for this: {INSTALL}.")
    environment = os.environ | {"OMP_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    environment.pop("PYTEST_ADDOPTS", None)
    # Scratch folders of its own are in ours, so that they go even when it is killed, as Ctrl-C does.
    with tempfile.TemporaryDirectory(prefix="dlgrade-", ignore_cleanup_errors=True) as scratch:
        Path(scratch).chmod(0o711)  # whoever a learner's process becomes must get to its own folder in it
        done = subprocess.run(
            [sys.executable, "-P", "-m", "grader.suite"],
            input=msgspec.msgpack.encode(job),
            capture_output=True,
            env=environment | {"TMPDIR": scratch},
            check=False,
        )
    try:
        answer: Answer = msgspec.msgpack.decode(done.stdout, type=Answer)
    except msgspec.DecodeError:
        words = done.stderr.decode(errors="replace").strip().splitlines()
        last = f": {words[-1][:500]}" if words else ""
        raise AuthorError(f"the process that holds the suite failed (exit status {done.returncode}){last}") from None
    if isinstance(answer, Broken):
        raise AuthorError(answer.message)
    return answer

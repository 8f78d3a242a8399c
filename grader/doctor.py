"""What this machine offers: versions, platform, which protections hold, and whether learner processes start."""

import os
import platform
import shutil
import sys
import time
from pathlib import Path

from msgspec import Struct

from grader import __version__
from grader.author import INSTALL, missing
from grader.course import CourseError, open_course
from grader.experiment.message import Flavour, Ready
from grader.recording import versions
from grader.recordings import cache_folder
from grader.sandbox.levels import Level, reaches
from grader.sandbox.limits import Limits
from grader.supervisor.interpreter import folder_of
from grader.supervisor.launch import LaunchError, Plan, Start, launcher


class Finding(Struct, frozen=True):
    """One thing that was looked at. `good` is None where it is only said, and False where something is wrong."""

    name: str
    good: bool | None
    text: str


def examine(course: str | None) -> tuple[Finding, ...]:
    """Look at everything that grading depends on. Starts learner processes, imports nothing heavy itself."""
    installed = versions()
    findings = [
        Finding("dlgrade", True, __version__),
        Finding("python", True, f"{platform.python_version()} ({sys.executable})"),
        Finding("platform", sys.platform != "win32", f"{platform.system()} {platform.release()} {platform.machine()}"),
        Finding("numpy", "numpy" in installed, installed.get("numpy", "missing: pip install numpy")),
        _author(installed),
        _course(course),
        _cache(),
    ]
    starts: tuple[Start, ...] = ("fork", "spawn") if sys.platform == "linux" else ("spawn",)
    flavours: tuple[Flavour, ...] = ("numpy", "torch") if folder_of("torch") else ("numpy",)
    tried = {(flavour, start): _learner(flavour, start) for flavour in flavours for start in starts}
    findings += [finding for finding, _ in tried.values()]
    return (*findings, isolation(tried["numpy", starts[0]][1]), _gpu())


def _author(installed: dict[str, str]) -> Finding:
    lacking = missing()
    if lacking:
        text = f"{' and '.join(lacking)} not installed; checking works with recordings. {INSTALL} brings them."
        return Finding("author's extra", None, text)
    return Finding("author's extra", True, f"torch {installed['torch']}, hypothesis {installed['hypothesis']}")


def _course(course: str | None) -> Finding:
    try:
        opened = open_course(Path(course) if course else None)
        count = len(opened.exercises)
        return Finding("course", True, f"{count} exercise{'' if count == 1 else 's'} in {opened.root}")
    except CourseError as error:
        return Finding("course", False, str(error))


def _cache() -> Finding:
    folder = cache_folder()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe{os.getpid()}"
        probe.write_bytes(b"x")
        probe.unlink()
    except OSError as error:
        return Finding("cache", False, f"{folder} cannot be written to ({error.strerror}): set DLGRADE_CACHE.")
    free = shutil.disk_usage(folder).free >> 20
    return Finding("cache", free > 64, f"{folder}, {free} MiB free")


def _learner(flavour: Flavour, start: Start) -> tuple[Finding, Ready | None]:
    name = f"{flavour}, {start}"
    began = time.monotonic()
    try:
        with launcher(Plan(flavour, "cpu", Limits()), start) as processes:
            process = processes.start()
            try:
                ready = process.ready(120.0)
            finally:
                process.close()
    except LaunchError as error:
        return Finding(name, False, str(error)), None
    if not isinstance(ready, Ready):
        return Finding(name, False, ready.detail), None
    took = time.monotonic() - began
    return Finding(name, True, f"a learner process starts in {took:.2f} s; its level is {ready.level}"), ready


OFFERED: dict[Level, str] = {
    "process": "a process of its own with limits and deadlines; files, network and other processes are in its reach",
    "confined": "no files but the interpreter's libraries and a scratch folder, no network, no other processes",
    "isolated": "confined, and in user, pid, network and ipc namespaces of its own",
}


def isolation(ready: Ready | None) -> Finding:
    """What this machine offers to keep a submission in, and what keeps it from offering more."""
    if ready is None:
        return Finding("isolation", False, "not known, since no learner process starts")
    lacking = "".join(f"\n{note}" for note in ready.notes)
    more = f"; what is lacking for more:{lacking}" if lacking else ""
    return Finding(
        "isolation", True if reaches(ready.level, "confined") else None, f"{ready.level}: {OFFERED[ready.level]}{more}"
    )


def _gpu() -> Finding:
    if shutil.which("nvidia-smi") is None:
        return Finding("gpu", None, "none found; --device cuda is not available")
    return Finding("gpu", None, "nvidia-smi is there; --device cuda needs a CUDA build of PyTorch")

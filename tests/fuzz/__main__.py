"""Fuzzes every target: `python -m tests.fuzz --runs 1000000`. Needs atheris, which has wheels for some Pythons only."""

import argparse
import importlib.util
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import msgspec

from grader.experiment import wire
from grader.experiment.message import Loaded, Ran, Ready, Reply
from grader.experiment.program import Line, Raised
from tests.fuzz.checks import samples
from tests.fuzz.targets import TARGETS

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CORPUS = HERE / "corpus"
SHARES = {"reply": 0.6, "stream": 0.4}  # of all executions
MAX_FILES = 300  # of one target's corpus
MAX_BYTES = 200_000  # of one target's corpus
LIMITS = ("-timeout=10", "-rss_limit_mb=1024", "-max_len=16384", "-print_final_stats=1")
WORDS = (
    "ready", "loaded", "ran", "returned", "done", "raised", "skipped", "array", "list", "tuple", "dict", "ref",
    "source", "opaque", "float64", "float32", "bfloat16", "int64", "bool", "complex128", "contiguous", "tensor",
    "scalar", "cpu",
)  # fmt: skip
BYTES = ("\\xc0", "\\xc3", "\\xcb", "\\xcf", "\\xd3", "\\xd9", "\\xdc\\xff\\xff", "\\xdd\\xff\\xff\\xff\\xff", "\\xc6")


def main() -> int:
    """Fuzz; 0 where every claim held."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--runs", type=int, default=1_000_000, help="executions of all targets together")
    parser.add_argument("--keep", action="store_true", help="add what reaches something new to the corpus")
    parser.add_argument("--found", type=Path, default=ROOT / "build" / "fuzz", help="where what breaks a claim goes")
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        say("atheris is not installed: pip install -e '.[fuzz]', under a Python that it has a wheel for.")
        return 2
    options.found.mkdir(parents=True, exist_ok=True)
    return max([fuzz(name, round(options.runs * SHARES[name]), options.found, keep=options.keep) for name in TARGETS])


def say(text: str) -> None:
    """Print a line at once: a run takes minutes."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def fuzz(name: str, runs: int, found: Path, *, keep: bool) -> int:
    """Fuzz one target, and print what it came to; libFuzzer's exit status."""
    with tempfile.TemporaryDirectory(prefix="dlgrade-fuzz-") as folder:
        new, seeds, words = Path(folder, "new"), Path(folder, "seeds"), Path(folder, "words")
        for made in (new, seeds, CORPUS / name):
            made.mkdir(parents=True, exist_ok=True)
        words.write_text("".join(f'"{word}"\n' for word in (*WORDS, *BYTES)), encoding="ascii")
        for number, seed in enumerate(seeds_of(name)):
            (seeds / str(number)).write_bytes(seed)
        began = time.monotonic()
        status, told = drive(
            name, f"-runs={runs}", f"-dict={words}", f"-artifact_prefix={found}/{name}-", *LIMITS, str(new),
            str(CORPUS / name), str(seeds),
        )  # fmt: skip
        seconds = time.monotonic() - began
        say(summary(name, told, seconds))
        if status:
            say("\n".join(told.splitlines()[-40:]))
        elif keep:
            merge(name, (new, CORPUS / name, seeds), Path(folder, "merged"))
    return status


def seeds_of(name: str) -> list[bytes]:
    """Right answers to every check, and one message of each other kind."""
    if name == "reply":
        rans = [msgspec.msgpack.encode(Ran(1, sample.right)) for sample in samples()]
        return [bytes((number,)) + body for number, body in enumerate(rans)]
    raised = Raised(("ValueError", "Exception"), "no", (Line("f.py", 3, "f", "raise ValueError('no')"),))
    others: list[Reply] = [
        Ready("process", ("a note",)),
        Loaded(1),
        Loaded(1, raised),
        Loaded(1, None, "torch.softmax"),
    ]
    rans = [wire.frame(Ran(number, sample.right)) for number, sample in enumerate(samples())]
    frames = [wire.frame(other) for other in others]
    return [*rans, *frames, b"".join(frames), b"\xff\xff\xff\xff"]


def drive(name: str, *options: str) -> tuple[int, str]:
    """Run libFuzzer on a target; its exit status and what it printed."""
    run = subprocess.run(
        [sys.executable, "-m", "tests.fuzz.drive", name, *options], cwd=ROOT, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, errors="replace", check=False, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    return run.returncode, run.stdout


def summary(name: str, told: str, seconds: float) -> str:
    """One line of figures: executions, speed, coverage, corpus, peak memory."""

    def last(pattern: str) -> str:
        found = re.findall(pattern, told)
        return str(found[-1]) if found else "?"

    return (
        f"{name}: {last(r'number_of_executed_units: *([0-9]+)')} executions in {seconds:.0f} s, "
        f"coverage {last(r'cov: ([0-9]+)')} edges and {last(r'ft: ([0-9]+)')} features, "
        f"corpus {last(r'corp: ([0-9]+/[0-9]+[kKM]?b)')}, slowest {last(r'slowest_unit_time_sec: *([0-9]+)')} s, "
        f"peak memory {last(r'peak_rss_mb: *([0-9]+)')} MB"
    )


def merge(name: str, sources: tuple[Path, ...], merged: Path) -> None:
    """Make the smallest inputs that reach everything the corpus, within its bounds."""
    merged.mkdir()
    status, told = drive(name, "-set_cover_merge=1", *LIMITS, str(merged), *map(str, sources))
    if status:
        say(told[-2000:])
        return
    files = sorted(merged.iterdir(), key=lambda path: (path.stat().st_size, path.name))
    shutil.rmtree(CORPUS / name)
    (CORPUS / name).mkdir()
    total = 0
    for path in files[:MAX_FILES]:
        total += path.stat().st_size
        if total <= MAX_BYTES:
            shutil.copy(path, CORPUS / name)
    say(f"{name}: {len(list((CORPUS / name).iterdir()))} of {len(files)} inputs that reach something new are kept")


if __name__ == "__main__":
    sys.exit(main())

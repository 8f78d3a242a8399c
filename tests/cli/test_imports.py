"""What a command imports, since that is what a learner waits for, and what need not be installed."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.terminal import SOFTMAX, dlgrade, environment

PROGRAM = """
import io, contextlib, sys
from grader.cli import run
with contextlib.redirect_stdout(io.TextIOWrapper(io.BytesIO(), 'utf-8')):
    code = run(sys.argv[1:])
assert code == 0, code
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
AUTHORS = {"torch", "hypothesis", "pytest"}
HEAVY = AUTHORS | {"jinja2", "numpy"}


def imported(*words: str, cwd: Path) -> set[str]:
    """The top-level modules that a command imports in its own process."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", PROGRAM, *words], cwd=cwd, env=environment(), capture_output=True, text=True,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("words", [["--help"], ["list"], ["list", "--json"], ["start", "7"], ["show", "7"]])
def test_small_commands_import_nothing_heavy(words: list[str], here: Path) -> None:
    found = imported(*words, cwd=here)
    assert "click" in found
    assert found & HEAVY == set()


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_check_with_a_recording_imports_nothing_of_the_authors(form: list[str], here: Path) -> None:
    words = ["check", "7", str(SOFTMAX / "right_numpy"), *form]
    assert dlgrade(*words, cwd=here).returncode == 0  # there is a recording now
    found = imported(*words, cwd=here)
    assert "numpy" in found
    assert found & (AUTHORS | {"jinja2"}) == set()


def test_a_check_in_pytorch_imports_it_in_the_learners_process_alone(here: Path) -> None:
    found = imported("check", "7", str(SOFTMAX / "right_torch"), "--json", cwd=here)
    assert found & AUTHORS == set()


def test_a_module_of_the_working_folder_is_not_taken_for_ours(here: Path) -> None:
    for name in ("click", "numpy", "json", "torch", "grader"):
        (here / f"{name}.py").write_text("raise SystemExit('the wrong module')\n", encoding="utf-8")
    (here / "softmax.py").write_bytes((SOFTMAX / "right_numpy" / "softmax.py").read_bytes())
    done = dlgrade("check", "7", "softmax.py", "--no-shrink", cwd=here)
    assert "wrong module" not in done.stdout + done.stderr.replace("softmax.py cannot", "")

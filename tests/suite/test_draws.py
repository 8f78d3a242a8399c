"""What is drawn depends on the seed and the suite, and on nothing else that happens to be there."""

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
sys.path.insert(0, {folder!r})
{first}
from hypothesis import Phase, given, seed, settings, strategies as st
from grader.suite.draws import forget_sources
{forget}
found = []

@seed(1)
@settings(database=None, max_examples=300, phases=[Phase.generate])
@given(st.floats(allow_nan=False), st.integers())
def draw(x, n):
    found.append((x, n))

draw()
print(found)
"""


def drawn(folder: Path, first: str, forget: str) -> str:
    script = SCRIPT.format(folder=str(folder), first=first, forget=forget)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout


def test_numbers_in_other_modules_change_no_example(tmp_path):
    constants = [*range(1_000_003, 1_000_303), *(index + 0.12345 for index in range(300))]
    (tmp_path / "neighbour.py").write_text(f"NUMBERS = {constants!r}\n", encoding="ascii")
    alone, beside = (drawn(tmp_path, first, "forget_sources()") for first in ("", "import neighbour"))
    assert alone == beside
    assert "0.12345" not in beside
    assert "0.12345" in drawn(tmp_path, "import neighbour", ""), "Hypothesis would draw them"

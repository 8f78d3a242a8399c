"""The exporters are light: what other systems read is written without NumPy, PyTorch, Jinja or pytest."""

import subprocess
import sys
from pathlib import Path

import grader.exports

HEAVY = {"numpy", "torch", "jinja2", "pytest", "hypothesis", "rich", "click"}


def test_exporters_import_nothing_heavy():
    modules = sorted(path.stem for path in Path(grader.exports.__path__[0]).glob("*.py") if path.stem != "__init__")
    assert {"canvas", "csv_", "github", "gradescope", "junit", "moodle"} <= set(modules)
    code = f"import sys; from grader.exports import {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert set(done.stdout.split()) & HEAVY == set()

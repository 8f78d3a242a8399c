"""What a learner installs: the program with its course, and nothing heavy."""

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

from tests.harness import ROOT


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the wheel was unpacked."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    zipfile.ZipFile(wheel).extractall(folder / "site")
    return folder / "site"


def dlgrade(installed: Path, *arguments: str) -> str:
    """What the installed program prints, run outside of the checkout."""
    done = subprocess.run(
        [sys.executable, "-P", "-m", "grader", *arguments],
        cwd=installed.parent,
        env=os.environ | {"PYTHONPATH": str(installed)},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def test_the_wheel_brings_the_course(installed: Path) -> None:
    assert (installed / "grader" / "_course" / "exercises" / "exercise07_softmax" / "softmax.py").is_file()
    assert "Softmax" in dlgrade(installed, "list")


def test_the_wheel_brings_no_solution_and_no_sample(installed: Path) -> None:
    names = {path.relative_to(installed).parts[0] for path in installed.rglob("*.py")}
    assert names == {"grader"}
    assert not list(installed.rglob("solutions")) + list(installed.rglob("submissions"))


@pytest.mark.slow
def test_the_installed_program_starts_and_checks_an_exercise(installed: Path) -> None:
    dlgrade(installed, "start", "softmax")
    solution = ROOT / "solutions" / "numpy" / "exercise07_softmax" / "softmax.py"
    (installed.parent / "exercise07_softmax" / "softmax.py").write_bytes(solution.read_bytes())
    assert "20 of 20 points" in dlgrade(installed, "check", "softmax")


def test_the_learners_install_is_light() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {requirement.partition(">")[0] for requirement in project["dependencies"]}
    assert names == {
        "click", "jinja2", "landlockpy", "msgspec", "numpy", "platformdirs", "pyseccomp", "rich",
    }  # fmt: skip
    assert "torch==2.13.0" in project["optional-dependencies"]["author"]

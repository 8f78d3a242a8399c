"""What an interpreter for a learner's code is started with: packages, environment, flags, and what it is told."""

import importlib.util
import json
import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, Literal

import msgspec
from msgspec import Struct

from grader.experiment.message import Flavour
from grader.sandbox.levels import Level
from grader.sandbox.limits import Limits

Start = Literal["fork", "spawn"]

BOOTSTRAP = Path(__file__).parent.parent / "learner" / "bootstrap.py"
# -P and -S: neither the folder of the script nor site-packages is on the path; -s: nor the user's; -B: no .pyc files.
FLAGS = ("-P", "-S", "-s", "-B", "-X", "utf8")

NUMPY_PACKAGES = ("numpy", "msgspec", "grader", "landlockpy", "pyseccomp")
# What PyTorch imports of others, eagerly or on first use.
TORCH_PACKAGES = (
    *NUMPY_PACKAGES, "torch", "torchgen", "functorch", "typing_extensions", "sympy", "mpmath", "networkx", "jinja2",
    "markupsafe", "filelock", "fsspec", "triton", "nvidia",
)  # fmt: skip
# One thread for each linear algebra library: small arrays gain nothing from more, and a fork may have only one.
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "LC_ALL": "C.UTF-8",
    "CUBLAS_WORKSPACE_CONFIG": ":4096:8",
}
PASSED_ON = ("CUDA_VISIBLE_DEVICES", "CUDA_HOME", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")


class LaunchError(RuntimeError):
    """A learner's process could not be started: the grader's own trouble."""


class IsolationError(LaunchError):
    """This machine does not confine as much as was demanded; nothing of the learner's was run."""


class Plan(Struct, frozen=True):
    """What every process of a launcher is told.

    A process reaches the highest level that the machine offers, and no higher than `at_most`; where that is below
    `at_least`, nothing is run.
    """

    flavour: Flavour
    device: str
    limits: Limits
    at_least: Level = "process"
    at_most: Level = "isolated"

    def settings(self, mode: Literal["template", "serve"], **more: object) -> str:
        """The bootstrap's argument."""
        names = TORCH_PACKAGES if self.flavour == "torch" else NUMPY_PACKAGES
        denied = () if self.flavour == "torch" else ("torch", "functorch", "torchgen")
        return json.dumps({
            "mode": mode,
            "flavour": self.flavour,
            "device": self.device,
            "limits": msgspec.to_builtins(self.limits),
            "packages": {name: folder for name in names if (folder := folder_of(name))},
            "denied_packages": denied,
            "denied_folders": [str(Path(folder) / name) for name in denied if (folder := folder_of(name))],
            # In namespaces of its own no process has found a GPU yet (driver 580), and a template cannot leave them.
            "at_most": "confined" if self.device.startswith("cuda") and self.at_most == "isolated" else self.at_most,
            **more,
        })  # fmt: skip


def folder_of(package: str) -> str | None:
    """The folder that holds an installed package, found without importing it; None where it is not installed."""
    try:
        spec = importlib.util.find_spec(package)
    except (ImportError, ValueError):
        return None
    if spec is None:
        return None
    if spec.submodule_search_locations:
        return str(Path(next(iter(spec.submodule_search_locations))).parent)
    return str(Path(spec.origin).parent) if spec.origin else None


def start_interpreter(settings: str, passed: tuple[socket.socket, ...], *, capture: bool) -> "subprocess.Popen[bytes]":
    """Start an interpreter that runs the bootstrap. Raises LaunchError."""
    try:
        return subprocess.Popen(
            [sys.executable, *FLAGS, str(BOOTSTRAP), settings],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE if capture else subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            pass_fds=[end.fileno() for end in passed],
            env=_environment(os.environ),
            start_new_session=True,
            bufsize=0,
        )
    except OSError as error:
        raise LaunchError(f"the learner's process could not be started: {error}") from error


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    return ENVIRONMENT | {name: ours[name] for name in PASSED_ON if name in ours}


def reader(descriptor: int) -> IO[bytes]:
    """A stream of a pipe, which never waits."""
    os.set_blocking(descriptor, False)
    stream: Any = os.fdopen(descriptor, "rb", buffering=0)
    return stream  # type: ignore[no-any-return]

"""Options that several commands have, and what their values stand for."""

import os
import shutil
from typing import TYPE_CHECKING

from grader.cli.problems import EXIT_FAULT, EXIT_USAGE, Problem
from grader.course import Exercise

if TYPE_CHECKING:
    from grader.sandbox.limits import Limits


def typed_seed(seed: str | None) -> str | None:
    """The seed as typed. Reports write a secret one as `...`: copied from there, it is the one in DLGRADE_SEED."""
    if seed != "...":
        return seed
    if not os.environ.get("DLGRADE_SEED"):
        raise Problem("Type the secret seed in place of the three dots, or set DLGRADE_SEED to it.", EXIT_USAGE)
    return None


def can_use_cuda(flavour: str) -> None:
    """Refuse `--device cuda` where it cannot work, as far as that shows without importing PyTorch."""
    from grader.recording import versions

    if flavour != "torch":
        raise Problem("--device cuda is for PyTorch submissions; this one is written in NumPy.", EXIT_USAGE)
    torch = versions().get("torch", "")
    if not torch:
        raise Problem("--device cuda needs PyTorch, in a build for CUDA, and there is none here.", EXIT_USAGE)
    if torch.endswith("+cpu"):
        found = f"the one installed here, {torch}, is for the CPU only"
        raise Problem(f"--device cuda needs a CUDA build of PyTorch; {found}. Leave the option out.", EXIT_USAGE)
    if shutil.which("nvidia-smi") is None:
        raise Problem("--device cuda needs an NVIDIA GPU, and none was found. Leave the option out.", EXIT_USAGE)


def limits_for(exercise: Exercise, timeout: float | None) -> "Limits":
    """The limits of an exercise's manifest, with the time that was typed."""
    from msgspec import structs

    from grader.sandbox.limits import limits_of

    try:
        limits = limits_of(exercise.limits)
    except ValueError as error:
        raise Problem(f"{exercise.folder / 'exercise.toml'}: {error}.", EXIT_FAULT) from None
    return structs.replace(limits, message_seconds=timeout) if timeout else limits

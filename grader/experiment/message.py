"""The messages of the boundary: requests go to a learner's process, replies come back."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from grader.experiment.program import Program, Raised, Transcript
from grader.experiment.values import MAX_ITEMS, Name, Size

Flavour = Literal["numpy", "torch"]
Level = Literal["process", "confined", "isolated"]  # how far a learner's process is confined, weakest first


class Load(Struct, frozen=True, array_like=True, tag="load"):
    """Execute the learner's module. `files` maps file names to sources; `given` ones come from the exercise."""

    number: Size
    module: Name
    files: Annotated[dict[Name, str], Meta(max_length=1024)]
    flavour: Flavour = "numpy"
    device: Annotated[str, Meta(max_length=32)] = "cpu"
    refused: Annotated[tuple[Name, ...], Meta(max_length=1024)] = ()


class Run(Struct, frozen=True, array_like=True, tag="run"):
    """Run programs, one after the other."""

    number: Size
    programs: Annotated[tuple[Program, ...], Meta(max_length=MAX_ITEMS)]


Request = Load | Run


class Ready(Struct, frozen=True, array_like=True, tag="ready"):
    """The first word of a learner's process, said before any of the learner's code is there."""

    level: Level
    notes: Annotated[tuple[Name, ...], Meta(max_length=32)] = ()


class Loaded(Struct, frozen=True, array_like=True, tag="loaded"):
    """The module was executed, or raised."""

    number: Size
    raised: Raised | None = None
    refused: Name | None = None


class Ran(Struct, frozen=True, array_like=True, tag="ran"):
    """One transcript for each program of the request."""

    number: Size
    transcripts: Annotated[tuple[Transcript, ...], Meta(max_length=MAX_ITEMS)]


Reply = Ready | Loaded | Ran

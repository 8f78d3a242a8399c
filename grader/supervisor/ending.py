"""How a learner's process came to an end when it should have answered."""

import os
import signal
from typing import Literal

from msgspec import Struct

from grader.judge.verdict import Verdict

Kind = Literal["exited", "killed", "timed_out", "out_of_memory", "over_limit", "violated", "broken"]

VERDICTS: dict[Kind, Verdict] = {
    "timed_out": "timed_out",
    "out_of_memory": "out_of_memory",
    "over_limit": "over_limit",
    "broken": "fault",
}


class Ending(Struct, frozen=True):
    """What happened instead of a reply. `broken` is the grader's own trouble, everything else the submission's."""

    kind: Kind
    detail: str

    @property
    def verdict(self) -> Verdict:
        """The verdict of the check that was running."""
        return VERDICTS.get(self.kind, "crashed")


def ending_of_status(status: int, *, out_of_time: bool = False) -> Ending:
    """The ending that a wait status tells; `out_of_time` where the process had used its processor time."""
    if os.WIFSIGNALED(status):
        number = os.WTERMSIG(status)
        if out_of_time or number == getattr(signal, "SIGXCPU", None):
            return Ending("timed_out", "it used all of its processor time")
        return Ending("killed", _SIGNALS.get(number, f"it was ended by signal {_signal_name(number)}"))
    return Ending("exited", f"it left with exit status {os.WEXITSTATUS(status)} instead of answering")


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)


_SIGNALS = {
    int(signal.SIGSEGV): "it crashed the interpreter (segmentation fault)",
    int(signal.SIGABRT): "it aborted",
    int(getattr(signal, "SIGSYS", -1)): "it sent itself a signal that ends a process",
    int(signal.SIGKILL): "it closed its connection, or was killed",
}

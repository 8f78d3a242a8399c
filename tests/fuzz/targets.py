"""What is fuzzed. Each target takes bytes and raises where a claim does not hold; anything it returns from is well.

The claims: the decoder gives a reply or a WireError; the judge gives a verdict on the submission for any reply, with a
sentence; nothing passes that the oracle knows to be wrong; the report of any verdict can be built and shown, and holds
no control character; none of it allocates more than the cap of the decoder, or warns.
"""

import tracemalloc
import unicodedata
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from typing import Any

from grader.experiment import wire
from grader.experiment.message import Loaded, Ran, Reply
from grader.experiment.program import Transcript
from grader.explain.smallest import Case
from grader.graded import Judged
from grader.judge.check import Outcome, judge_check
from grader.judging import why_not_loaded
from grader.report import build, html, json, terminal
from grader.submission.take import Submission
from grader.supervisor.process import _Exchange
from grader.supervisor.session import NotLoaded
from tests.fuzz.checks import Sample, samples
from tests.fuzz.oracle import may_pass
from tests.report.factory import report

SHOWN = 32  # one input in so many is rendered: that takes as long as judging hundreds
MEASURED = 64  # one input in so many is measured, which takes four times as long
SUBMISSION = Submission("f.py", "f", {}, "numpy", "")
COURSE_VERDICTS = {"forbidden", "out_of_memory", "failed", "not_attempted", "crashed", "passed"}


class Stream:
    """A channel that gives the bytes of a stream, as a socket would."""

    def __init__(self, data: bytes) -> None:
        self._stream = BytesIO(data)

    def recv(self, size: int) -> bytes:
        """At most `size` bytes; none at the end."""
        return self._stream.read(size)


def received(data: bytes) -> list[Reply]:
    """The replies in a stream of frames, up to the first that is none."""
    replies: list[Reply] = []
    channel: Any = Stream(data)
    while True:
        exchange = _Exchange(b"")
        try:
            while exchange.body is None:
                if not exchange.receive(channel):
                    return replies
            replies.append(wire.decode_reply(bytes(exchange.body)))
        except wire.WireError:
            return replies


def stream(data: bytes, *, shown: bool = False) -> None:
    """The bytes are what a process writes to its channel: frames, from the first header on."""
    for reply in received(data):
        if isinstance(reply, Loaded) and (reply.raised or reply.refused):
            verdict, sentence = why_not_loaded(NotLoaded(reply.raised, reply.refused), SUBMISSION)
            assert verdict in COURSE_VERDICTS - {"passed"}
            assert sentence
        if isinstance(reply, Ran):
            judge(samples()[reply.number % len(samples())], reply.transcripts, shown=shown)


def reply(data: bytes, *, shown: bool = False) -> None:
    """The first byte chooses a check, and the others are the body of the reply to it."""
    try:
        answer = wire.decode_reply(data[1:])
    except wire.WireError:
        return
    if isinstance(answer, Ran):
        judge(samples()[data[0] % len(samples())], answer.transcripts, shown=shown)


def judge(sample: Sample, transcripts: Sequence[Transcript], *, shown: bool) -> Outcome:
    """Judge what came back as a check's transcripts, and hold the claims against the outcome."""
    examples = sample.check.examples
    outcome = judge_check(examples, transcripts, sample.setting)
    assert outcome.verdict in COURSE_VERDICTS, outcome
    if outcome.verdict == "passed":
        assert may_pass(examples, transcripts), "this passed, and nothing right stands behind it"
    else:
        assert outcome.message
        assert outcome.public_message or outcome.verdict == "crashed"
    if shown:
        show(sample, outcome, transcripts)
    return outcome


def show(sample: Sample, outcome: Outcome, transcripts: Sequence[Transcript]) -> None:
    """Build the report of an outcome and render it in every form."""
    case = None
    if outcome.example is not None:
        case = Case(sample.check.examples[outcome.example], transcripts[outcome.example], outcome.findings)
    whole = report(build._check(Judged(sample.check, outcome, 0.0, case), 0.0, "dlgrade check 1"))
    for text in (terminal.render(whole, width=80, color=False, verbose=True), html.render(whole), json.render(whole)):
        text.encode()
        found = {letter for letter in set(text) - {"\n", "\t"} if unicodedata.category(letter) in {"Cc", "Zl", "Zp"}}
        assert not found, f"control characters came through: {found}"


TARGETS: dict[str, Callable[..., None]] = {"stream": stream, "reply": reply}


def run(name: str, data: bytes, *, thorough: bool = False) -> None:
    """Run a target, and what is too slow for every input (rendering, measuring) on some; `thorough` does it here."""
    key = zlib.crc32(data)
    shown, measured = thorough or key % SHOWN == 0, thorough or key % MEASURED == 1
    if not measured:
        TARGETS[name](data, shown=shown)
        return
    tracemalloc.start()
    try:
        TARGETS[name](data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak <= wire.MAX_DECODED + len(data), f"{peak} bytes were allocated for an input of {len(data)}"
    if shown:
        TARGETS[name](data, shown=True)


__all__ = ["TARGETS", "run"]

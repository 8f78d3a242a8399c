"""A process that speaks the protocol wrongly, in every way and at every point of it, costs itself and nobody else.

Wherever it goes wrong, the check that was running ends with a verdict on the submission, within the deadline; the
process is ended once, its descriptors are closed and its folder is gone; and the next process starts from nothing.
"""

import os
import random
import socket
import struct
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec import structs

from grader import judging
from grader.experiment import wire
from grader.experiment.expectation import Equal, Example, Subject
from grader.experiment.message import Load, Loaded, Ran, Ready, Reply, Run
from grader.experiment.program import Done, Returned, Skipped, Transcript
from grader.experiment.values import Array, Dict, List, Ref
from grader.graded import Judged
from grader.recording import RecordedCheck
from grader.sandbox.limits import Limits
from grader.supervisor.session import Session
from tests.supervisor.attempts import calling, submission
from tests.supervisor.peer import Peer, Script, Scripted

LONG, SHORT = 30.0, 0.3  # seconds: a deadline that is never met, and one that is waited for
READY = Ready("process")
RIGHT = Transcript((Done(), Returned(1)))
SUBJECT = Subject("f", "f()")

Act = Callable[[Peer, Reply], None]  # what a peer does where `Reply` would be right


def body_of(reply: Reply) -> bytes:
    return wire.frame(reply)[wire.HEADER.size :]


def framed(body: bytes) -> bytes:
    return wire.HEADER.pack(len(body)) + body


def sends(make: Callable[[bytes], bytes]) -> Act:
    """Send what is made of the body that would be right."""
    return lambda peer, right: peer.channel.sendall(make(body_of(right)))


def says(make: Callable[[Any], Reply]) -> Act:
    """Say a proper message, made of the one that would be right."""
    return lambda peer, right: peer.say(make(right))


def hangs_up(make: Callable[[bytes], bytes], how: int = socket.SHUT_RDWR) -> Act:
    """Send what is made of the right body, and close the connection, or one direction of it."""

    def act(peer: Peer, right: Reply) -> None:
        peer.channel.sendall(make(body_of(right)))
        peer.channel.shutdown(how)

    return act


def trickles(peer: Peer, right: Reply) -> None:
    """Announce a message, and send a byte of it now and then, for ever."""
    peer.channel.sendall(wire.HEADER.pack(wire.MAX_FRAME))
    while True:
        peer.channel.sendall(b"\0")
        time.sleep(SHORT / 50)


def floods(name: str) -> Act:
    """Write to an output without end, and never answer."""

    def act(peer: Peer, right: Reply) -> None:
        while True:
            os.write(getattr(peer, name), b"x" * 65536)

    return act


def closes_outputs(peer: Peer, right: Reply) -> None:
    """Close both outputs, and never answer."""
    with Path(os.devnull).open("wb") as null:
        os.dup2(null.fileno(), peer.stdout)
        os.dup2(null.fileno(), peer.stderr)


def renumbered(change: Callable[[int], Any]) -> Act:
    """Say the right message under another number, encoded without a schema; Ready, which has none, becomes a Loaded."""

    def make(body: bytes) -> bytes:
        fields = msgspec.msgpack.decode(body)
        number = fields[1] if isinstance(fields[1], int) else 0
        return framed(msgspec.msgpack.encode(["loaded" if fields[0] == "ready" else fields[0], change(number)]))

    return sends(make)


NOISE = random.Random(7).randbytes(4096)

SILENT: dict[str, Act] = {
    "nothing at all": lambda *_: None,
    "half a header": sends(lambda _: b"\0\0"),
    "a header and nothing more": sends(lambda body: wire.HEADER.pack(len(body))),
    "more announced than sent": sends(lambda body: wire.HEADER.pack(len(body) + 1) + body),
    "a body cut short": sends(lambda body: framed(body)[:-1]),
    "the largest message announced": sends(lambda body: wire.HEADER.pack(wire.MAX_FRAME) + body),
    "a byte at a time": trickles,
    "outputs closed": closes_outputs,
}
VIOLATING: dict[str, Act] = {
    "an end": hangs_up(lambda _: b""),
    "an end of what it writes": hangs_up(lambda _: b"", socket.SHUT_WR),
    "half a header and an end": hangs_up(lambda _: b"\0\0"),
    "a header and an end": hangs_up(lambda body: wire.HEADER.pack(len(body))),
    "half a body and an end": hangs_up(lambda body: framed(body)[:-1]),
    "an empty message": sends(lambda _: framed(b"")),
    "a message of one byte": sends(lambda _: framed(b"\xc0")),
    "less announced than sent": sends(lambda body: wire.HEADER.pack(len(body) - 1) + body),
    "more announced than allowed": sends(lambda _: wire.HEADER.pack(wire.MAX_FRAME + 1)),
    "as much announced as can be": sends(lambda _: b"\xff\xff\xff\xff"),
    "noise": sends(lambda _: NOISE),
    "noise in a frame": sends(lambda _: framed(NOISE)),
    "text": sends(lambda _: b"GET / HTTP/1.1\r\n\r\n"),
    "a request": sends(lambda _: wire.frame(Run(1, ()))),
    "the right message and a byte": sends(lambda body: framed(body + b"\xc0")),
    "the right message twice in a frame": sends(lambda body: framed(body + body)),
    "an earlier number": renumbered(lambda number: max(0, number - 1)),
    "a later number": renumbered(lambda number: number + 1),
    "a huge number": renumbered(lambda _: (1 << 48) - 1),
    "a number beyond the schema": renumbered(lambda _: 1 << 48),
    "a number beyond int64": renumbered(lambda _: (1 << 64) - 1),
    "a negative number": renumbered(lambda _: -1),
    "NaN for a number": renumbered(lambda _: float("nan")),
    "a float for a number": renumbered(float),
    "text for a number": renumbered(str),
    "bytes for a number": renumbered(lambda number: number.to_bytes(16, "big")),
    "an extension for a number": renumbered(lambda _: msgspec.msgpack.Ext(5, b"12345678")),
    "nothing for a number": renumbered(lambda _: None),
    "a tag that there is not": sends(lambda _: framed(msgspec.msgpack.encode(["passed", 1, 1]))),
    "a map for a message": sends(lambda _: framed(msgspec.msgpack.encode({"type": "ran", "number": 1}))),
    "nesting without end": sends(lambda _: framed(b"\x91" * 100_000)),
    "a count that is not there": sends(lambda _: framed(b"\x93\xa3ran\x02\xdd\xff\xff\xff\xff")),
}
FLOODING: dict[str, Act] = {"a flood of output": floods("stdout"), "a flood of errors": floods("stderr")}

VALUE = b"\x93\xa3ran\x02\x91\x91\x92\x91\xa4done\x92\xa8returned"  # the reply to request 2, up to the value


def value(encoded: bytes) -> Act:
    """A reply to a request whose value is this, encoded."""
    return lambda peer, right: peer.channel.sendall(
        framed(VALUE.replace(b"\x02", bytes((_number(right),)), 1) + encoded)
    )


def _number(reply: Reply) -> int:
    assert isinstance(reply, Ran)
    return reply.number


def array(shape: bytes, dtype: bytes = b"\xa7float64", data: bytes = b"\xc4\x08" + bytes(8)) -> bytes:
    return b"\x94\xa5array" + dtype + shape + data


# In a reply to a Run, what the schema refuses.
MALFORMED: dict[str, Act] = {
    "a Loaded": says(lambda right: Loaded(right.number)),
    "a second Ready": says(lambda _: READY),
    "no transcript": says(lambda right: Ran(right.number, ())),
    "two transcripts": says(lambda right: Ran(right.number, (RIGHT, RIGHT))),
    "nil for the transcripts": sends(lambda body: framed(body[:6] + b"\xc0")),
    "a negative side": value(array(b"\x91\xff")),
    "a side that no array has": value(array(b"\x91\xcf\x00\x01" + bytes(6))),
    "a side that is NaN": value(array(b"\x91\xcb" + struct.pack(">d", float("nan")))),
    "too many sides": value(array(b"\xdc\x00\x21" + b"\x01" * 33)),
    "a dtype that there is not": value(array(b"\x90", dtype=b"\xa6object")),
    "a pickle": value(b"\x92\xa6pickle\xc4\x04\x80\x04N."),
    "a lone surrogate": value(b"\xa3\xed\xa0\x80"),
    "text that is no UTF-8": value(b"\xa2\xff\xfe"),
    "an extension": value(b"\xd4\x05a"),
    "a timestamp": value(b"\xd6\xff\x00\x00\x00\x01"),
    "a key that is no text": value(b"\x92\xa4dict\x81\x01\x01"),
    "values nested too deep": value(b"\x92\xa4list\x91" * (wire.MAX_NESTING + 1) + b"\x01"),
    "values nested without end": value(b"\x92\xa4list\x91" * 50_000 + b"\x01"),
}


def observing(*observations: Any) -> Act:
    """A reply whose transcript has these observations."""
    return says(lambda right: Ran(right.number, (Transcript(observations),)))


# In a reply to a Run, what keeps to the schema and is wrong.
JUDGED: dict[str, Act] = {
    "no observations": observing(),
    "an observation too few": observing(Done()),
    "observations out of order": observing(Returned(1), Done()),
    "a step that was not asked for": observing(Returned(1), Returned(None), Returned(1)),
    "a step skipped because of nothing": observing(Done(), Skipped(0)),
    "a step skipped because of itself": observing(Done(), Skipped(1)),
    "a step skipped because of none that there is": observing(Done(), Skipped(1 << 40), Returned(1)),
    "a handle never handed out": observing(Done(), Returned(Ref(99))),
    "an integer of 64 bits": observing(Done(), Returned((1 << 64) - 1)),
    "NaN": observing(Done(), Returned(float("nan"))),
    "True for 1": observing(Done(), Returned(value=True)),
    "a huge shape with few bytes": observing(Done(), Returned(Array("float64", (1 << 47, 1 << 47), bytes(8)))),
    "bytes that do not fit": observing(Done(), Returned(Array("int64", (), b"\1" + bytes(8)))),
    "an empty array of impossible sides": observing(Done(), Returned(Array("int64", (0, 1 << 47, 1 << 47), b""))),
    "a key twice": value(b"\x92\xa4dict\x82\xa1a\x01\xa1a\x01"),
    "a list of the right value": observing(Done(), Returned(List((1,)))),
    "what reads like a verdict": observing(Done(), Returned(Dict({"verdict": "passed", "points": 100}))),
}  # fmt: skip


def check(name: str, *arguments: Array) -> RecordedCheck:
    """A check that passes where calling `f` gives 1."""
    example = Example(calling("f", *arguments), (Equal(step=1, subject=SUBJECT, expected=1),), ("", "f()"))
    return RecordedCheck(name, "It is 1.", 1.0, False, "", (), (example,))


CHECKS = (check("first"), check("second"))
LARGE = (check("first", Array("float64", (1 << 19,), bytes(4 << 20))), check("second"))


def serves(peer: Peer) -> None:
    """Speak as one should, to the end."""
    peer.say(READY)
    while True:
        request = peer.listen()
        peer.say(Loaded(request.number) if isinstance(request, Load) else Ran(request.number, (RIGHT,)))


def instead_of_ready(act: Act) -> Script:
    return lambda peer: act(peer, READY)


def before_load(act: Act) -> Script:
    def script(peer: Peer) -> None:
        peer.say(READY)
        act(peer, Loaded(1))

    return script


def at_load(act: Act) -> Script:
    def script(peer: Peer) -> None:
        peer.say(READY)
        act(peer, Loaded(peer.listen().number))

    return script


def at_run(which: int, *, unasked: bool = False, twice: bool = False) -> Callable[[Act], Script]:
    """Go wrong in the reply to a Run; `unasked` before the Run is read, `twice` after a right reply to it."""

    def make(act: Act) -> Script:
        def script(peer: Peer) -> None:
            peer.say(READY)
            peer.say(Loaded(peer.listen().number))
            number = 1
            for at in range(which):
                number = number + 1 if unasked and at == which - 1 else peer.listen().number
                if at < which - 1 or twice:
                    peer.say(Ran(number, (RIGHT,)))
            act(peer, Ran(number, (RIGHT,)))

        return script

    return make


Points = dict[str, tuple[Callable[[Act], Script], tuple[str, str]]]
WRONG = "wrong"  # the verdict that is expected of the check that the peer spoils
AT_RUNS: Points = {
    "in the first run": (at_run(1), (WRONG, "passed")),
    "in a later run": (at_run(2), ("passed", WRONG)),
    "before a run is read": (at_run(1, unasked=True), (WRONG, "passed")),
}
POINTS: Points = {
    "instead of Ready": (instead_of_ready, ("fault", "fault")),
    "before Load is read": (before_load, (WRONG, WRONG)),
    "in the answer to Load": (at_load, (WRONG, WRONG)),
    **AT_RUNS,
    "after an answer": (at_run(1, twice=True), ("passed", WRONG)),
    "at the end": (at_run(2, twice=True), ("passed", "passed")),
}


def graded(
    script: Script,
    monkeypatch: pytest.MonkeyPatch,
    seconds: float,
    *,
    large: bool = False,
    spoils_start: bool = False,
) -> tuple[Judged, ...]:
    """What two checks come to on a peer that follows the script, and on one after it that serves.

    A process that does not say Ready is started once more; that one goes wrong likewise.
    """
    limits = Limits(message_seconds=seconds, output_kib=1)
    monkeypatch.setattr("grader.supervisor.session.READY_SECONDS", seconds)
    scripts = (script, script) if spoils_start else (script, serves)
    with Scripted(*scripts, limits=limits) as launcher:
        with Session(launcher, submission(""), limits, refused=()) as session:
            judged = judging.run(session, LARGE if large else CHECKS)
        for peer in launcher.peers:
            assert peer.ended == 1
            assert peer.process.channel.fileno() == -1
            assert all(pipe.closed for pipe in peer.process._pipes.values())
            assert not Path(peer.scratch).exists()
    return judged


def verdicts(judged: tuple[Judged, ...], wanted: tuple[str, str], wrong: str) -> None:
    """Compare the verdicts, and ask for a sentence with each that is not passed."""
    assert [one.outcome.verdict for one in judged] == [wrong if one == WRONG else one for one in wanted]
    assert all(one.outcome.verdict == "passed" or one.outcome.message.endswith(".") for one in judged)


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("wrong", SILENT)
def test_no_answer_is_ended_at_the_deadline(point: str, wrong: str, monkeypatch: pytest.MonkeyPatch):
    script, wanted = POINTS[point]
    judged = graded(script(SILENT[wrong]), monkeypatch, SHORT, spoils_start=wanted[0] == "fault")
    verdicts(judged, wanted, "timed_out")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("wrong", VIOLATING)
def test_a_violation_is_ended_at_once(point: str, wrong: str, monkeypatch: pytest.MonkeyPatch):
    script, wanted = POINTS[point]
    judged = graded(script(VIOLATING[wrong]), monkeypatch, LONG, spoils_start=wanted[0] == "fault")
    verdicts(judged, wanted, "crashed")


@pytest.mark.parametrize("point", POINTS)
@pytest.mark.parametrize("wrong", FLOODING)
def test_a_flood_is_ended_at_once(point: str, wrong: str, monkeypatch: pytest.MonkeyPatch):
    script, wanted = POINTS[point]
    judged = graded(script(FLOODING[wrong]), monkeypatch, LONG, spoils_start=wanted[0] == "fault")
    verdicts(judged, wanted, "over_limit")


def test_a_process_that_is_not_ready_is_started_once_more(monkeypatch: pytest.MonkeyPatch):
    for act in VIOLATING.values():
        verdicts(graded(instead_of_ready(act), monkeypatch, LONG), ("passed", "passed"), "")


@pytest.mark.parametrize("point", AT_RUNS)
@pytest.mark.parametrize("wrong", MALFORMED)
def test_an_answer_that_is_not_of_the_schema_is_a_violation(point: str, wrong: str, monkeypatch: pytest.MonkeyPatch):
    script, wanted = AT_RUNS[point]
    judged = graded(script(MALFORMED[wrong]), monkeypatch, LONG)
    verdicts(judged, wanted, "crashed")


@pytest.mark.parametrize("point", ["in the first run", "in a later run"])
@pytest.mark.parametrize("wrong", JUDGED)
def test_an_answer_that_is_wrong_fails(point: str, wrong: str, monkeypatch: pytest.MonkeyPatch):
    """It keeps to the protocol, but for what only its program can tell; the process goes on."""
    make, wanted = AT_RUNS[point]

    def act(peer: Peer, right: Reply) -> None:
        JUDGED[wrong](peer, right)
        while True:
            peer.say(Ran(peer.listen().number, (RIGHT,)))

    judged = graded(make(act), monkeypatch, LONG)
    spoilt, other = judged if wanted[0] == WRONG else judged[::-1]
    assert spoilt.outcome.verdict in {"failed", "crashed"}
    assert spoilt.outcome.message.endswith(".")
    assert other.outcome.verdict == "passed"


@pytest.mark.parametrize("wrong", [*SILENT, *VIOLATING])
def test_a_request_that_is_not_read_does_not_hold_the_grader_up(wrong: str, monkeypatch: pytest.MonkeyPatch):
    """Four megabytes do not fit the socket, so the request is still being sent when the peer goes wrong."""
    act = (SILENT | VIOLATING)[wrong]
    judged = graded(at_run(1, unasked=True)(act), monkeypatch, SHORT if wrong in SILENT else LONG, large=True)
    verdicts(judged, (WRONG, "passed"), "timed_out" if wrong in SILENT else "crashed")


@pytest.mark.parametrize("point", POINTS)
def test_a_peer_that_does_not_listen_any_more_is_ended(point: str, monkeypatch: pytest.MonkeyPatch):
    """How it ends depends on whether the next message could still be sent; it ends either way."""
    script, wanted = POINTS[point]
    hard_of_hearing = script(hangs_up(lambda _: b"", socket.SHUT_RD))
    judged = graded(hard_of_hearing, monkeypatch, SHORT, spoils_start=wanted[0] == "fault")
    for one, expected in zip(judged, wanted, strict=True):
        assert one.outcome.verdict in ({"timed_out", "crashed"} if expected == WRONG else {expected})


@pytest.mark.parametrize("kept", range(len(wire.frame(Ran(2, (RIGHT,))))))
def test_an_answer_cut_anywhere_is_no_answer(kept: int, monkeypatch: pytest.MonkeyPatch):
    judged = graded(at_run(1)(hangs_up(lambda body: framed(body)[:kept])), monkeypatch, LONG)
    verdicts(judged, (WRONG, "passed"), "crashed")


def test_a_right_answer_after_a_wrong_one_comes_too_late(monkeypatch: pytest.MonkeyPatch):
    """Two replies in one go: the first is judged, and the second answers nothing that was asked."""

    def act(peer: Peer, right: Reply) -> None:
        observing(Done(), Returned(2))(peer, right)
        peer.say(right)

    first, second = graded(at_run(1)(act), monkeypatch, LONG)
    assert (first.outcome.verdict, second.outcome.verdict) == ("failed", "crashed")


def test_programs_are_told_apart_by_their_transcripts_order(monkeypatch: pytest.MonkeyPatch):
    """Transcripts in another order are answers to other programs: what is right for one is wrong for the other."""
    two = tuple(
        structs.replace(one, expectations=(Equal(step=1, subject=SUBJECT, expected=wanted),))
        for wanted, one in enumerate(CHECKS[0].examples * 2)
    )
    monkeypatch.setattr(
        "tests.supervisor.test_wrong_peer.CHECKS", (structs.replace(CHECKS[0], examples=two), CHECKS[1])
    )
    answers = [Transcript((Done(), Returned(number))) for number in (1, 0)]
    swapped = says(lambda right: Ran(right.number, tuple(answers)))
    assert graded(at_run(1)(swapped), monkeypatch, SHORT)[0].outcome.verdict == "failed"


def test_the_tables_go_wrong_where_the_right_answer_passes(monkeypatch: pytest.MonkeyPatch):
    """The same script with the right answer passes: it is the wrong in it that ends a check."""
    right = says(lambda reply: reply)
    assert graded(at_run(1)(right), monkeypatch, SHORT)[0].outcome.verdict == "passed"
    assert graded(serves, monkeypatch, LONG)[1].outcome.verdict == "passed"
    assert wire.decode_reply(VALUE + b"\x01") == Ran(2, (RIGHT,))


def test_a_right_answer_to_what_was_not_read_is_a_guess(monkeypatch: pytest.MonkeyPatch):
    """Four megabytes do not fit the socket, so the request is still being sent when the answer is there."""
    guess = at_run(1, unasked=True)(says(lambda right: right))
    verdicts(graded(guess, monkeypatch, LONG, large=True), (WRONG, "passed"), "crashed")

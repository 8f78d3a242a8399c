"""A process that breaks the protocol is ended, within its deadline, and whatever it does costs the command nothing."""

import os
import threading
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.experiment import wire
from grader.experiment.message import Loaded, Ran, Ready, Run
from grader.experiment.program import Keep, Program, Transcript
from grader.experiment.values import Array
from grader.sandbox.limits import Limits
from grader.supervisor.ending import Ending
from grader.supervisor.process import FLOOD_FACTOR, Ended
from grader.supervisor.session import NotLoaded, Session
from tests.supervisor.attempts import LIMITS, calling, submission
from tests.supervisor.peer import Peer, Scripted

SOON = 0.15  # seconds: long for a socket, short for a test
ASK = Run(5, ())
READY = Ready("process")


def test_a_proper_reply_comes_through():
    with Peer() as peer:
        peer.say(READY, Ran(5, ()))
        assert peer.process.ready(SOON) == READY
        assert peer.process.request(ASK, SOON) == Ran(5, ())


@pytest.mark.parametrize("said", [b"", b"\0", b"\0\0\0", b"\0\0\0\x09half"])
def test_silence_is_ended_at_the_deadline(said):
    with Peer() as peer:
        peer.channel.sendall(said)
        began = time.monotonic()
        ending = peer.process.request(ASK, SOON)
        assert isinstance(ending, Ending)
        assert ending.kind == "timed_out"
        assert SOON <= time.monotonic() - began < 10 * SOON


@pytest.mark.parametrize("said", [b"", b"\0", b"\0\0\0", b"\0\0\0\x09half"])
def test_a_connection_that_closes_is_told_by_its_exit_status(said):
    with Peer() as peer:
        peer.channel.sendall(said)
        peer.channel.close()
        assert peer.process.request(ASK, SOON) == Ending("exited", "it left with exit status 7 instead of answering")


def test_bytes_that_trickle_in_time_are_a_reply():
    with Peer() as peer:
        peer.trickle(wire.frame(Ran(5, ())), 0.001)
        assert peer.process.request(ASK, 5.0) == Ran(5, ())


def test_bytes_that_trickle_do_not_move_the_deadline():
    with Peer() as peer:
        peer.trickle(wire.frame(Ready("process", ("x" * 100,))), SOON / 20)
        began = time.monotonic()
        ending = peer.process.ready(SOON)
        assert isinstance(ending, Ending)
        assert ending.kind == "timed_out"
        assert time.monotonic() - began < 5 * SOON


@pytest.mark.parametrize("header", [b"\xff\xff\xff\xff", wire.HEADER.pack(wire.MAX_FRAME + 1), b"GET "])
def test_a_huge_announcement_is_not_waited_for(header):
    with Peer() as peer:
        peer.channel.sendall(header)
        ending = peer.process.request(ASK, 60.0)
        assert isinstance(ending, Ending)
        assert ending.kind == "violated"
        assert "was announced" in ending.detail


@pytest.mark.parametrize("body", [b"", b"\xc0", b"\x93\xa3ran", b"\xff" * 100, wire.frame(ASK)[4:]])
def test_what_is_no_reply_ends_the_process(body):
    with Peer() as peer:
        peer.channel.sendall(wire.HEADER.pack(len(body)) + body)
        ending = peer.process.request(ASK, SOON)
        assert isinstance(ending, Ending)
        assert ending.kind == "violated"
        assert peer.ended == 1


@settings(max_examples=60, deadline=None)
@given(said=st.binary(max_size=64))
def test_any_bytes_come_to_an_ending(said):
    with Peer() as peer:
        peer.channel.sendall(said)
        peer.channel.close()
        assert isinstance(peer.process.request(ASK, SOON), Ending)
        assert not Path(peer.scratch).exists()


@pytest.mark.parametrize("answer", [Ran(4, ()), Ran(6, ()), Loaded(4), READY])
def test_an_answer_to_another_question_ends_the_process(answer):
    with Peer() as peer:
        peer.say(answer)
        ending = peer.process.request(ASK, SOON)
        assert ending == Ending(
            "violated", "the process did not keep to the protocol: it answered something that was not asked"
        )


def test_an_answer_that_nobody_asked_for_is_not_kept_for_the_next_question():
    with Peer() as peer:
        peer.say(Ran(5, ()), Ran(5, (Transcript(()),)))
        assert peer.process.request(ASK, SOON) == Ran(5, ())
        assert isinstance(peer.process.request(Run(6, ()), SOON), Ending)


@pytest.mark.parametrize("answer", [Loaded(1), Ran(0, ())])
def test_the_first_word_is_ready_and_nothing_else(answer):
    with Peer() as peer:
        peer.say(answer)
        ending = peer.process.ready(SOON)
        assert isinstance(ending, Ending)
        assert ending.detail.endswith("its first word was not Ready")


def test_a_peer_that_does_not_read_is_ended_at_the_deadline():
    array = Array("float64", (2 << 20,), bytes(16 << 20))
    with Peer() as peer:
        ending = peer.process.request(Run(5, (Program((Keep(array),)),)), SOON)
        assert isinstance(ending, Ending)
        assert ending.kind == "timed_out"


def test_a_process_that_has_ended_is_not_asked_again():
    with Peer() as peer:
        peer.process.request(ASK, 0.001)
        with pytest.raises(RuntimeError, match="start another"):
            peer.process.request(ASK, SOON)


def test_a_process_is_ended_once_and_leaves_no_folder():
    with Peer() as peer:
        (Path(peer.scratch) / "folder").mkdir()
        (Path(peer.scratch) / "folder" / "file").write_text("x", encoding="ascii")
        assert [peer.process.close() for _ in range(3)] == [Ended(7 << 8)] * 3
        assert peer.ended == 1
        assert not Path(peer.scratch).exists()


def test_output_and_errors_are_kept_apart():
    with Peer() as peer:
        os.write(peer.stdout, b"out")
        os.write(peer.stderr, b"err")
        peer.process.close()
        assert (bytes(peer.process.captured.stdout), bytes(peer.process.captured.stderr)) == (b"out", b"err")
        assert peer.process.captured.dropped == 0


def test_output_beyond_the_cap_is_counted_and_not_kept():
    with Peer(Limits(output_kib=1)) as peer:
        os.write(peer.stdout, b"x" * 3000)
        os.write(peer.stderr, b"y" * 1025)
        peer.process.close()
        captured = peer.process.captured
        assert (len(captured.stdout), len(captured.stderr), captured.dropped) == (1024, 1024, 3000 + 1025 - 2048)


def write_on(peer, stop):
    """Write to standard output until told to stop, from another thread."""
    os.set_blocking(peer.stdout, False)

    def run():
        while not stop.is_set():
            try:
                os.write(peer.stdout, b"x" * 65536)
            except BlockingIOError:
                time.sleep(0.0001)
            except OSError:
                return

    peer.threads.append(threading.Thread(target=run))
    peer.threads[-1].start()


def test_a_flood_ends_the_process_before_its_deadline():
    stop = threading.Event()
    with Peer(Limits(output_kib=1)) as peer:
        write_on(peer, stop)
        ending = peer.process.request(ASK, 60.0)
        stop.set()
        assert ending == Ending("over_limit", "it wrote more than 1024 KiB to its standard output or error")
        assert peer.process.captured.dropped < 8 * FLOOD_FACTOR * 1024
        assert len(peer.process.captured.stdout) == 1024


def test_somebody_who_still_writes_after_the_end_is_not_listened_to_for_ever():
    """A grandchild that left the process group outlives it, and holds the pipe."""
    stop = threading.Event()
    with Peer() as peer:
        write_on(peer, stop)
        time.sleep(SOON)
        began = time.monotonic()
        peer.process.close()
        stop.set()
        assert time.monotonic() - began < 5.0
        assert peer.process.captured.dropped <= 1 << 20


def test_a_pipe_that_closes_early_is_no_end():
    with Peer() as peer:
        with Path(os.devnull).open("wb") as null:
            os.dup2(null.fileno(), peer.stdout)
        peer.say(Ran(5, ()))
        assert peer.process.request(ASK, SOON) == Ran(5, ())


def scripted(*replies):
    """A session with a process that says these replies, and what running one program on it came to."""
    with Scripted((READY, *replies)) as launcher, Session(launcher, submission(""), LIMITS, refused=()) as session:
        return session.run([calling("f")])


@pytest.mark.parametrize("answer", [Ran(1, ()), READY])
def test_a_load_that_is_answered_otherwise_is_a_violation(answer):
    problem = scripted(answer)
    assert isinstance(problem, NotLoaded)
    assert problem.ending is not None
    assert problem.ending.kind == "violated"


@pytest.mark.parametrize("answer", [Loaded(2), Ran(2, ()), Ran(2, (Transcript(()), Transcript(())))])
def test_a_run_that_is_answered_with_anything_but_its_transcripts_is_a_violation(answer):
    problem = scripted(Loaded(1), answer)
    assert isinstance(problem, Ending)
    assert problem.kind == "violated"
    assert problem.verdict == "crashed"


def test_no_first_word_is_the_grader_s_own_trouble():
    """It is tried twice: nothing of the learner's is there yet, so it was the template, or the machine."""
    scripts = [(Loaded(1),)] * 2
    with Scripted(*scripts) as launcher, Session(launcher, submission(""), LIMITS, refused=()) as session:
        problem = session.load()
    assert problem is not None
    assert problem.ending is not None
    assert problem.ending.verdict == "fault"
    assert len(launcher.peers) == 2

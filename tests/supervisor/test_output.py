"""What a submission writes is captured, standard output and error apart, and never mistaken for an answer."""

import pytest

from tests.supervisor.attempts import attempt, ending, outcome, value

SOURCE = """
import os, sys
print("import")

def speaks():
    print("out")
    print("err", file=sys.stderr)
    os.write(1, b"raw")
    return 1

def much():
    for _ in range(40): sys.stdout.write("x" * 65536)
    return 1

def exits():
    print("last words", flush=True)
    os._exit(1)

def closes():
    sys.stdout.close()
    os.close(1)
    os.close(2)
    return 1

def replaces():
    sys.stdout = None
    sys.stderr = object()
    return 1

def reads(): return sys.stdin.read()
def asks():
    return input("your name?")
def binary():
    os.write(1, bytes(range(256)))
    return 1
"""


def test_output_and_errors_are_kept_apart(processes):
    with attempt(processes, SOURCE) as session:
        assert value(session, "speaks") == 1
        output = session.close()
    assert "out" in output.stdout
    assert "raw" in output.stdout
    assert output.stdout.startswith("import\n")
    assert output.stderr == "err\n"
    assert output.dropped == 0


def test_much_output_neither_blocks_nor_is_kept(processes):
    with attempt(processes, SOURCE) as session:
        assert value(session, "much") == 1
        output = session.close()
    assert len(output.stdout) == 64 * 1024
    assert len(output.stdout) + output.dropped == 40 * 65536 + len("import\n")


def test_last_words_are_kept_over_restarts(processes):
    with attempt(processes, SOURCE) as session:
        ending(session, "exits")
        ending(session, "exits")
        output = session.close()
    assert output.stdout == "import\nlast words\n" * 2


def test_the_cap_is_for_all_processes_together(processes):
    with attempt(processes, SOURCE) as session:
        value(session, "much")
        ending(session, "exits")
        value(session, "much")
        output = session.close()
    written = 2 * (40 * 65536 + len("import\n")) + len("last words\n")
    assert len(output.stdout) == 64 * 1024
    assert len(output.stdout) + output.dropped == written


@pytest.mark.parametrize("name", ["closes", "replaces"])
def test_closing_or_replacing_the_streams_is_no_end(processes, name):
    with attempt(processes, SOURCE) as session:
        assert value(session, name) == 1
        assert value(session, "reads") == ""
        assert session.starts == 1


def test_there_is_nothing_to_read_on_standard_input(processes):
    with attempt(processes, SOURCE) as session:
        assert value(session, "reads") == ""
        assert "EOFError" in str(outcome(session, "asks"))


def test_output_that_is_no_text_is_shown_all_the_same(processes):
    with attempt(processes, SOURCE) as session:
        value(session, "binary")
        output = session.close()
    assert "ABC" in output.stdout
    assert "\N{REPLACEMENT CHARACTER}" in output.stdout


def test_what_is_printed_is_no_answer(processes):
    source = """
        import os
        def f():
            os.write(1, b"\\x00\\x00\\x00\\x06\\x93\\xa3ran\\x02\\x90")
            return 1
    """
    with attempt(processes, source) as session:
        assert value(session, "f") == 1

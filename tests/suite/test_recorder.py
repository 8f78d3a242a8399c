"""Suites of all kinds are recorded, replayed and run live; a wrong suite is told what is wrong with it."""

import textwrap
from pathlib import Path

import msgspec
import pytest

from grader import recording
from grader.course import Course, open_course
from grader.recording import Recording, RecordingError
from grader.report import html, terminal
from grader.suite.conduct import SuiteError
from grader.suite.recorder import record
from tests.harness import Bench, by_name

STUB = '''
def double(x):
    """Twice x."""
    raise NotImplementedError
'''
HEAD = """
import numpy as np
import pytest
from hypothesis import given, settings, strategies as st
from grader.suite import arrays, expect, hint, needs, points, public, shapes

@points(1)
@public
def test_example(learner):
    "Twice three is six."
    expect(learner.double(np.array([3.0])), np.array([6.0]))

"""
DRAWN = """
@points(2)
@needs("test_example")
@hint("Add it to itself.")
@settings(max_examples=20)
@given(x=shapes(2).flatmap(arrays))
def test_drawn(learner, x):
    "Any array is doubled."
    expect(learner.double(x), 2 * x)
"""
LOOKING = """
@points(2)
@settings(max_examples=5)
@given(x=shapes(1).flatmap(arrays))
def test_again(learner, x):
    "What was doubled is doubled again."
    first = learner.value(learner.double(x))
    expect(learner.double(first), 2 * first)
"""


def toy(folder: Path, body: str, points: float) -> Course:
    """A course with one exercise, whose suite has this body."""
    exercise, suite = folder / "exercises" / "exercise90_double", folder / "suites" / "exercise90_double"
    exercise.mkdir(parents=True)
    suite.mkdir(parents=True)
    (folder / "course.toml").write_text('name = "toy"\nseed = "toy"\n')
    (exercise / "exercise.toml").write_text(
        f'number = 90\nname = "double"\ntitle = "Double"\npart = "Toys"\nsummary = "Twice."\npoints = {points}\n'
    )
    (exercise / "double.py").write_text(STUB)
    (suite / "test_double.py").write_text(textwrap.dedent(HEAD) + textwrap.dedent(body))
    return open_course(folder)


def recorded(course: Course) -> tuple[recording.RecordedCheck, ...]:
    exercise = course.exercises[0]
    return record(exercise.suite, exercise.stub("numpy"), "seed")


def test_marks_docstring_and_name_become_the_check(tmp_path: Path) -> None:
    _, drawn = recorded(toy(tmp_path, DRAWN, 3))
    assert (drawn.name, drawn.claim, drawn.points) == ("drawn", "Any array is doubled.", 2)
    assert (drawn.hint, drawn.needs, drawn.public) == ("Add it to itself.", ("example",), False)
    assert len(drawn.examples) == 20


def test_the_same_seed_draws_the_same_examples_and_another_does_not(tmp_path: Path) -> None:
    course = toy(tmp_path, DRAWN, 3)
    exercise = course.exercises[0]
    one, two, other = (record(exercise.suite, exercise.stub("numpy"), seed) for seed in ("a", "a", "b"))
    assert msgspec.msgpack.encode(one) == msgspec.msgpack.encode(two)
    assert msgspec.msgpack.encode(one) != msgspec.msgpack.encode(other)


def test_a_body_that_looks_at_a_value_is_live_and_graded(tmp_path: Path, bench: Bench) -> None:
    course = toy(tmp_path / "course", LOOKING, 3)
    assert recorded(course)[1].live
    bench.course, before = course, bench.course
    try:
        for name, source, verdict in (("right", "2 * x", "passed"), ("wrong", "x + 2", "failed")):
            path = tmp_path / name / "double.py"
            path.parent.mkdir()
            path.write_text(f"import numpy\n\ndef double(x):\n    return {source}\n")
            assert by_name(bench.grade(course.exercises[0], path))["again"].verdict == verdict
    finally:
        bench.course = before


def test_what_needs_a_live_check_waits_for_it(tmp_path: Path, bench: Bench) -> None:
    after = """
@points(1)
@needs("test_again")
def test_after(learner):
    "Zero stays zero."
    expect(learner.double(np.zeros(1)), np.zeros(1))
"""
    course = toy(tmp_path / "course", LOOKING + after, 4)
    bench.course, before = course, bench.course
    try:
        for name, source, verdict in (("right", "2 * x", "passed"), ("wrong", "x + x * abs(x)", "blocked")):
            path = tmp_path / name / "double.py"
            path.parent.mkdir()
            path.write_text(f"import numpy\n\ndef double(x):\n    return {source}\n")
            assert by_name(bench.grade(course.exercises[0], path))["after"].verdict == verdict
    finally:
        bench.course = before


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("def test_x(learner):\n    'Claim.'\n    expect(learner.double(1.0), 2.0)", "has no points"),
        ("@points(1)\ndef test_x(learner):\n    expect(learner.double(1.0), 2.0)", "no docstring"),
        ("@points(1)\ndef test_x(learner):\n    'Claim.'\n    learner.double(1.0)", "expects nothing"),
        ("@points(1)\n@needs('y')\ndef test_x(learner):\n    'Claim.'\n    expect(learner.f(), 1)", "needs 'y'"),
        ("@points(1)\ndef test_x(learner):\n    'Claim.'\n    raise OSError('disk')", "OSError: disk"),
        ("@points(0)\ndef test_x(learner):\n    'Claim.'\n    expect(learner.f(), 1)", "a number above 0"),
        ("import nowhere_to_be_found", "nowhere_to_be_found"),
        ("def test_x(learner:", "SyntaxError"),
    ],
)
def test_a_wrong_suite_is_told_what_is_wrong(tmp_path: Path, body: str, told: str) -> None:
    with pytest.raises(SuiteError, match=told):
        recorded(toy(tmp_path, body, 1))


def test_a_recording_survives_its_file(tmp_path: Path) -> None:
    made = Recording("exercise90_double", "digest", "seed", {"torch": "2"}, recorded(toy(tmp_path, DRAWN, 3)))
    digest = recording.save(made, tmp_path / "file.dlrec")
    assert recording.load(tmp_path / "file.dlrec") == (made, digest)


@pytest.mark.parametrize("spoil", [lambda d: d[:-1], lambda d: d[:20], lambda _: b"", lambda d: d[:-1] + b"\0"])
def test_a_recording_that_is_cut_short_or_altered_is_not_believed(tmp_path: Path, spoil: object) -> None:
    path = tmp_path / "file.dlrec"
    recording.save(Recording("e", "d", "s", {}, ()), path)
    path.write_bytes(spoil(path.read_bytes() + b""))  # type: ignore[operator]
    with pytest.raises(RecordingError, match="dlgrade record"):
        recording.load(path)


def test_a_recording_of_another_format_is_told_apart(tmp_path: Path) -> None:
    path = tmp_path / "file.dlrec"
    recording.save(Recording("e", "d", "s", {}, ()), path)
    path.write_bytes(path.read_bytes().replace(b"recording 1", b"recording 9"))
    with pytest.raises(RecordingError, match="not written by this version"):
        recording.load(path)


def test_a_recording_holds_no_plain_seed(course: Course) -> None:
    from grader.recordings import shown_seed

    assert shown_seed(course, course.settings["seed"]) == course.settings["seed"]
    assert "secret" not in shown_seed(course, "a secret")


TELLING = """
from grader.suite import unscored

@unscored
def test_cost(learner):
    "How many lines it takes."
    small = learner.double(np.ones(2))
    expect(learner.double(np.ones(20))).cost(small, what="ten times the entries")
"""


def test_a_check_without_points_tells_and_neither_earns_nor_fails(tmp_path: Path, bench: Bench) -> None:
    course = toy(tmp_path / "course", DRAWN + TELLING, 3)
    path = tmp_path / "double.py"
    path.write_text(
        "def double(x):\n    y = x.copy()\n    for i in range(x.shape[0]):\n        y[i] = x[i] * 2\n    return y\n"
    )
    bench.course, before = course, bench.course
    try:
        report = bench.grade(course.exercises[0], path)
    finally:
        bench.course = before
    told = by_name(report)["cost"]
    assert (told.verdict, told.points, told.max_points) == ("passed", 0.0, 0.0)
    assert told.message == "double ran 7 of your lines, and 43 for ten times the entries: 6.1 times as many."
    assert (report.verdict, report.score, report.max_score) == ("passed", 3.0, 3.0)
    assert "double ran 7 of your lines" in terminal.render(report, width=200, color=False)
    assert "double ran 7 of your lines" in html.render(report)
    assert "no points" in html.render(report)

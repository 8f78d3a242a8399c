"""Every record of the boundary survives MessagePack and JSON, and none is left out here."""

import math
from typing import Any, get_args

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.experiment import expectation, message, program, values, wire
from grader.sandbox.levels import LEVELS, Confinement
from grader.sandbox.limits import Limits
from grader.submission.envelope import Caps, Envelope, Refusal
from grader.submission.notebook import Module
from grader.submission.rules import Violation
from grader.submission.take import Submission
from grader.supervisor.ending import Ending, Kind
from grader.supervisor.launch import Plan
from grader.supervisor.process import Ended
from grader.supervisor.session import NotLoaded, Output
from tests.experiment import vocabulary as vo

text = vo.texts
positive = st.floats(0.1, 1000)
counts = st.integers(1, 1 << 20)
limits = st.builds(Limits, positive, positive, *[counts] * 8)
endings = st.builds(Ending, st.sampled_from(get_args(Kind)), text)
levels = st.sampled_from(LEVELS)
RECORDS: dict[Any, st.SearchStrategy[Any]] = {
    values.Value: vo.values,
    program.Step: vo.steps,
    program.Program: vo.programs,
    program.Observation: vo.observations,
    program.Transcript: vo.transcripts,
    message.Request: vo.requests,
    message.Reply: vo.replies,
    expectation.Expectation: vo.expectations,
    expectation.Example: vo.examples,
    expectation.Input: vo.inputs,
    Limits: limits,
    Confinement: st.builds(Confinement, levels, st.just(("a note",))),
    Ending: endings,
    Ended: st.builds(Ended, counts, positive),
    Plan: st.builds(Plan, st.sampled_from(("numpy", "torch")), vo.devices, limits, levels, levels),
    NotLoaded: st.builds(NotLoaded, st.none() | vo.raised, st.none() | text, st.none() | endings),
    Output: st.builds(Output, text, text, counts),
    Violation: st.builds(Violation, text, counts, text),
    Caps: st.builds(Caps, *[counts] * 6),
    Envelope: st.builds(
        Envelope,
        st.dictionaries(text, st.binary(max_size=20), max_size=2),
        st.dictionaries(text, text, max_size=2),
        st.just(("a note",)),
    ),
    Refusal: st.builds(Refusal, text),
    Module: st.builds(Module, text, text, st.just(("a note",))),
    Submission: st.builds(
        Submission,
        text,
        text,
        st.dictionaries(text, text, max_size=2),
        st.just("numpy"),
        text,
        text,
        st.just(("note",)),
    ),
}


def same(left: object, right: object) -> bool:
    """Equal, where NaN equals NaN (JSON and MessagePack carry it; `==` does not)."""
    if isinstance(left, float) and isinstance(right, float) and math.isnan(left):
        return math.isnan(right)
    if isinstance(left, msgspec.Struct):
        fields = left.__struct_fields__
        return type(left) is type(right) and all(same(getattr(left, one), getattr(right, one)) for one in fields)
    if isinstance(left, tuple | list) and isinstance(right, tuple | list):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict) and isinstance(right, dict):
        return left.keys() == right.keys() and all(same(left[key], right[key]) for key in left)
    return type(left) is type(right) and left == right


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: getattr(kind, "__name__", str(kind))[:24])
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_a_record_survives_messagepack(kind, data):
    record = data.draw(RECORDS[kind])
    assert same(record, msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=kind))


@pytest.mark.parametrize(
    "kind",
    [Limits, Confinement, Ending, Plan, NotLoaded, Output, Violation, Submission],
    ids=lambda kind: kind.__name__,
)
@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_record_of_the_trusted_side_survives_json(kind, data):
    record = data.draw(RECORDS[kind])
    assert same(record, msgspec.json.decode(msgspec.json.encode(record), type=kind))


@pytest.mark.parametrize("module", [values, program, message, expectation], ids=lambda module: module.__name__)
def test_no_record_of_the_experiment_package_lacks_a_strategy(module):
    records = {one for one in vars(module).values() if isinstance(one, type) and issubclass(one, msgspec.Struct)}
    ours = {one for one in records if one.__module__ == module.__name__}
    reached = {part for kind in RECORDS for part in parts(kind)}
    assert ours <= reached


def parts(kind: Any) -> set[Any]:
    """The structs that a type is made of."""
    found: set[Any] = set()
    todo = [kind]
    while todo:
        one = todo.pop()
        if isinstance(one, type) and issubclass(one, msgspec.Struct):
            if one in found:
                continue
            found.add(one)
            todo += [field.type for field in msgspec.structs.fields(one)]
        else:
            todo += getattr(one, "__args__", ())
    return found


@settings(max_examples=150, deadline=None)
@given(request=vo.requests)
def test_a_request_survives_its_frame(request):
    framed = wire.frame(request)
    assert wire.announced(framed[:4]) == len(framed) - 4
    assert same(wire.decode_request(framed[4:]), request)


@settings(max_examples=150, deadline=None)
@given(reply=vo.replies)
def test_a_reply_survives_its_frame(reply):
    assert same(wire.decode_reply(wire.frame(reply)[4:]), reply)


def test_every_record_is_frozen():
    records = {part for kind in RECORDS for part in parts(kind)}
    assert len(records) > 40
    assert all(record.__struct_config__.frozen for record in records)

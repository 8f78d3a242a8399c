"""The parts of the fuzzer do what they say: the oracle knows wrong from right, the mutator makes what is judged."""

from random import Random

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from grader.experiment import wire
from grader.experiment.message import Ran
from grader.experiment.program import Done, Raised, Returned, Skipped, Transcript, Warned
from grader.experiment.values import Array
from grader.judge.check import judge_check
from tests.fuzz import targets
from tests.fuzz.checks import Sample, made_up, samples
from tests.fuzz.mutator import mutated
from tests.fuzz.oracle import entries_of, may_pass

NAMES = [f"{number} {sample.check.name}" for number, sample in enumerate(samples())]
WRONG = (
    Done(),
    Returned(None),
    Returned("wrong"),
    Returned(Array("float64", (2,), b"\xff" * 16)),  # NaN
    Raised(("KeyError", "Exception")),
    Skipped(0),
)
NO_VALUE_ASKED = {"unchanged", "quiet"}


@pytest.mark.parametrize("sample", samples(), ids=NAMES)
def test_right_answers_pass_both_judges(sample: Sample):
    examples = sample.check.examples
    assert judge_check(examples, sample.right, sample.setting).verdict == "passed"
    assert may_pass(examples, sample.right)


@pytest.mark.parametrize("sample", samples(), ids=NAMES)
def test_both_judges_refuse_what_is_wrong_at_a_step_that_is_expected(sample: Sample):
    example, right = sample.check.examples[0], sample.right[0]
    asked = next((one for one in example.expectations if type(one).__name__.lower() not in NO_VALUE_ASKED), None)
    for wrong in WRONG if asked else ():
        assert asked is not None
        if right.observations[asked.step] == wrong:
            continue
        observations = (*right.observations[: asked.step], wrong, *right.observations[asked.step + 1 :])
        forged = (structs.replace(right, observations=observations), *sample.right[1:])
        assert judge_check(sample.check.examples, forged, sample.setting).verdict != "passed"
        assert not may_pass(sample.check.examples, forged)


@pytest.mark.parametrize("forge", [
    lambda right: structs.replace(right, refused="torch.softmax"),
    lambda right: structs.replace(right, observations=right.observations[:-1]),
    lambda right: structs.replace(right, observations=(Raised(("KeyError",)), *right.observations[1:])),
    lambda right: structs.replace(right, observations=()),
])  # fmt: skip
def test_both_judges_refuse_a_transcript_without_evidence(forge):
    sample = made_up()[0]
    forged = [forge(right) for right in sample.right]
    assert judge_check(sample.check.examples, forged, sample.setting).verdict not in {"passed", "fault"}
    assert not may_pass(sample.check.examples, forged)


@pytest.mark.parametrize("number", [0, 2])
def test_oracle_asks_for_as_many_transcripts_as_examples(number: int):
    sample = made_up()[0]
    assert not may_pass(sample.check.examples, sample.right * number)


def test_oracle_hears_warnings_and_sees_changes():
    quiet, unchanged = made_up()[-2], made_up()[-3]
    warned = structs.replace(quiet.right[0], warnings=(Warned(1, "UserWarning", "x"),))
    assert not may_pass(quiet.check.examples, (warned,))
    changed = Transcript((Done(), Done(("0",))))
    assert not may_pass(unchanged.check.examples, (changed,))


def test_oracle_reads_entries_itself():
    assert entries_of(Array("bfloat16", (2,), b"\x80\x3f\x20\xc0")) == [1.0, -2.5]
    assert entries_of(Array("complex64", (1,), b"\0\0\x80\x3f\0\0\0\x40")) == [1 + 2j]
    assert entries_of(Array("float64", (2,), bytes(15))) == []


def test_a_pass_that_the_oracle_refuses_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(targets, "may_pass", lambda *_: False)
    with pytest.raises(AssertionError, match="nothing right stands behind it"):
        targets.run("reply", b"\0" + msgspec.msgpack.encode(Ran(1, samples()[0].right)))


def test_an_allocation_beyond_the_cap_is_found(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(targets.TARGETS, "reply", lambda _, **__: bytes(2 * wire.MAX_DECODED))
    with pytest.raises(AssertionError, match="bytes were allocated"):
        targets.run("reply", b"", thorough=True)


def test_mutants_are_mostly_replies_and_mostly_not_the_same():
    body, random = msgspec.msgpack.encode(Ran(1, samples()[0].right)), Random(1)
    mutants = {mutant for _ in range(300) if (mutant := mutated(body, random)) is not None}
    decoded = 0
    for mutant in mutants:
        try:
            decoded += isinstance(wire.decode_reply(mutant), Ran)
        except wire.WireError:
            continue
    assert len(mutants) > 200
    assert decoded > len(mutants) // 5


@given(body=st.binary(max_size=60), seed=st.integers(0, 1 << 32))
def test_mutator_takes_any_bytes(body: bytes, seed: int):
    mutant = mutated(body, Random(seed))
    assert mutant is None or isinstance(mutant, bytes)

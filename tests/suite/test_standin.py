"""Naming, calling and reading through the stand-in writes a program, and runs nothing."""

import numpy as np
import pytest
import torch

from grader.experiment.expectation import Close, Equal
from grader.experiment.program import Call, Copy, Get, Index, Keep, Lookup, Operate, Set
from grader.experiment.values import Array, Dict, List, Ref, Source, Tuple
from grader.report import build
from grader.suite import KitError, Learner, expect, readonly, strided, transposed
from grader.suite.standin import Script, to_value

SIGNATURES = {"softmax": ("x", "dim"), "Linear": ("weight", "bias"), "Linear.forward": ("x",)}
X = np.arange(6.0).reshape(2, 3)


@pytest.fixture
def script() -> Script:
    return Script(SIGNATURES)


@pytest.fixture
def learner(script: Script) -> Learner:
    return Learner().begin(script)


def test_a_call_becomes_a_lookup_and_a_call(learner: Learner, script: Script) -> None:
    learner.softmax(X, dim=1)
    assert script.steps[0] == Lookup("softmax")
    assert script.steps[1] == Call(0, (Array("float64", (2, 3), X.tobytes()),), {"dim": 1})


def test_a_name_is_looked_up_once(learner: Learner, script: Script) -> None:
    learner.softmax(X)
    learner.softmax(X)
    assert sum(isinstance(step, Lookup) for step in script.steps) == 1


def test_calls_are_told_with_the_parameters_of_the_stub(learner: Learner, script: Script) -> None:
    layer = learner.Linear(np.zeros((3, 2)), None)
    layer.forward(X)
    told = [call for call in script.calls if call]
    assert told == ["linear = Linear(weight: float64[3, 2], bias=None)", "linear.forward(x: float64[2, 3])"]


def test_two_instances_have_two_names(learner: Learner, script: Script) -> None:
    learner.Linear(X)
    learner.Linear(X)
    assert [call.partition(" = ")[0] for call in script.calls if call] == ["linear", "linear2"]


def test_attributes_items_and_operators_become_steps(learner: Learner, script: Script) -> None:
    node = learner.make()
    node.weight = 2.0
    _ = (node.weight[0] @ X) - node, -node, 2 * node, node**2
    kinds = [type(step) for step in script.steps]
    assert kinds == [Lookup, Call, Set, Get, Index, Operate, Operate, Operate, Operate, Operate]
    assert script.steps[5] == Operate("@", (Ref(4), Array("float64", (2, 3), X.tobytes())))


def test_a_kept_array_is_judged_as_it_is_at_that_moment(learner: Learner, script: Script) -> None:
    kept = learner.keep(X, "weight")
    expect(kept, X)
    learner.step(kept)
    expect(kept, X)
    copies = [number for number, step in enumerate(script.steps) if isinstance(step, Copy)]
    assert isinstance(script.steps[0], Keep)
    assert [expectation.step for expectation in script.expectations] == copies == [1, 4]


def test_only_steps_whose_value_is_asked_for_are_observed(learner: Learner, script: Script) -> None:
    expect(learner.softmax(X)).unchanged()
    expect(learner.softmax(X), X)
    assert script.program().observed == (2,)


def test_layouts_travel_with_the_array() -> None:
    for wrapper, layout in ((readonly, "readonly"), (strided, "strided"), (transposed, "transposed")):
        assert to_value(wrapper(X)) == Array("float64", (2, 3), X.tobytes(), layout)  # type: ignore[arg-type]


def test_values_become_data() -> None:
    assert to_value([1, (2.0, None)]) == List((1, Tuple((2.0, None))))
    assert to_value({"a": np.float64(1.5)}) == Dict({"a": 1.5})
    assert to_value(torch.tensor([1, 2])) == Array("int64", (2,), np.array([1, 2]).tobytes())


def test_a_live_object_is_refused_with_the_repair() -> None:
    with pytest.raises(KitError, match=r"learner\.source"):
        to_value(lambda x: x)
    with pytest.raises(ValueError, match="dtype"):
        to_value(np.array(["text"]))


def test_source_must_be_python(learner: Learner) -> None:
    assert learner.source("def f(x): return x", "f") == Source("def f(x): return x", "f")
    with pytest.raises(SyntaxError):
        learner.source("def f(:", "f")


def test_a_step_cannot_be_looked_at_while_the_body_runs(learner: Learner) -> None:
    node = learner.softmax(X)
    with pytest.raises(KitError, match="no value"):
        bool(node)
    with pytest.raises(KitError, match="by number"):
        iter(node)
    with pytest.raises(KitError, match="may not change"):
        learner.softmax = 1


def test_floating_values_are_expected_close_and_others_equal(learner: Learner, script: Script) -> None:
    node = learner.f()
    for expected in (X, 0.5, torch.zeros(2), np.float32(1)):
        expect(node, expected)
    for exact in (1, True, None, "and", np.array([1]), [1, 2]):
        expect(node, exact)
    assert [type(one) for one in script.expectations] == [Close] * 4 + [Equal] * 6


def test_a_tolerance_needs_its_reason(learner: Learner) -> None:
    with pytest.raises(KitError, match="reason"):
        expect(learner.f(), X, tolerance=1e-12)
    with pytest.raises(KitError, match="terms"):
        expect(learner.f(), X, terms=0)
    with pytest.raises(KitError, match="lower bound first"):
        expect(learner.f()).between(1, 0)
    with pytest.raises(KitError, match=r"use equal\(\)"):
        expect(learner.f()).close("text")
    with pytest.raises(KitError, match="a call's arguments"):
        expect(learner.f).unchanged()
    with pytest.raises(KitError, match="takes a step"):
        expect(X, X)  # type: ignore[arg-type]


def test_zeros_are_allowed_the_rounding_of_the_inputs(learner: Learner, script: Script) -> None:
    expect(learner.f(1000 * np.ones(3)), np.zeros(3))
    expect(learner.f(1000 * np.ones(3)), np.ones(3))
    floors = [one.floor for one in script.expectations if isinstance(one, Close)]
    assert 0 < floors[0] < 1e-10
    assert floors[1] == 0


def test_floats_are_told_as_floats(learner: Learner, script: Script) -> None:
    learner.softmax(1.0, -2.0, 0.25, 1e-5, np.float32(3), 4)
    assert script.calls[-1] == "softmax(x=1.0, dim=-2.0, 0.25, 1e-05, 3.0, 4)"


def test_an_item_is_told_after_the_call_that_it_is_of(learner: Learner, script: Script) -> None:
    subject = expect(learner.softmax(X)[0][1], X).subject
    assert (subject.label, subject.detail) == ("softmax(...)[0][1]", "softmax(x: float64[2, 3])")
    layer = learner.Linear(X)
    layer.forward(X)
    assert expect(layer.grads[0], X).subject.detail == "Linear.forward(x: float64[2, 3])"
    assert script.names[-1] == "linear.grads[0]"


def test_sentences_name_a_method_by_its_class_and_calls_by_the_variable(learner: Learner, script: Script) -> None:
    subject = expect(learner.Linear(X).forward(X), X).subject
    assert (subject.label, subject.detail) == ("Linear.forward", "Linear.forward(x: float64[2, 3])")
    assert script.calls[-1] == "linear.forward(x: float64[2, 3])"


def test_arrays_in_lists_and_tuples_are_noted_as_inputs(learner: Learner, script: Script) -> None:
    learner.softmax(X, [X, (X, 1)], out=[readonly(X)])
    noted = [(one.name, one.path) for one in script.inputs]
    assert noted == [("x", "0"), ("dim[0]", "1[0]"), ("dim[1][0]", "1[1][0]"), ("out[0]", "out[0]")]


def test_a_report_finds_arrays_in_lists_and_tuples(learner: Learner, script: Script) -> None:
    learner.softmax(X, [X, (X + 1, 1)], out=[X + 2])
    grids = build._inputs(script.example())
    assert {name: grid.entries[0] for name, grid in grids.items()} == {
        "x": 0.0, "dim[0]": 0.0, "dim[1][0]": 1.0, "out[0]": 2.0,
    }  # fmt: skip


def test_chance_is_written_down_with_its_bounds(learner: Learner, script: Script) -> None:
    layer = learner.Dropout(0.3, learner.generator(7))
    assert isinstance(script.steps[-1], Call)
    assert script.steps[-1].args == (0.3, Source("rng = generator(7)", "rng"))
    y = layer.forward(X)
    expect(y).either(np.zeros((2, 3)), X)
    expect(y).share(0, 0, 0.3, shape=(2, 3), what="zeros")
    expect(y).share(0, 0, 0.3, shape=(100, 300), what="zeros", along=1)
    expect(y).uniform(0, 1, shape=(600,))
    either, share, along, uniform = script.expectations
    assert either.choices[1].shape == (2, 3)  # type: ignore[union-attr]
    assert (share.least, share.most) == (0, 6)  # type: ignore[union-attr]
    assert 0 < along.least < 30 < along.most < 100  # type: ignore[union-attr]
    assert 0.1 < uniform.distance < 0.2  # type: ignore[union-attr]


def test_an_array_before_a_step_is_one_operand(learner: Learner, script: Script) -> None:
    step = X * learner.softmax(X)
    expect(step, X)
    assert script.steps[-1] == Operate("*", (Array("float64", (2, 3), X.tobytes()), Ref(1)))


def test_cost_counts_two_calls(learner: Learner, script: Script) -> None:
    layer = learner.Linear(X, X)
    small = layer.forward(X)
    large = layer.forward(X)
    expect(large).cost(small, what="twice as much")
    assert len(script.program().counted) == 2
    assert script.program().observed == ()
    with pytest.raises(KitError, match="an earlier call"):
        expect(small).cost(large, what="less")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (lambda y: y.either(np.zeros(3)), "two choices or more"),
        (lambda y: y.either(np.zeros(3), np.zeros(4)), "of one shape"),
        (lambda y: y.share(1, 0, 0.5, shape=(3,), what="ones"), "lower bound first"),
        (lambda y: y.share(0, 0, 1.5, shape=(3,), what="ones"), "from 0 to 1"),
        (lambda y: y.share(0, 0, 0.5, shape=(0, 3), what="ones"), "no entries to count"),
        (lambda y: y.uniform(1, 1, shape=(3,)), "lower bound first"),
        (lambda y: y.uniform(0, 1, shape=(0,)), "draw at least one"),
    ],
)
def test_what_makes_no_sense_of_chance_is_refused(learner: Learner, wrong, told: str) -> None:
    with pytest.raises(KitError, match=told):
        wrong(expect(learner.f(X)))

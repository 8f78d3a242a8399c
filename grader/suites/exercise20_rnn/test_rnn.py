"""Exercise 20: one step, sequences, back-propagation through time, whole and truncated, and clipping by norm.

`RNN` is asked for without the learner's `RNNCell`, so that a wrong cell beside a right network costs its own checks.
One step comes first, then two, then more: what is wrong with one step alone has nothing to do with time, and what is
right there and wrong with two is the carry. Values are judged in float64, and float32 by itself, so that a wrong dtype
costs one check.
"""

from collections.abc import Callable
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import BY_FORMULA, expect, hint, points, public, readonly, strided, transposed
from grader.suites.exercise20_rnn.cases import (
    UPDATE,
    CellCase,
    RNNCase,
    carry_cases,
    cell_cases,
    chunk_cases,
    clip_cases,
    empty_cases,
    following_cases,
    rnn_cases,
    truncated_cases,
    upstream_cases,
)

examples = settings(max_examples=20)
few = settings(max_examples=12)  # for those that ask for many things each

PARAMETERS = ("weight_ih", "weight_hh", "bias")

# The worked examples of the statement: tanh of BIAS is 1/2.
BIAS = 0.5 * np.log(3.0)
CELL = (np.array([[1.0, 0.0, 2.0], [0.0, 1.0, -1.0]]), np.array([[1.0, -1.0], [2.0, 0.0]]), np.array([BIAS, 0.0]))
NETWORK = (np.array([[0.5]]), np.array([[2.0]]), np.array([BIAS]))
X = np.array([[[-4.0], [-2.0], [-2.0]]])
H0 = np.array([[1.0]])
GRAD_STATES = np.array([[[0.0], [8.0], [16.0]]])


def expect_gradients(layer, truth, whose: str = "", **how: Any) -> None:
    """Expect the three stored gradients, each by itself."""
    for name in PARAMETERS:
        expect(getattr(layer, f"grad_{name}"), getattr(truth, f"grad_{name}"), label=f"{whose}grad_{name}", **how)


def expect_states(network, case: RNNCase, whose: str = "") -> None:
    """Expect the states of a sequence and the last of them."""
    result = network.forward(case.x, case.h0)
    expect(result[0], case.truth.states, label=f"{whose}states")
    expect(result[1], case.truth.last, label=f"{whose}last state")


def expect_way_back(network, case: RNNCase, whose: str = "", **how: Any) -> None:
    """Expect what back-propagation through time returns and stores."""
    result = network.backward(case.grad_states, case.grad_last)
    expect(result[0], case.truth.grad_x, label=f"{whose}grad_x", **how)
    expect(result[1], case.truth.grad_h0, label=f"{whose}grad_h0", **how)
    expect_gradients(network, case.truth, whose, **how)


def expect_cell(cell, case: CellCase, whose: str = "", **how: Any) -> None:
    """Expect what the cell's backward returns and stores."""
    result = cell.backward(case.grad_h)
    expect(result[0], case.truth.grad_x, label=f"{whose}grad_x", **how)
    expect(result[1], case.truth.grad_h_before, label=f"{whose}grad_h_before", **how)
    expect_gradients(cell, case.truth, whose, **how)


@points(1)
@public
@hint("Every sum is the bias alone here, so the states are tanh(0.549...) = 1/2 and 0, and the slopes 3/4 and 1.")
def test_example_cell(learner):
    """The worked example: two samples take one step, and all gradients of it."""
    cell = learner.RNNCell(*CELL)
    x, h = np.array([[-3.0, -1.0, 1.0], [2.0, 2.0, 0.0]]), np.array([[1.0, 0.0], [-1.0, 1.0]])
    expect(cell.forward(x, h), np.array([[0.5, 0.0], [0.5, 0.0]]))
    result = cell.backward(np.array([[4.0, 1.0], [0.0, -2.0]]))
    expect(result[0], np.array([[3.0, 1.0, 5.0], [0.0, -2.0, 2.0]]), label="grad_x")
    expect(result[1], np.array([[5.0, -3.0], [-4.0, 0.0]]), label="grad_h_before")
    expect(cell.grad_weight_ih, np.array([[-9.0, -3.0, 3.0], [-7.0, -5.0, 1.0]]))
    expect(cell.grad_weight_hh, np.array([[3.0, 0.0], [3.0, -2.0]]))
    expect(cell.grad_bias, np.array([3.0, -1.0]))


@points(1)
@public
@hint("Go through the table from right to left: what comes back through weight_hh joins the gradient of its own step.")
def test_example_rnn(learner):
    """The worked example: three steps forward to states of 1/2, and all the way back."""
    network = learner.RNN(*NETWORK)
    result = network.forward(X, H0)
    expect(result[0], np.array([[[0.5], [0.5], [0.5]]]), label="states")
    expect(result[1], np.array([[0.5]]), label="last state")
    back = network.backward(GRAD_STATES)
    expect(back[0], np.array([[[18.0], [12.0], [6.0]]]), label="grad_x")
    expect(back[1], np.array([[72.0]]), label="grad_h0")
    expect(network.grad_weight_ih, np.array([[-216.0]]))
    expect(network.grad_weight_hh, np.array([[54.0]]))
    expect(network.grad_bias, np.array([72.0]))


@points(1)
@public
@hint("The chunks are steps 1 and 2, and step 3: the state crosses the border between them, the gradient does not.")
def test_example_truncated_bptt(learner):
    """The worked example: with chunks of two steps the gradients are -72, 18 and 27."""
    result = learner.truncated_bptt(*NETWORK, X, H0, GRAD_STATES, 2)
    for at, value in enumerate((np.array([[-72.0]]), np.array([[18.0]]), np.array([27.0]))):
        expect(result[at], value, label=f"grad_{PARAMETERS[at]}")


@points(1)
@public
@hint("The two arrays together are the vector (2, -1, 2), whose norm is 3: one factor for both, and the 3 is returned.")
def test_example_clip_grad_norm(learner):
    """The worked example: (2, -1) and (2,) have norm 3, and are clipped to 1.5, or left as they are."""
    for limit, factor in ((1.5, 1.5 / (3.0 + 1e-6)), (10.0, 1.0)):
        first, second = learner.keep(np.array([[2.0, -1.0]]), "first"), learner.keep(np.array([2.0]), "second")
        expect(learner.clip_grad_norm([first, second], limit), 3.0, label="norm before clipping")
        expect(first, factor * np.array([[2.0, -1.0]]), label=f"(2, -1) at max_norm {limit}")
        expect(second, factor * np.array([2.0]), label=f"(2,) at max_norm {limit}")


@points(1)
@hint("weight_ih is (H, D), weight_hh (H, H), one row for each unit of the next state; the bias is added once.")
@examples
@given(case=cell_cases())
def test_cell_forward(learner, case):
    """The next state of a cell agrees with PyTorch's."""
    expect(learner.RNNCell(*case.parameters).forward(case.x, case.h), case.truth.state)


@points(1)
@hint("First through tanh, whose slope is known from its output. Then it is a linear layer with two inputs.")
@examples
@given(case=cell_cases())
def test_cell_backward(learner, case):
    """The five gradients of a cell agree with autograd's."""
    cell = learner.RNNCell(*case.parameters)
    cell.forward(case.x, case.h)
    expect_cell(cell, case, **BY_FORMULA)


@points(1)
@hint("Each step starts from the state that the step before it left; the first one from h0, or from zeros without it.")
@examples
@given(case=rnn_cases())
def test_forward(learner, case):
    """The states and the last one agree with PyTorch's, from h0, and from zeros without it."""
    network = learner.RNN(*case.parameters)
    expect_states(network, case)
    fresh = RNNCase(*case.parameters, case.x, None, case.grad_states)
    result = network.forward(case.x)
    expect(result[0], fresh.truth.states, label="states without h0")
    expect(result[1], fresh.truth.last, label="last state without h0")


@points(1)
@hint("With T = 1 there is no time yet: all five gradients are those of a single cell, with an axis of length 1.")
@examples
@given(case=rnn_cases(length=1))
def test_one_step(learner, case):
    """For sequences of a single step all five gradients agree with autograd's."""
    network = learner.RNN(*case.parameters)
    network.forward(case.x, case.h0)
    expect_way_back(network, case, **BY_FORMULA)


@points(1)
@hint("The first state is in no loss of its own here. It is felt through the second one alone: by how much?")
@examples
@given(case=carry_cases())
def test_two_steps(learner, case):
    """With two steps, and a loss of the second state alone, all five gradients agree with autograd's."""
    network = learner.RNN(*case.parameters)
    network.forward(case.x, case.h0)
    expect_way_back(network, case, **BY_FORMULA)


@points(1)
@hint("Every step has a gradient of its own from above, and one from the step after it: they add up, before the slope.")
@examples
@given(case=rnn_cases())
def test_grad_x(learner, case):
    """With a loss of every state, the gradients of the input at every step and of h0 agree with autograd's."""
    network = learner.RNN(*case.parameters)
    network.forward(case.x, case.h0)
    result = network.backward(case.grad_states)
    expect(result[0], case.truth.grad_x, label="grad_x", **BY_FORMULA)
    expect(result[1], case.truth.grad_h0, label="grad_h0", **BY_FORMULA)


@points(1)
@hint("The same parameters served at every step. Which state did weight_hh meet at step t: the one before, or after?")
@examples
@given(case=rnn_cases())
def test_gradients(learner, case):
    """With a loss of every state, the gradients of the parameters, summed over time, agree with autograd's."""
    network = learner.RNN(*case.parameters)
    network.forward(case.x, case.h0)
    network.backward(case.grad_states)
    expect_gradients(network, case.truth, **BY_FORMULA)


@points(1)
@hint("None counts as zeros, for h0 and for both gradients; what comes for the last state joins that of its step.")
@examples
@given(cases=upstream_cases())
def test_upstream(learner, cases):
    """A loss of the first state alone, of the last alone, of all and the last; where nothing comes, None will do."""
    for case, what in zip(cases, ("first state", "last state", "all states and the last"), strict=True):
        network = learner.RNN(*case.parameters)
        network.forward(case.x, case.h0)
        result = network.backward(case.grad_states, case.grad_last)
        expect(result[0], case.truth.grad_x, label=f"grad_x for a loss of the {what}", **BY_FORMULA)
        expect(result[1], case.truth.grad_h0, label=f"grad_h0 for a loss of the {what}", **BY_FORMULA)
        expect(
            network.grad_weight_hh, case.truth.grad_weight_hh, label=f"grad_weight_hh for a loss of the {what}",
            **BY_FORMULA,
        )  # fmt: skip


@points(1)
@hint("Nothing is lost at a cut: the last state goes on as h0, and its gradient comes back as grad_last.")
@examples
@given(case_and_cut=chunk_cases())
def test_chunks(learner, case_and_cut):
    """Two halves, state handed on and its gradient handed back, have the states and gradients of the whole."""
    case, cut = case_and_cut
    early, late = learner.RNN(*case.parameters), learner.RNN(*case.parameters)
    before = early.forward(case.x[:, :cut], case.h0)
    after = late.forward(case.x[:, cut:], before[1])
    expect(before[0], case.truth.states.value[:, :cut], label="states of the first half")
    expect(after[0], case.truth.states.value[:, cut:], label="states of the second half")
    back = late.backward(case.grad_states[:, cut:], case.grad_last)
    first = early.backward(case.grad_states[:, :cut], back[1])
    expect(back[0], case.truth.grad_x.value[:, cut:], label="grad_x of the second half", **BY_FORMULA)
    expect(first[0], case.truth.grad_x.value[:, :cut], label="grad_x of the first half", **BY_FORMULA)
    expect(first[1], case.truth.grad_h0, label="grad_h0 of the first half", **BY_FORMULA)
    for name in PARAMETERS:
        together = getattr(early, f"grad_{name}") + getattr(late, f"grad_{name}")
        expect(together, getattr(case.truth, f"grad_{name}"), label=f"grad_{name} of both halves", **BY_FORMULA)


def expect_truncated(learner, case: RNNCase) -> None:
    """Expect the three gradients of chunks."""
    result = learner.truncated_bptt(*case.parameters, case.x, case.h0, case.grad_states, case.steps)
    for at, name in enumerate(PARAMETERS):
        truth = getattr(case.truth, f"grad_{name}")
        expect(result[at], truth, label=f"grad_{name}", **BY_FORMULA)


@points(1)
@hint("The state of one chunk's end begins the next one. Its gradient ends there; and the last chunk may be shorter.")
@examples
@given(
    short=truncated_cases(lambda length: st.integers(1, length - 1)),
    long=truncated_cases(lambda length: st.integers(length, length + 2)),
)
def test_truncated_bptt(learner, short, long):
    """Chunks of any length, from one step to more than there are, have the gradients of a detached state."""
    expect_truncated(learner, short)
    expect_truncated(learner, long)


@points(1)
@hint("One norm over all entries of all arrays, one factor for them all, never above 1, and written into the arrays.")
@settings(max_examples=30)
@given(case=clip_cases(), layout=st.sampled_from((np.asarray, transposed, strided)))
def test_clip_grad_norm(learner, case, layout: Callable[[np.ndarray], object]):
    """Gradients of any size and layout are scaled in place, by one factor, to a norm of at most max_norm."""
    grads = [learner.keep(layout(grad), f"grad_{name}") for grad, name in zip(case.grads, PARAMETERS, strict=True)]
    expect(learner.clip_grad_norm(grads, case.limit), case.truth.norm, label="norm before clipping")
    for grad, truth, name in zip(grads, case.truth.grads, PARAMETERS, strict=True):
        expect(grad, truth, label=f"grad_{name}")


@points(1)
@hint("Whatever backward needs is remembered anew by each forward: no state, no list and no gradient outlives it.")
@few
@given(cases=following_cases(), other=rnn_cases(), cell_cases=st.tuples(cell_cases(), cell_cases()))
def test_calls_are_independent(learner, cases, other, cell_cases):
    """Backward speaks of the last forward and overwrites; two instances share nothing."""
    first, second = cases
    network, stranger = learner.RNN(*first.parameters), learner.RNN(*other.parameters)
    network.forward(first.x, first.h0)
    network.backward(first.grad_states, first.grad_last)
    network.forward(first.x, first.h0)
    expect_states(network, second, "the second call's ")
    stranger.forward(other.x, other.h0)
    expect_way_back(network, second, "the second call's ", **BY_FORMULA)
    expect_way_back(stranger, other, "the other network's ", **BY_FORMULA)
    one, two = cell_cases
    cell, neighbour = learner.RNNCell(*one.parameters), learner.RNNCell(*two.parameters)
    cell.forward(2.0 * one.x, -one.h)
    cell.backward(one.grad_h + 1.0)
    cell.forward(one.x, one.h)
    neighbour.forward(two.x, two.h)
    expect_cell(cell, one, "the cell's ", **BY_FORMULA)
    expect_cell(neighbour, two, "the other cell's ", **BY_FORMULA)


@points(1)
@hint("Keep the arrays that you are given: a copy, or a product made in __init__, knows nothing of later updates.")
@few
@given(case=rnn_cases(), single=cell_cases(), step=st.sampled_from((0.3, -0.4)))
def test_parameters_may_change(learner, case, single, step):
    """After its parameters were updated in place, a network or a cell computes with the new ones."""
    update = learner.keep(learner.source(UPDATE, "update"), "update")
    steps = (step, -step, 2.0 * step)
    kept = [learner.keep(one, name) for one, name in zip(case.parameters, PARAMETERS, strict=True)]
    network = learner.RNN(*kept)
    network.forward(case.x, case.h0)
    for one, by in zip(kept, steps, strict=True):
        update(one, by)
    moved = RNNCase(
        *(one + by for one, by in zip(case.parameters, steps, strict=True)), case.x, case.h0, case.grad_states
    )
    expect_states(network, moved, "the updated network's ")
    expect_way_back(network, moved, "the updated network's ", **BY_FORMULA)
    kept = [learner.keep(one, name) for one, name in zip(single.parameters, PARAMETERS, strict=True)]
    cell = learner.RNNCell(*kept)
    cell.forward(single.x, single.h)
    for one, by in zip(kept, steps, strict=True):
        update(one, by)
    after = CellCase(
        *(one + by for one, by in zip(single.parameters, steps, strict=True)), single.x, single.h, single.grad_h
    )
    expect(cell.forward(after.x, after.h), after.truth.state, label="the updated cell's state")
    expect_cell(cell, after, "the updated cell's ", **BY_FORMULA)


@points(1)
@hint("A sum over no samples is zero, in the shape of the parameter; nothing is divided by N, and nothing squeezed.")
@few
@given(cases=empty_cases())
def test_empty_batch(learner, cases):
    """A batch of one is as good as any, and an empty one gives empty states and zero gradients."""
    one, none = cases
    network = learner.RNN(*one.parameters)
    expect_states(network, one, "one sample's ")
    expect_way_back(network, one, "one sample's ", **BY_FORMULA)
    expect_states(network, none, "no sample's ")
    expect_way_back(network, none, "no sample's ")
    cell = learner.RNNCell(*none.parameters)
    single = CellCase(*one.parameters, one.x[:, 0], one.h0, one.grad_states[:, 0])
    expect(cell.forward(single.x, single.h), single.truth.state, label="one sample's next state")
    empty = CellCase(*none.parameters, none.x[:, 0], none.h0, none.grad_states[:, 0])
    expect(cell.forward(empty.x, empty.h), empty.truth.state, label="no sample's next state")
    expect_cell(cell, empty, "the cell's ")


@points(1)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@few
@given(case=rnn_cases(dtype="float32", low=2), single=cell_cases(dtype="float32", low=2), clip=clip_cases("float32"))
def test_float32(learner, case, single, clip):
    """Results for float32 are float32, with h0 and without, forward, backward, in chunks and clipped."""
    network = learner.RNN(*case.parameters)
    expect_states(network, case)
    expect_way_back(network, case)
    fresh = RNNCase(*case.parameters, case.x, None, None, case.h0)
    expect_states(network, fresh, "without h0: ")
    expect_way_back(network, fresh, "without h0: ")
    cell = learner.RNNCell(*single.parameters)
    expect(cell.forward(single.x, single.h), single.truth.state)
    expect_cell(cell, single)
    chunks = RNNCase(*case.parameters, case.x, case.h0, case.grad_states, steps=2)
    result = learner.truncated_bptt(*chunks.parameters, chunks.x, chunks.h0, chunks.grad_states, chunks.steps)
    for at, name in enumerate(PARAMETERS):
        expect(result[at], getattr(chunks.truth, f"grad_{name}"), label=f"grad_{name}")
    grads = [learner.keep(grad, f"grad_{name}") for grad, name in zip(clip.grads, PARAMETERS, strict=True)]
    expect(learner.clip_grad_norm(grads, clip.limit), clip.truth.norm, label="norm before clipping")
    for grad, truth, name in zip(grads, clip.truth.grads, PARAMETERS, strict=True):
        expect(grad, truth, label=f"clipped grad_{name}")


@points(1)
@hint("h += ... may write into h0, and grad += ... into the caller's gradient; backward updates no parameter.")
@few
@given(case=rnn_cases(), single=cell_cases(), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, case, single, layout: Callable[[np.ndarray], object]):
    """Nothing but the clipped gradients is changed; all else may be read-only or non-contiguous."""
    kept = [learner.keep(one, name) for one, name in zip(case.parameters, PARAMETERS, strict=True)]
    network, cell = learner.RNN(*kept), learner.RNNCell(*single.parameters)
    last = case.grad_states[:, 0]
    expect(network.forward(case.x, case.h0)).unchanged()
    expect(network.backward(case.grad_states, last)).unchanged()
    expect(cell.forward(single.x, single.h)).unchanged()
    expect(cell.backward(single.grad_h)).unchanged()
    expect(learner.truncated_bptt(*case.parameters, case.x, case.h0, case.grad_states, 2)).unchanged()
    for one, before in zip(kept, case.parameters, strict=True):
        expect(one).equal(before)
    awkward = learner.RNN(*map(layout, case.parameters))
    result = awkward.forward(layout(case.x), layout(case.h0))
    expect(result[0], case.truth.states, label="states")
    back = awkward.backward(layout(case.grad_states), layout(np.zeros_like(last)))
    expect(back[0], case.truth.grad_x, label="grad_x")
    expect_gradients(awkward, case.truth)
    strange = learner.RNNCell(*map(layout, single.parameters))
    expect(strange.forward(layout(single.x), layout(single.h)), single.truth.state, label="the cell's next state")
    expect(strange.backward(layout(single.grad_h))[1], single.truth.grad_h_before, label="the cell's grad_h_before")
    chunks = RNNCase(*case.parameters, case.x, case.h0, case.grad_states, steps=2)
    arrays = [layout(one) for one in (*case.parameters, case.x, case.h0, case.grad_states)]
    expect(learner.truncated_bptt(*arrays, 2)[1], chunks.truth.grad_weight_hh, label="grad_weight_hh")

"""Exercise 14: batch normalization in training and in eval, and layer normalization.

Running statistics are set from outside where eval is judged, so that a wrong update costs nothing twice; the two
layers have checks of their own. Values are judged in float64 and float32 by itself, so that a wrong dtype costs one
check and not all of them.
"""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import BY_FORMULA, expect, hint, points, public, readonly, strided, transposed
from grader.suites.exercise14_batchnorm.cases import (
    EPS,
    MOMENTUM,
    SUMS,
    UPDATE,
    batch_cases,
    eval_and_batch_cases,
    eval_cases,
    layer_cases,
    level_cases,
    paired_cases,
    running_cases,
    single_cases,
    small_layer_cases,
)

examples = settings(max_examples=20)

# The worked examples of the statement.
WEIGHT, BIAS = np.array([10.0, 6.0]), np.array([2.0, -1.0])
X = np.array([[-5.0, 12.0], [1.0, 12.0], [7.0, 6.0]])
GRAD_OUTPUT = np.array([[0.0, 6.0], [-2.0, 7.0], [5.0, -7.0]])
LAYER_WEIGHT, LAYER_BIAS = np.array([6.0, 3.0, -3.0]), np.array([1.0, 0.0, 2.0])
LAYER_X = np.array([[4.0, 4.0, -2.0], [-5.0, 1.0, 7.0]])
LAYER_GRAD_OUTPUT = np.array([[3.0, 7.0, 7.0], [0.0, 10.0, 5.0]])


def changed(value: float, default: float) -> tuple[float, ...]:
    """The last argument of a call, left out where it is the default."""
    return () if value == default else (value,)


@points(1)
@public
@hint("Each column is a channel: its mean, the mean of its squared distances to it, and 1 is added before the root.")
def test_example_batchnorm_forward(learner):
    """The worked example: the output in training is [[-10, 3], [2, 3], [14, -9]]."""
    layer = learner.BatchNorm(WEIGHT, BIAS, eps=1.0)
    expect(layer.forward(X), np.array([[-10.0, 3.0], [2.0, 3.0], [14.0, -9.0]]))


@points(1)
@public
@hint("Mean and variance depend on every sample: what do the two terms that are taken away amount to here?")
def test_example_batchnorm_backward(learner):
    """The worked example: the gradients of input, weight and bias in training."""
    layer = learner.BatchNorm(WEIGHT, BIAS, eps=1.0)
    layer.forward(X)
    expect(layer.backward(GRAD_OUTPUT), np.array([[2.8, 0.0], [-6.0, 2.0], [3.2, -2.0]]))
    expect(layer.grad_weight, np.array([6.0, 18.0]))
    expect(layer.grad_bias, np.array([3.0, 6.0]))


@points(1)
@public
@hint(
    "One tenth of the batch is mixed in, and for the variance that of N - 1. Eval uses what is stored, whoever set it."
)
def test_example_running_statistics(learner):
    """The worked example: one batch moves the running statistics, and eval normalizes by those that are set."""
    layer = learner.BatchNorm(WEIGHT, BIAS, eps=1.0)
    layer.forward(X)
    expect(layer.running_mean, np.array([0.1, 1.0]))
    expect(layer.running_var, np.array([4.5, 2.1]))
    layer.running_mean = np.array([1.0, 2.0])
    layer.running_var = np.array([8.0, 24.0])
    layer.eval()
    expect(layer.forward(np.array([[4.0, 12.0]])), np.array([[12.0, 11.0]]), label="the output in eval")
    expect(layer.backward(np.array([[3.0, 5.0]])), np.array([[10.0, 6.0]]), label="grad_x in eval")


@points(1)
@public
@hint("Each row is a sample with a mean and a variance of its own; weight and bias are shared by all rows.")
def test_example_layernorm(learner):
    """The worked example: output and gradients of a layer norm."""
    layer = learner.LayerNorm(LAYER_WEIGHT, LAYER_BIAS, eps=1.0)
    expect(layer.forward(LAYER_X), np.array([[5.0, 2.0, 6.0], [-6.2, 0.0, -1.6]]))
    expect(layer.backward(LAYER_GRAD_OUTPUT), np.array([[0.0, 1.0, -1.0], [-2.44, 5.0, -2.56]]))
    expect(layer.grad_weight, np.array([2.0, 14 / 3, -10 / 3]))
    expect(layer.grad_bias, np.array([3.0, 17.0, 12.0]))


@points(1)
@hint("The variance divides by N, eps is added to it inside the root, and weight and bias have one entry per channel.")
@examples
@given(case=batch_cases(low=2, least=2))
def test_batchnorm_forward(learner, case):
    """The output for a batch (N, C) in training agrees with PyTorch's."""
    layer = learner.BatchNorm(case.weight, case.bias, *changed(case.eps, EPS))
    expect(layer.forward(case.x), case.truth.output)


@points(1)
@hint("x reaches the output on three ways: directly, through the mean, and through the variance. Each has its term.")
@examples
@given(case=batch_cases())
def test_batchnorm_grad_x(learner, case):
    """In training the gradient of the input agrees with PyTorch's, and adds up to 0 in every channel."""
    sums = learner.keep(learner.source(SUMS, "sums"), "sums")
    plain = learner.BatchNorm(case.weight, case.bias, 0.0)
    plain.forward(case.x)
    grad_x = plain.backward(case.grad_output)
    channels = case.weight.shape
    expect(sums(grad_x), label="the sum of grad_x over each channel").between(-1e-9, 1e-9, shape=channels)
    expect(sums(grad_x, case.x), label="the sum of grad_x · x over each channel, for eps = 0").between(
        -1e-9, 1e-9, shape=channels
    )
    layer = learner.BatchNorm(case.weight, case.bias, case.eps)
    layer.forward(case.x)
    expect(layer.backward(case.grad_output), case.truth.grad_x, **BY_FORMULA)


@points(1)
@hint("Weight and bias of a channel met each of its values once. So over which axis do their gradients add up?")
@examples
@given(case=batch_cases())
def test_batchnorm_parameter_gradients(learner, case):
    """In training the stored gradients of weight and bias agree with PyTorch's."""
    layer = learner.BatchNorm(case.weight, case.bias, eps=case.eps)
    layer.forward(case.x)
    layer.backward(case.grad_output)
    expect(layer.grad_bias, case.truth.grad_bias)
    expect(layer.grad_weight, case.truth.grad_weight)


@points(1)
@hint("In (N, C, H, W) a channel has N·H·W values, which share one mean, one variance, one weight and one bias.")
@examples
@given(case=st.integers(1, 2).flatmap(batch_cases))
def test_batchnorm_images(learner, case):
    """In training (N, C, L) and (N, C, H, W) go forward and backward, with one mean for each channel."""
    layer = learner.BatchNorm(case.weight, case.bias, case.eps)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias, case.truth.grad_bias)


@points(1)
@hint("Far from 0 the squares are huge, and their small difference is lost: subtract before you square.")
@examples
@given(case=level_cases())
def test_batchnorm_levels(learner, case):
    """Channels far from 0, channels that hardly vary and constant ones lose no digits in training."""
    layer = learner.BatchNorm(case.weight, case.bias)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(1)
@hint("Old and new are mixed in every training step, the first one too. Which share is momentum's, and which variance?")
@examples
@given(case=running_cases())
def test_running_statistics(learner, case):
    """Three batches in training move running_mean and running_var as PyTorch's do, whatever the momentum."""
    first, last = case.momenta[0], case.momenta[-1]
    layer = learner.BatchNorm(case.weight, case.bias, EPS, *changed(first, MOMENTUM))
    for number, batch in enumerate(case.batches):
        if number == 2:
            layer.momentum = last
        layer.forward(batch)
        expect(layer.running_mean, case.truth.means[number], label=f"running_mean after batch {number + 1}")
        expect(layer.running_var, case.truth.variances[number], label=f"running_var after batch {number + 1}")


@points(1)
@hint("In eval nothing depends on the batch, so a batch of one or none will do; and nothing that is stored changes.")
@examples
@given(cases=eval_and_batch_cases())
def test_eval_forward(learner, cases):
    """In eval the output comes from the running statistics, which stay as they are; afterwards it can train again."""
    case, batch = cases
    layer = learner.BatchNorm(case.weight, case.bias, case.eps)
    layer.forward(batch.x)
    layer.running_mean = case.running_mean
    layer.running_var = case.running_var
    layer.eval()
    expect(layer.forward(case.x), case.truth.output, label="the output in eval")
    expect(layer.running_mean, case.running_mean, label="running_mean after eval")
    expect(layer.running_var, case.running_var, label="running_var after eval")
    empty = replace(case, x=np.zeros((0, len(case.weight))), grad_output=np.zeros((0, len(case.weight))))
    expect(layer.forward(empty.x), empty.truth.output, label="the output for an empty batch in eval")
    layer.train()
    expect(layer.forward(batch.x), batch.truth.output, label="the output in training after eval")


@points(1)
@hint("In eval the running statistics are constants. Which mode counts is decided when forward is called.")
@examples
@given(cases=eval_and_batch_cases())
def test_eval_backward(learner, cases):
    """After a forward in eval, backward takes the running statistics as constants, even if the mode was switched."""
    case, batch = cases
    layer = learner.BatchNorm(case.weight, case.bias, case.eps)
    layer.running_mean = case.running_mean
    layer.running_var = case.running_var
    layer.eval()
    layer.forward(case.x)
    expect(layer.backward(case.grad_output), case.truth.grad_x, label="grad_x in eval")
    expect(layer.grad_weight, case.truth.grad_weight, label="grad_weight in eval")
    expect(layer.grad_bias, case.truth.grad_bias, label="grad_bias in eval")
    layer.forward(case.x)
    layer.train()
    expect(layer.backward(case.grad_output), case.truth.grad_x, label="grad_x of an eval, after train() was called")
    layer.forward(batch.x)
    layer.eval()
    expect(layer.backward(batch.grad_output), batch.truth.grad_x, label="grad_x of a training, after eval() was called")


@points(1)
@hint("A channel's values are counted over the batch and all positions: N·H·W of them. One alone is its own mean.")
@examples
@given(case=single_cases(), line=batch_cases(spatial=1, batch=1))
def test_one_value_per_channel(learner, case, line):
    """Training on one value per channel raises ValueError; one sample of several positions is fine, and so is eval."""
    layer = learner.BatchNorm(case.weight, case.bias, case.eps)
    expect(layer.forward(case.x), label="training on one value per channel").raises(ValueError)
    positions = learner.BatchNorm(line.weight, line.bias, line.eps)
    expect(positions.forward(line.x), line.truth.output, label="the output for one sample of several positions")
    layer.running_mean = case.running_mean
    layer.running_var = case.running_var
    layer.eval()
    expect(layer.forward(case.x), case.truth.output, label="the output for one value per channel in eval")


@points(1)
@hint("Mean and variance are taken over the last axis, once for each sample; far from 0, subtract before you square.")
@examples
@given(case=layer_cases(level=1e5))
def test_layernorm_forward(learner, case):
    """The output of LayerNorm over the last axis agrees with PyTorch's, for samples near 0 and far from it."""
    layer = learner.LayerNorm(case.weight, case.bias, *changed(case.eps, EPS))
    expect(layer.forward(case.x), case.truth.output)


@points(1)
@hint("The formula is that of batch norm with other axes, but weight differs along them: it belongs inside both means.")
@examples
@given(case=layer_cases())
def test_layernorm_backward(learner, case):
    """The gradients of LayerNorm over the last axis agree with PyTorch's, for two to four axes."""
    layer = learner.LayerNorm(case.weight, case.bias, case.eps)
    layer.forward(case.x)
    expect(layer.backward(case.grad_output), case.truth.grad_x, **BY_FORMULA)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias, case.truth.grad_bias)


@points(1)
@hint("weight.ndim says how many axes are normalized together, counted from the last; all others count samples.")
@examples
@given(case=layer_cases(axes=2), small=small_layer_cases())
def test_layernorm_two_axes(learner, case, small):
    """LayerNorm works over the last two axes as well, for an empty batch, and where an axis has one entry."""
    for one, kind in ((case, "two axes"), (small, "a small input")):
        layer = learner.LayerNorm(one.weight, one.bias, one.eps)
        expect(layer.forward(one.x), one.truth.output, label=f"the output for {kind}")
        grad_x = layer.backward(one.grad_output)
        expect(layer.grad_bias, one.truth.grad_bias, label=f"grad_bias for {kind}")
        if (
            one.weight.size == 1
        ):  # always at its mean: both gradients are 0, and what rounding left of them in the truth
            expect(grad_x, label="grad_x for one feature").between(-1e-9, 1e-9, shape=one.x.shape)
            expect(layer.grad_weight, label="grad_weight for one feature").between(-1e-9, 1e-9, shape=(1,))
        else:
            expect(grad_x, one.truth.grad_x, label=f"grad_x for {kind}")
            expect(layer.grad_weight, one.truth.grad_weight, label=f"grad_weight for {kind}")


@points(1)
@hint(
    "What a call needs belongs on self, and is replaced by the next; weight, bias and eps are read anew at each call."
)
@examples
@given(cases=paired_cases(), other=batch_cases(), step=st.sampled_from((0.5, -2.0)))
def test_batchnorm_again(learner, cases, other, step):
    """A second BatchNorm call replaces the first, two layers share nothing, and changed weight, bias and eps count."""
    first, second = cases
    update = learner.keep(learner.source(UPDATE, "update"), "update")
    weight, bias = learner.keep(first.weight, "weight"), learner.keep(first.bias, "bias")
    layer = learner.BatchNorm(weight, bias, first.eps)
    stranger = learner.BatchNorm(other.weight, other.bias, other.eps)
    layer.forward(first.x)
    layer.backward(first.grad_output)
    expect(layer.forward(second.x), second.truth.output, label="the second call's output")
    stranger.eval()
    stranger.train()
    expect(stranger.forward(other.x), other.truth.output, label="the other layer's output")
    expect(layer.backward(second.grad_output), second.truth.grad_x, label="the second call's grad_x")
    expect(stranger.backward(other.grad_output), other.truth.grad_x, label="the other layer's grad_x")
    expect(layer.grad_weight, second.truth.grad_weight, label="the second call's grad_weight")
    expect(layer.grad_bias, second.truth.grad_bias, label="the second call's grad_bias")
    moved = replace(first, weight=first.weight + step, bias=first.bias + step)
    update(weight, step)
    update(bias, step)
    expect(layer.forward(moved.x), moved.truth.output, label="forward after an update in place")
    expect(layer.backward(moved.grad_output), moved.truth.grad_x, label="backward after an update in place")
    assigned = replace(second, weight=-2.0 * second.weight, bias=3.0 * second.bias, eps=0.5)
    layer.weight = assigned.weight
    layer.bias = assigned.bias
    layer.eps = assigned.eps
    expect(layer.forward(assigned.x), assigned.truth.output, label="forward after an assignment")
    expect(layer.backward(assigned.grad_output), assigned.truth.grad_x, label="backward after an assignment")


@points(1)
@hint(
    "What a call needs belongs on self, and is replaced by the next; weight, bias and eps are read anew at each call."
)
@examples
@given(case=layer_cases(), other=layer_cases(), step=st.sampled_from((0.5, -2.0)))
def test_layernorm_again(learner, case, other, step):
    """A second LayerNorm call replaces the first, two layers share nothing, and changed weight, bias and eps count."""
    update = learner.keep(learner.source(UPDATE, "update"), "update")
    weight, bias = learner.keep(case.weight, "weight"), learner.keep(case.bias, "bias")
    layer, stranger = learner.LayerNorm(weight, bias, case.eps), learner.LayerNorm(other.weight, other.bias, other.eps)
    layer.forward(-case.x)
    layer.backward(2.0 * case.grad_output)
    expect(layer.forward(case.x), case.truth.output, label="the second call's output")
    expect(stranger.forward(other.x), other.truth.output, label="the other layer's output")
    expect(layer.backward(case.grad_output), case.truth.grad_x, label="the second call's grad_x")
    expect(stranger.backward(other.grad_output), other.truth.grad_x, label="the other layer's grad_x")
    moved = replace(case, weight=case.weight + step, bias=case.bias + step)
    update(weight, step)
    update(bias, step)
    expect(layer.forward(moved.x), moved.truth.output, label="forward after an update in place")
    expect(layer.backward(moved.grad_output), moved.truth.grad_x, label="backward after an update in place")
    expect(layer.grad_weight, moved.truth.grad_weight, label="grad_weight after three calls")
    expect(layer.grad_bias, moved.truth.grad_bias, label="grad_bias after three calls")
    assigned = replace(case, weight=-2.0 * case.weight, bias=3.0 * case.bias, eps=0.5)
    layer.weight = assigned.weight
    layer.bias = assigned.bias
    layer.eps = assigned.eps
    expect(layer.forward(assigned.x), assigned.truth.output, label="forward after an assignment")
    expect(layer.backward(assigned.grad_output), assigned.truth.grad_x, label="backward after an assignment")


@points(1)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@examples
@given(
    case=batch_cases(dtype="float32", low=2, least=5),
    test=eval_cases(dtype="float32", low=2),
    history=running_cases(dtype="float32"),
    row=layer_cases(dtype="float32", low=2, least=4),
)
def test_float32(learner, case, test, history, row):
    """Results for float32 are float32, forward and backward, and so are the running statistics."""
    layer = learner.BatchNorm(case.weight, case.bias, case.eps)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias, case.truth.grad_bias)
    tested = learner.BatchNorm(test.weight, test.bias, test.eps)
    tested.running_mean = test.running_mean
    tested.running_var = test.running_var
    tested.eval()
    expect(tested.forward(test.x), test.truth.output, label="the output in eval")
    expect(tested.backward(test.grad_output), test.truth.grad_x, label="grad_x in eval")
    trained = learner.BatchNorm(history.weight, history.bias, EPS, history.momenta[0])
    trained.forward(history.batches[0])
    expect(trained.running_mean, history.truth.means[0])
    expect(trained.running_var, history.truth.variances[0])
    norm = learner.LayerNorm(row.weight, row.bias, row.eps)
    expect(norm.forward(row.x), row.truth.output)
    expect(norm.backward(row.grad_output), row.truth.grad_x)
    expect(norm.grad_weight, row.truth.grad_weight)
    expect(norm.grad_bias, row.truth.grad_bias)


@points(1)
@hint("x -= ..., grad_output *= ... and out=x write into the caller's array; backward updates no parameter.")
@examples
@given(
    case=batch_cases(spatial=1),
    test=eval_cases(),
    row=layer_cases(),
    layout=st.sampled_from((readonly, strided, transposed)),
)
def test_arguments(learner, case, test, row, layout: Callable[[np.ndarray], object]):
    """Nothing changes its arguments, the parameters included, which may be read-only or non-contiguous."""
    for name, one in (("BatchNorm", case), ("LayerNorm", row)):
        weight, bias = learner.keep(one.weight, "weight"), learner.keep(one.bias, "bias")
        layer = getattr(learner, name)(weight, bias, one.eps)
        expect(layer.forward(one.x)).unchanged()
        expect(layer.backward(one.grad_output)).unchanged()
        expect(weight).equal(one.weight)
        expect(bias).equal(one.bias)
        awkward = getattr(learner, name)(layout(one.weight), layout(one.bias), one.eps)
        expect(awkward.forward(layout(one.x)), one.truth.output)
        expect(awkward.backward(layout(one.grad_output)), one.truth.grad_x)
        expect(awkward.grad_weight, one.truth.grad_weight)
        expect(awkward.grad_bias, one.truth.grad_bias)
    tested = learner.BatchNorm(layout(test.weight), layout(test.bias), test.eps)
    tested.eval()
    expect(tested.forward(test.x)).unchanged()
    expect(tested.backward(test.grad_output)).unchanged()

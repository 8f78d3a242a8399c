"""Exercise 06: nine activation layers, forward and backward.

Each layer has checks of its own, so that a wrong one costs the others nothing; what all of them owe is asked for in a
few checks at the end. Values are judged in float64 and float32 by itself. Kinks and ties have their own checks, and all
other inputs stay away from them.
"""

import math
from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import arrays, expect, hint, points, public, readonly, shapes, statistical, strided, transposed
from grader.suites.exercise06_activations.cases import (
    MINUS_ONES,
    UPDATE,
    Case,
    all_cases,
    expect_gradients,
    expect_layer,
    expect_same,
    inputs,
    large_cases,
    layer_cases,
    maxout_cases,
    paired_cases,
    prelu_cases,
    tied_cases,
)

examples = settings(max_examples=20)
few = settings(max_examples=8)
seeds = st.integers(0, 2**31 - 1)

BOUNDS = ((0.1, 0.3), (0.5, 0.75), (1.5, 2.0))  # of RReLU's slopes
CHANGES = {  # what a layer is made with at first, and again between forward and backward
    "Hardtanh": {"min_val": -2.5, "max_val": 0.25}, "LeakyReLU": {"negative_slope": 0.6}, "ELU": {"alpha": 2.5},
    "RReLU": {"lower": 0.2, "upper": 0.2}, "Maxout": {"num_pieces": 1},
}  # fmt: skip
LOG2, LOG3 = math.log(2.0), math.log(3.0)


@points(1)
@public
@hint("exp(-x) is 1, 1/3 and 3 for the sigmoid. Both derivatives are written with the output y, not with x.")
def test_example_sigmoid_and_tanh(learner):
    """The worked example: the sigmoid of log 3 is 3/4, tanh of log 2 is 3/5, and their gradients."""
    sigmoid, tanh = learner.Sigmoid(), learner.Tanh()
    expect(sigmoid.forward(np.array([0.0, LOG3, -LOG3])), np.array([0.5, 0.75, 0.25]))
    expect(sigmoid.backward(np.array([4.0, 16.0, -32.0])), np.array([1.0, 3.0, -6.0]))
    expect(tanh.forward(np.array([0.0, LOG2, -LOG2])), np.array([0.0, 0.6, -0.6]))
    expect(tanh.backward(np.array([2.0, 25.0, -50.0])), np.array([2.0, 16.0, -32.0]))


@points(1)
@public
@hint("On each straight piece the derivative is its slope: 1, 0 or negative_slope.")
def test_example_straight_lines(learner):
    """The worked example: Hardtanh(-2, 1), ReLU and LeakyReLU(1/4) at -4, -1, 1/2 and 3, and their gradients."""
    x, grad_output = np.array([-4.0, -1.0, 0.5, 3.0]), np.array([1.0, 2.0, 4.0, 8.0])
    hardtanh, relu, leaky = learner.Hardtanh(-2.0, 1.0), learner.ReLU(), learner.LeakyReLU(0.25)
    expect(hardtanh.forward(x), np.array([-2.0, -1.0, 0.5, 1.0]))
    expect(hardtanh.backward(grad_output), np.array([0.0, 2.0, 4.0, 0.0]))
    expect(relu.forward(x), np.array([0.0, 0.0, 0.5, 3.0]))
    expect(relu.backward(grad_output), np.array([0.0, 0.0, 4.0, 8.0]))
    expect(leaky.forward(x), np.array([-1.0, -0.25, 0.5, 3.0]))
    expect(leaky.backward(grad_output), np.array([0.25, 0.5, 4.0, 8.0]))


@points(1)
@public
@hint("Column c meets slope c. In grad_weight only negative entries count: each gives its own g times its own x.")
def test_example_prelu(learner):
    """The worked example: slopes 1/2 and 2 for two channels, and the gradients of input and weight."""
    x = np.array([[-4.0, 1.0], [6.0, -3.0], [-2.0, -1.0]])
    grad_output = np.array([[1.0, 5.0], [7.0, 10.0], [2.0, 3.0]])
    layer = learner.PReLU(np.array([0.5, 2.0]))
    expect(layer.forward(x), np.array([[-2.0, 1.0], [6.0, -6.0], [-1.0, -2.0]]))
    expect(layer.backward(grad_output), np.array([[0.5, 5.0], [7.0, 20.0], [1.0, 6.0]]))
    expect(layer.grad_weight, np.array([-8.0, -33.0]))


@points(1)
@public
@hint("In evaluation the slope is (1/4 + 3/4)/2. In training each entry keeps its drawn slope for the way back.")
def test_example_rrelu(learner):
    """The worked example: slopes from 1/4 to 3/4 in training, their mean in evaluation, and both gradients."""
    layer = learner.RReLU(0.25, 0.75, learner.generator(1))
    x, grad_output = np.full(24, -4.0), np.full(24, 6.0)
    slope = layer.forward(x) / x
    expect(slope, label="output / x in training").between(0.25, 0.75, shape=x.shape)
    going_back = layer.backward(grad_output) / grad_output
    expect(going_back - slope, label="grad_x / grad_output - output / x").between(-1e-9, 1e-9, shape=x.shape)
    layer.eval()
    expect(layer.forward(np.array([-4.0, 2.0])), np.array([-2.0, 2.0]), label="the output in evaluation")
    expect(layer.backward(np.array([6.0, 6.0])), np.array([3.0, 6.0]), label="grad_x in evaluation")


@points(1)
@public
@hint("exp(-log 2) is 1/2. Left of 0 the derivative is alpha exp(x), right of it 1.")
def test_example_elu(learner):
    """The worked example: ELU(2) at -log 2, -log 4 and 1/2, and its gradient."""
    layer = learner.ELU(2.0)
    expect(layer.forward(np.array([-LOG2, -2.0 * LOG2, 0.5])), np.array([-1.0, -1.5, 0.5]))
    expect(layer.backward(np.array([3.0, 4.0, 5.0])), np.array([3.0, 2.0, 5.0]))


@points(1)
@public
@hint("Channels 0 and 1 compete for output 0, channels 2 and 3 for output 1; the gradient goes where the maximum was.")
def test_example_maxout(learner):
    """The worked example: two pieces each of four channels, and the gradient of the winners."""
    layer = learner.Maxout(2)
    expect(layer.forward(np.array([[1.0, 5.0, 4.0, 2.0], [-1.0, -3.0, 0.0, 7.0]])), np.array([[5.0, 4.0], [-1.0, 7.0]]))
    grad_x = layer.backward(np.array([[10.0, 20.0], [30.0, 40.0]]))
    expect(grad_x, np.array([[0.0, 10.0, 20.0, 0.0], [30.0, 0.0, 0.0, 40.0]]))


@points(0.5)
@hint("The derivative of y = 1/(1 + exp(-x)) is y (1 - y), with y the output and not the input.")
@examples
@given(case=layer_cases("Sigmoid"))
def test_sigmoid(learner, case):
    """Sigmoid agrees with PyTorch's, forward and backward, for any shape."""
    expect_layer(case.layer(learner), case)


@points(0.5)
@hint("The derivative of y = tanh(x) is 1 - y², with y the output.")
@examples
@given(case=layer_cases("Tanh"))
def test_tanh(learner, case):
    """Tanh agrees with PyTorch's, forward and backward, for any shape."""
    expect_layer(case.layer(learner), case)


@points(0.5)
@hint("Neither bound need be -1 or 1, nor need 0 lie between them. The gradient passes where x was not cut off.")
@examples
@given(case=layer_cases("Hardtanh", ((-2.0, 0.5), (0.25, 1.5), (-1.5, -0.5))), usual=layer_cases("Hardtanh"))
def test_hardtanh(learner, case, usual):
    """Hardtanh agrees with PyTorch's, forward and backward, for its defaults -1 and 1 and for other bounds."""
    expect_layer(case.layer(learner), case)
    x = np.where(np.abs(np.abs(usual.x) - 1.0) < 1e-3, 0.5, usual.x)
    expect_layer(learner.Hardtanh(), Case("Hardtanh", (), x, usual.grad_output))


@points(0.5)
@hint("The gradient passes where the input was positive, unchanged, and is 0 elsewhere.")
@examples
@given(case=layer_cases("ReLU"))
def test_relu(learner, case):
    """ReLU agrees with PyTorch's, forward and backward, for any shape."""
    expect_layer(case.layer(learner), case)


@points(0.5)
@hint("Which branch is taken is decided by the sign of x alone; a slope may well be above 1, or negative.")
@examples
@given(case=layer_cases("LeakyReLU", ((0.3,), (1.5,), (-0.5,))), usual=layer_cases("LeakyReLU"))
def test_leaky_relu(learner, case, usual):
    """LeakyReLU agrees with PyTorch's, forward and backward, for its default 0.01 and slopes above 1 and below 0."""
    expect_layer(case.layer(learner), case)
    expect_layer(learner.LeakyReLU(), usual)


@points(0.5)
@hint("All entries share the one slope, so its gradient is one sum over all of them, in an array of shape (1,).")
@examples
@given(case=prelu_cases(channels=False))
def test_prelu(learner, case):
    """PReLU with one slope agrees with PyTorch's, forward, backward and in grad_weight, for any shape."""
    expect_layer(case.layer(learner), case)


@points(1)
@hint("Channels are on dim 1, whatever follows it. Over which axes does a channel's slope act, and its gradient sum?")
@examples
@given(case=prelu_cases(channels=True))
def test_prelu_channels(learner, case):
    """PReLU with a slope for each channel agrees with PyTorch's, forward, backward and in grad_weight."""
    expect_layer(case.layer(learner), case)


@points(1)
@hint("alpha multiplies the whole of exp(x) - 1. What is the derivative of that, and what has alpha to do with it?")
@examples
@given(case=layer_cases("ELU", ((0.3,), (2.0,), (1.5,))), usual=layer_cases("ELU"))
def test_elu(learner, case, usual):
    """ELU agrees with PyTorch's, forward and backward, for its default alpha of 1 and others."""
    expect_layer(case.layer(learner), case)
    expect_layer(learner.ELU(), usual)


@points(0.5)
@hint("After eval() nothing is drawn. The way back follows the last forward, whatever mode was chosen since.")
@examples
@given(case=layer_cases("RReLU", BOUNDS), usual=layer_cases("RReLU", ((1 / 8, 1 / 3),)), seed=seeds)
def test_rrelu_evaluation(learner, case, usual, seed):
    """In evaluation RReLU is a leaky ReLU with the mean slope, forward and backward; after train() it draws again."""
    layer = learner.RReLU(*case.arguments, learner.generator(seed))
    layer.eval()
    expect(layer.forward(case.x), case.truth.output, label="the output in evaluation")
    layer.train()
    expect(layer.backward(case.grad_output), case.truth.grad_x, label="grad_x of evaluation, asked for after train()")
    x = np.full((40,), -2.0)
    middle, width = 0.5 * (case.arguments[0] + case.arguments[1]), case.arguments[1] - case.arguments[0]
    slope = layer.forward(x) / x
    near = (middle - 0.1 * width, middle + 0.1 * width)
    what = "slopes near the mean"
    expect(slope, label="output / x after train()").share(*near, 0.2, shape=x.shape, what=what)
    default = learner.RReLU(rng=learner.generator(seed))
    default.eval()
    expect(default.forward(usual.x), usual.truth.output, label="the output of RReLU(rng=rng) in evaluation")


@points(1)
@hint("Each negative entry has a slope between the bounds, and its gradient is multiplied by that very slope.")
@examples
@given(bounds=st.sampled_from(BOUNDS), seed=seeds, x=shapes(3, low=2).flatmap(inputs))
def test_rrelu_training(learner, bounds, seed, x):
    """In training each negative entry has a slope between the bounds, the same forward and backward."""
    layer = learner.RReLU(*bounds, learner.generator(seed))
    grad_output = np.resize(np.array([1.5, -2.0, 0.75, 3.0, -0.5]), x.shape)
    positive = (x > 0.0).astype(np.float64)
    output = layer.forward(x)
    expect((output - x) * positive, 0.0 * x, label="output - x where x is positive")
    slope = output / x * (1.0 - positive) + positive * bounds[0]
    low, high = bounds[0] - 1e-6, bounds[1] + 1e-6
    expect(slope, label="output / x where x is negative").between(low, high, shape=x.shape)
    layer.eval()
    difference = layer.backward(grad_output) / grad_output - output / x
    label, what = "grad_x / grad_output - output / x", "entries are 0, as the slope is the same both ways"
    expect(difference, label=label).share(-1e-9, 1e-9, 1.0, shape=x.shape, what=what)


@points(1)
@statistical
@hint("Every entry has a draw of its own, from the generator that you are given, and anew at each call of forward.")
@settings(max_examples=3)
@given(bounds=st.sampled_from(BOUNDS), seed=seeds)
def test_rrelu_draws(learner, bounds, seed):
    """The slopes are spread evenly between the bounds, anew at each call; equal seeds give equal outputs."""
    low, high = bounds
    rng = learner.keep(learner.generator(seed), "rng")
    for shape in ((300, 3), (3, 300)):  # what all samples share shows in the one, what a sample's entries in the other
        x = learner.source(MINUS_ONES.format(shape=shape), "x")
        layer, twin = learner.RReLU(low, high, rng), learner.RReLU(low, high, learner.generator(seed))
        first = layer.forward(x)
        expect(-first, label=f"the slopes of {shape[0] * shape[1]} entries").uniform(low, high, shape=shape)
        if shape == (300, 3):
            expect(first - twin.forward(x), label="the difference of two outputs with one seed").share(
                0, 0, 1.0, shape=shape, what="entries are 0"
            )
        near = 0.1 * (high - low)  # two uniform draws are as near as a tenth of the width with probability 0.19
        again = first - layer.forward(x)
        expect(again, label="the first output - the second").share(-near, near, 0.19, shape=shape, what="near equals")
        other = first - learner.RReLU(low, high, rng).forward(x)
        expect(other, label="one layer's output - another's").share(-near, near, 0.19, shape=shape, what="near equals")
    x = learner.source(MINUS_ONES.format(shape=(300,)), "x")
    usual, without = learner.RReLU(rng=learner.generator(seed)), learner.RReLU()
    expect(-usual.forward(x), label="the slopes of RReLU(rng=rng)").uniform(1 / 8, 1 / 3, shape=(300,))
    drawn = without.forward(x)
    expect(drawn, label="the output of RReLU()").quiet()
    again = drawn - without.forward(x)
    what = "entries are 0, as if nothing were drawn"
    expect(again, label="the difference of two outputs of RReLU()").share(-1e-9, 1e-9, 1e-3, shape=(300,), what=what)


@points(1)
@hint("Output channel c comes from input channels c·num_pieces up to c·num_pieces + num_pieces - 1, neighbours all.")
@examples
@given(case=maxout_cases())
def test_maxout(learner, case):
    """Maxout gives the largest of adjacent channels, and the gradient goes to the one that was it."""
    expect_layer(case.layer(learner), case)


@points(0.5)
@hint("Channels that are left over cannot be dropped silently. reshape does not notice them in an empty batch: do you?")
@settings(max_examples=6)
@given(case=maxout_cases(), pieces=st.integers(2, 4))
def test_maxout_refuses(learner, case, pieces):
    """A number of channels that num_pieces does not divide raises ValueError, for an empty batch too."""
    layer = learner.Maxout(pieces)
    label = f"Maxout({pieces}).forward for {2 * pieces + 1} channels"
    expect(layer.forward(np.ones((2, 2 * pieces + 1))), label=label).raises(ValueError)
    expect(layer.forward(np.ones((0, 2 * pieces + 1))), label=f"{label} of an empty batch").raises(ValueError)
    fewer = learner.Maxout(pieces + 2)
    expect(fewer.forward(np.ones((3, pieces, 2))), label=f"Maxout({pieces + 2}).forward for {pieces} channels").raises(
        ValueError
    )
    expect(case.layer(learner).forward(case.x), case.truth.output)


@points(0.5)
@hint("A sum over no entries is 0, in the shape of weight. reshape(0, -1) cannot know what -1 is: give it all sizes.")
@few
@given(empty=all_cases(sizes=(0, 3, 2)), one=all_cases(sizes=(1, 3, 2)))
def test_empty_batch(learner, empty, one):
    """After a batch of one an empty batch gives empty outputs and gradients, and a grad_weight of zeros."""
    for case, single in zip(empty, one, strict=True):
        layer = single.layer(learner)
        output = layer.forward(single.x)
        layer.backward(single.grad_output)
        if case.name == "ReLU":
            expect(output, single.truth.output, label="ReLU's output for a batch of one")
        again = single.on(case.x, case.grad_output)
        expect(layer.forward(again.x), again.truth.output, label=f"{case.name}'s output for an empty batch")
        expect_gradients(layer, again, whose="for an empty batch ")


@points(0.5)
@hint("At exactly 0 the left side counts, for all of them: which derivative has each of these functions there?")
@few
@given(shape=shapes(2), gradient=shapes(2).flatmap(arrays))
def test_kinks_at_zero(learner, shape, gradient):
    """At 0 the derivative is that of the left side: 0 for ReLU, alpha for ELU, the slope for the leaky ones."""
    x = np.zeros(gradient.shape)
    weight = np.array([1.5 + 0.25 * shape[0]])
    kinks = (("ReLU", ()), ("LeakyReLU", (0.3,)), ("PReLU", (weight,)), ("RReLU", (0.6, 0.6)), ("ELU", (0.7,)))
    for name, arguments in kinks:
        case = Case(name, arguments, x, gradient)
        expect_layer(case.layer(learner), case)


@points(0.5)
@hint("At both bounds Hardtanh is already flat; among equals Maxout's gradient goes to the first, and to no other.")
@few
@given(case=tied_cases(), bounds=st.sampled_from(((-1.0, 1.0), (-0.25, 2.0))))
def test_kinks_elsewhere(learner, case, bounds):
    """At both bounds Hardtanh's derivative is 0, and of tied pieces the first gets all of Maxout's gradient."""
    x = np.resize(np.array(bounds), 5)
    hardtanh = Case("Hardtanh", bounds, x, np.array([1.0, 2.0, -3.0, 4.0, 5.0]))
    expect_layer(hardtanh.layer(learner), hardtanh)
    expect_layer(case.layer(learner), case)


@points(1)
@hint("exp overflows beyond 709, and where computes both of its branches. Which exponentials do you need at all?")
@examples
@given(cases=large_cases())
def test_large_inputs(learner, cases):
    """At ±1000 Sigmoid, Tanh and ELU give the right values and gradients, without a warning."""
    for case in cases:
        layer = case.layer(learner)
        expect(layer.forward(case.x), case.truth.output, label=f"{case.name}'s output").quiet()
        expect(layer.backward(case.grad_output), case.truth.grad_x, label=f"{case.name}'s gradient").quiet()


@points(0.5)
@hint("Read self.alpha and its like at each forward; what backward needs of them is what that forward used.")
@few
@given(cases=all_cases(), step=arrays((1,), fills=("uniform",), low=0.5, high=1.0))
def test_parameters_may_change(learner, cases, step):
    """What is assigned counts from the next forward on, and so does a weight that was changed in place."""
    for case in cases:
        fresh = case.layer(learner)
        output, grad_x = fresh.forward(case.x), fresh.backward(case.grad_output)
        if case.name in CHANGES:
            layer = Case(case.name, tuple(CHANGES[case.name].values()), case.x, case.grad_output).layer(learner)
            for name, value in zip(CHANGES[case.name], case.arguments, strict=True):
                setattr(layer, name, value)
            expect_same(
                layer.forward(case.x),
                output,
                case.grad_output,
                f"{case.name}'s output after its arguments were assigned",
            )
            for name, value in CHANGES[case.name].items():
                setattr(layer, name, value)
            expect_same(layer.backward(case.grad_output), grad_x, case.x, f"{case.name}'s gradient of that forward")
        elif case.name == "PReLU":
            weight = learner.keep(case.arguments[0] - step, "weight")
            layer = learner.PReLU(weight)
            learner.keep(learner.source(UPDATE, "update"), "update")(weight, step)
            expect_same(layer.forward(case.x), output, case.x, "PReLU's output after weight was changed in place")
            layer = learner.PReLU(case.arguments[0] - step)
            layer.weight = case.arguments[0]
            expect_same(layer.forward(case.x), output, case.x, "PReLU's output after weight was assigned")
        elif case.name == "ReLU":
            expect(output, case.truth.output, label="ReLU's output")


@points(1)
@hint("What backward needs belongs on self, is replaced by each forward, and grad_weight by each backward: no +=.")
@few
@given(pairs=paired_cases())
def test_calls_are_independent(learner, pairs):
    """A layer's second call gives what a fresh layer gives, and two layers share nothing."""
    for first, second in pairs:
        layer, stranger = first.layer(learner), second.layer(learner)
        layer.forward(first.x)
        layer.backward(first.grad_output)
        output = layer.forward(second.x)
        stranger.forward(0.7 - 1.3 * second.x)
        grad_x = layer.backward(second.grad_output)
        expect(grad_x, label=f"{second.name}.backward after the second forward").quiet()
        fresh = second.layer(learner)
        expect_same(output, fresh.forward(second.x), second.grad_output, f"{second.name}'s second output")
        expect_same(grad_x, fresh.backward(second.grad_output), second.x, f"{second.name}'s second gradient")
        if second.name == "PReLU":
            difference = layer.grad_weight - fresh.grad_weight
            label = "PReLU's second grad_weight, less that of a fresh layer"
            expect(difference, label=label).between(-1e-9, 1e-9, shape=second.arguments[0].shape)
        if second.name == "ReLU":
            expect(output, second.truth.output, label="ReLU's second output")


@points(0.5)
@hint("Look for arrays that you make yourself: zeros, ones, and what where makes of two numbers, are float64.")
@few
@given(cases=all_cases(dtype="float32"), seed=seeds)
def test_float32(learner, cases, seed):
    """Results for float32 are float32, forward and backward, grad_weight too."""
    for case in cases:
        layer = case.layer(learner)
        output, grad_x = layer.forward(case.x), layer.backward(case.grad_output)
        if case.name == "ReLU":
            expect(output, case.truth.output, label="ReLU's output")
        # Times 0: the dtype is asked for, and not once more the values.
        expect(0.0 * output, 0.0 * case.grad_output, label=f"0 · {case.name}'s output")
        expect(0.0 * grad_x, 0.0 * case.x, label=f"0 · {case.name}'s gradient")
        if case.name == "PReLU":
            expect(0.0 * layer.grad_weight, 0.0 * case.arguments[0], label="0 · PReLU's grad_weight")
    layer, x = learner.RReLU(0.25, 0.5, learner.generator(seed)), cases[0].x
    expect(0.0 * layer.forward(x), 0.0 * x, label="0 · RReLU's output in training")
    expect(0.0 * layer.backward(cases[0].grad_output), 0.0 * x, label="0 · RReLU's gradient in training")


@points(0.5)
@hint("x[x < 0] = 0 and grad_output *= ... write into the caller's array; np.where and * make new ones.")
@few
@given(cases=all_cases(), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, cases, layout: Callable[[np.ndarray], object]):
    """No layer changes its arguments, the weight included, which may be read-only or non-contiguous."""
    for case in cases:
        layer = case.layer(learner)
        output, grad_x = layer.forward(case.x), layer.backward(case.grad_output)
        expect(output, label=f"{case.name}.forward").unchanged()
        expect(grad_x, label=f"{case.name}.backward").unchanged()
        if case.name == "ReLU":
            expect(output, case.truth.output, label="ReLU's output")
        arguments = tuple(layout(one) if isinstance(one, np.ndarray) else one for one in case.arguments)
        awkward = Case(case.name, arguments, case.x, case.grad_output).layer(learner)
        laid = str(layout.__name__)
        step = awkward.forward(layout(case.x))
        expect_same(step, output, case.grad_output, f"{case.name}'s output for {laid} arrays", "plain ones")
        step = awkward.backward(layout(case.grad_output))
        expect_same(step, grad_x, case.x, f"{case.name}'s gradient for {laid} arrays", "plain ones")
    prelu = next(case for case in cases if case.name == "PReLU")
    weight = learner.keep(prelu.arguments[0], "weight")
    layer = learner.PReLU(weight)
    layer.forward(prelu.x)
    layer.backward(prelu.grad_output)
    expect(weight, label="PReLU's weight").equal(prelu.arguments[0])

"""Exercise 10: the linear layer, a container of layers, and the gradients of a sigmoid network.

`Sequential` is judged on layers that are handed to it, and `mlp_gradients` by itself, so that a wrong `Linear` costs
nothing twice. Values are judged in float64 and float32 by itself, so that a wrong dtype costs one check.
"""

from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import BY_FORMULA, expect, hint, points, public, readonly, strided, transposed
from grader.suites.exercise10_linear.cases import (
    LAYERS,
    UPDATE,
    LinearCase,
    chain_cases,
    empty_cases,
    linear_cases,
    network_cases,
    paired_cases,
    unbiased_cases,
)

examples = settings(max_examples=30)

# The worked example of the statement.
WEIGHT = np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
BIAS = np.array([10.0, 20.0])
X = np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.0]])
GRAD_OUTPUT = np.array([[1.0, 0.0], [2.0, -1.0]])


@points(1)
@public
@hint("Row k of weight belongs to output k: it meets each sample, and bias k is added.")
def test_example_linear_forward(learner):
    """The worked example: the layer's output is [[8, 18], [14, 33]]."""
    expect(learner.Linear(WEIGHT, BIAS).forward(X), np.array([[8.0, 18.0], [14.0, 33.0]]))


@points(1)
@public
@hint("Follow the worked example term by term. g is square here, so mind which of its axes is the batch.")
def test_example_linear_backward(learner):
    """The worked example: the gradients of input, weight and bias."""
    layer = learner.Linear(WEIGHT, BIAS)
    layer.forward(X)
    expect(layer.backward(GRAD_OUTPUT), np.array([[1.0, 2.0, 3.0], [-2.0, -1.0, 0.0]]))
    expect(layer.grad_weight, np.array([[5.0, 2.0, -1.0], [-2.0, -1.0, 0.0]]))
    expect(layer.grad_bias, np.array([3.0, -1.0]))


@points(1)
@public
@hint("Forward goes from the first layer to the last, backward from the last to the first; each hands on its result.")
def test_example_sequential(learner):
    """The worked example: [3, 5] is doubled, squared and swapped to [100, 36], and its gradient is [240, 40]."""
    model = learner.Sequential(learner.source(LAYERS + "layers = build('double', 'square', 'rotate')", "layers"))
    expect(model.forward(np.array([3.0, 5.0])), np.array([100.0, 36.0]))
    expect(model.backward(np.array([1.0, 10.0])), np.array([240.0, 40.0]))


@points(1)
@public
@hint("Every unit gives 1/2 here, and every a (1 - a) is 1/4: compute the two sensitivities on paper first.")
def test_example_mlp_gradients(learner):
    """The worked example: the gradients of a network with two hidden units."""
    x, y = np.array([[1.0, 2.0]]), np.array([[1.0]])
    weights = [np.array([[2.0, -1.0], [-4.0, 2.0]]), np.array([[1.0, -3.0]])]
    biases = [np.array([0.0, 0.0]), np.array([1.0])]
    gradients = learner.mlp_gradients(x, y, weights, biases)
    expect(gradients[0][0], np.array([[-1.0, -2.0], [3.0, 6.0]]) / 32, label="the gradient of W¹")
    expect(gradients[0][1], np.array([[-1.0, -1.0]]) / 16, label="the gradient of W²")
    expect(gradients[1][0], np.array([-1.0, 3.0]) / 32, label="the gradient of b¹")
    expect(gradients[1][1], np.array([-1.0]) / 8, label="the gradient of b²")


@points(1)
@hint("weight is (K, D), one row for each output; bias (K,) is added to each sample once.")
@examples
@given(case=linear_cases())
def test_forward(learner, case):
    """The output for a batch (N, D) agrees with PyTorch's."""
    expect(learner.Linear(case.weight, case.bias).forward(case.x), case.truth.output)


@points(1)
@hint("Input d reached output k through weight[k, d], and reaches it through nothing else; it went to all K outputs.")
@examples
@given(case=linear_cases())
def test_grad_x(learner, case):
    """The gradient of the input that backward returns agrees with PyTorch's."""
    layer = learner.Linear(case.weight, case.bias)
    layer.forward(case.x)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(1)
@hint("It has the shape of weight, (K, D), and is a sum over the samples: neither their mean nor one of them.")
@examples
@given(case=linear_cases())
def test_grad_weight(learner, case):
    """The stored gradient of the weight agrees with PyTorch's."""
    layer = learner.Linear(case.weight, case.bias)
    layer.forward(case.x)
    layer.backward(case.grad_output)
    expect(layer.grad_weight, case.truth.grad_weight)


@points(1)
@hint("Bias k was added once to output k of each sample. So over which axis does its gradient add up?")
@examples
@given(case=linear_cases())
def test_grad_bias(learner, case):
    """The stored gradient of the bias agrees with PyTorch's."""
    layer = learner.Linear(case.weight, case.bias)
    layer.forward(case.x)
    layer.backward(case.grad_output)
    expect(layer.grad_bias, case.truth.grad_bias)


@points(1)
@hint("Where bias is None, nothing is added, and grad_bias is None; all the rest is as before.")
@examples
@given(case=unbiased_cases())
def test_without_bias(learner, case):
    """A layer without a bias works, and its grad_bias is None."""
    layer = learner.Linear(case.weight)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias).equal(None)


@points(1)
@hint(
    "A vector is a batch of one sample without its axis: weight's gradient is an outer product, and nothing is summed."
)
@examples
@given(case=linear_cases(leading=0))
def test_vectors(learner, case):
    """One sample (D,) goes forward and backward."""
    layer = learner.Linear(case.weight, case.bias)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias, case.truth.grad_bias)


@points(1)
@hint("Each of the N·T positions is a sample, so the gradients of the parameters add up over both leading axes.")
@examples
@given(case=linear_cases(leading=2))
def test_sequences(learner, case):
    """Sequences (N, T, D) go forward and backward."""
    layer = learner.Linear(case.weight, case.bias)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias, case.truth.grad_bias)


@points(1)
@hint("A sum over no samples is zero, in the shape of the parameter; a mean would be 0/0.")
@examples
@given(case=empty_cases())
def test_empty_batch(learner, case):
    """An empty batch gives an empty output and zero gradients."""
    layer = learner.Linear(case.weight, case.bias)
    one = np.ones((1, case.weight.shape[1]), case.weight.dtype)
    expect(layer.forward(one), (case.weight.sum(axis=1) + case.bias)[None], label="the output for a batch of one")
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias, case.truth.grad_bias)


@points(1)
@hint("What backward needs belongs on self, and what it stores replaces what was there: no += across calls.")
@examples
@given(cases=paired_cases(), other=linear_cases())
def test_calls_are_independent(learner, cases, other):
    """A second call overwrites the first, and two layers share nothing."""
    first, second = cases
    layer, stranger = learner.Linear(first.weight, first.bias), learner.Linear(other.weight, other.bias)
    layer.forward(first.x)
    layer.backward(first.grad_output)
    expect(layer.forward(second.x), second.truth.output)
    expect(stranger.forward(other.x), other.truth.output)
    expect(layer.backward(second.grad_output), second.truth.grad_x, label="the second call's grad_x")
    expect(stranger.backward(other.grad_output), other.truth.grad_x, label="the other layer's grad_x")
    expect(layer.grad_weight, second.truth.grad_weight, label="the second call's grad_weight")
    expect(layer.grad_bias, second.truth.grad_bias, label="the second call's grad_bias")
    expect(stranger.grad_weight, other.truth.grad_weight, label="the other layer's grad_weight")
    expect(stranger.grad_bias, other.truth.grad_bias, label="the other layer's grad_bias")


@points(1)
@hint(
    "Keep the arrays that you are given under weight and bias, and read them there at each call: no copy, no .T kept."
)
@examples
@given(cases=paired_cases(), step=st.sampled_from((0.5, -2.0)))
def test_parameters_may_change(learner, cases, step):
    """After its parameters were changed, in place or by assignment, the layer computes with the new ones."""
    case, later = cases
    update = learner.keep(learner.source(UPDATE, "update"), "update")
    weight, bias = learner.keep(case.weight, "weight"), learner.keep(case.bias, "bias")
    layer = learner.Linear(weight, bias)
    moved = LinearCase(case.x, case.weight + step, case.bias + step, case.grad_output)
    update(weight, step)
    update(bias, step)
    expect(layer.forward(moved.x), moved.truth.output, label="forward after an update in place")
    expect(layer.backward(moved.grad_output), moved.truth.grad_x, label="backward after an update in place")
    assigned = LinearCase(later.x, -2.0 * later.weight, 3.0 * later.bias, later.grad_output)
    layer.weight = assigned.weight
    layer.bias = assigned.bias
    expect(layer.forward(assigned.x), assigned.truth.output, label="forward after an assignment")
    expect(layer.backward(assigned.grad_output), assigned.truth.grad_x, label="backward after an assignment")


@points(2)
@hint("Try two layers on paper: which one's backward must be called first, and with what?")
@examples
@given(case=chain_cases())
def test_sequential(learner, case):
    """A chain of any layers goes forward and backward, each layer called exactly once."""
    layers = learner.keep(learner.source(f"{LAYERS}\nlayers = build(*{case.names!r})", "layers"), "layers")
    model = learner.Sequential(layers)
    expect(model.forward(case.x), case.truth.output)
    expect(model.backward(case.grad_output), case.truth.grad_x)
    for number in range(len(case.names)):
        expect(layers[number].forward_calls, label=f"how often layer {number} went forward").equal(1)
        expect(layers[number].backward_calls, label=f"how often layer {number} went backward").equal(1)
    expect(model.forward(case.x), case.truth.output, label="the second call's output")
    expect(model.backward(case.grad_output), case.truth.grad_x, label="the second call's gradient")


@points(1)
@hint("The output unit is a sigmoid too, so the error a - y still passes through its derivative. Nothing is averaged.")
@examples
@given(case=network_cases(depth=1))
def test_mlp_one_layer(learner, case):
    """The gradients of a network of one layer agree with autograd's."""
    gradients = learner.mlp_gradients(case.x, case.y, case.weights, case.biases)
    expect(gradients[0][0], case.truth.grad_weights[0], label="the gradient of W¹", **BY_FORMULA)
    expect(gradients[1][0], case.truth.grad_biases[0], label="the gradient of b¹", **BY_FORMULA)


@points(1)
@hint("A layer's sensitivity comes from the next one's, through the next layer's weights and its own a (1 - a).")
@examples
@given(case=st.integers(2, 4).flatmap(lambda depth: network_cases(depth=depth)))
def test_mlp_gradients(learner, case):
    """The gradients of every layer of a network of two to four layers agree with autograd's."""
    gradients = learner.mlp_gradients(case.x, case.y, case.weights, case.biases)
    for layer in range(len(case.weights)):
        expect(
            gradients[0][layer], case.truth.grad_weights[layer], label=f"the gradient of weights[{layer}]", **BY_FORMULA
        )
        expect(
            gradients[1][layer], case.truth.grad_biases[layer], label=f"the gradient of biases[{layer}]", **BY_FORMULA
        )


@points(1)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@examples
@given(case=linear_cases(dtype="float32", low=2), network=network_cases(depth=2, dtype="float32"))
def test_float32(learner, case, network):
    """Results for float32 are float32, forward and backward."""
    layer = learner.Linear(case.weight, case.bias)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)
    expect(layer.grad_weight, case.truth.grad_weight)
    expect(layer.grad_bias, case.truth.grad_bias)
    gradients = learner.mlp_gradients(network.x, network.y, network.weights, network.biases)
    for number in range(2):
        expect(gradients[0][number], network.truth.grad_weights[number], label=f"the gradient of weights[{number}]")
        expect(gradients[1][number], network.truth.grad_biases[number], label=f"the gradient of biases[{number}]")


@points(1)
@hint(
    "x += ..., weight -= ... and out=x write into the caller's array; backward computes gradients and updates nothing."
)
@examples
@given(case=linear_cases(), network=network_cases(depth=2), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, case, network, layout: Callable[[np.ndarray], object]):
    """Nothing changes its arguments, the parameters included, which may be read-only or non-contiguous."""
    weight, bias = learner.keep(case.weight, "weight"), learner.keep(case.bias, "bias")
    layer = learner.Linear(weight, bias)
    expect(layer.forward(case.x)).unchanged()
    expect(layer.backward(case.grad_output)).unchanged()
    expect(weight).equal(case.weight)
    expect(bias).equal(case.bias)
    expect(learner.mlp_gradients(network.x, network.y, network.weights, network.biases)).unchanged()
    awkward = learner.Linear(layout(case.weight), layout(case.bias))
    expect(awkward.forward(layout(case.x)), case.truth.output)
    expect(awkward.backward(layout(case.grad_output)), case.truth.grad_x)
    expect(awkward.grad_weight, case.truth.grad_weight)
    weights, biases = [layout(one) for one in network.weights], [layout(one) for one in network.biases]
    gradients = learner.mlp_gradients(layout(network.x), layout(network.y), weights, biases)
    expect(gradients[0][0], network.truth.grad_weights[0], label="the gradient of weights[0]")

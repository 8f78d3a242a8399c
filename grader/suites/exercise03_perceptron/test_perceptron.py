"""The hidden suite of exercise 03: neurons, gates, the perceptron, a net of sigmoids."""

import math

import numpy as np
from hypothesis import given, settings

from grader.suite import (
    expect,
    hint,
    needs,
    points,
    public,
    readonly,
    strided,
)
from grader.suites.exercise03_perceptron.cases import (
    TABLE,
    boundary_cases,
    fit_cases,
    inseparable_cases,
    net_cases,
    neuron_cases,
    separable_cases,
    side_cases,
    step_cases,
)

SOURCE_OF_TOTAL = "def total(errors):\n    return float(sum(errors))\n"


# --- the neuron and the gates -----------------------------------------------------------------------------------------


@public
@points(1)
@hint("The sum of the last sample is exactly the threshold, and that is enough to fire.")
def test_mp_neuron_example(learner):
    """The neuron with weight (1, 1) and threshold 2 gives 0, 0, 0, 1 for the four inputs of zeros and ones."""
    expect(learner.mp_neuron(TABLE, np.array([1.0, 1.0]), 2.0), np.array([0.0, 0.0, 0.0, 1.0]))


@points(1)
@hint("Compare the weighted sum with the threshold; the answer has one entry for each sample, and the dtype of x.")
@settings(max_examples=30)
@given(case=neuron_cases())
def test_mp_neuron(learner, case):
    """The neuron gives 1 for every sample whose weighted sum reaches the threshold and 0 for all others."""
    expect(learner.mp_neuron(case.x[0], case.weight, case.threshold), case.fires[0], label="the first sample alone")
    call = learner.mp_neuron(strided(case.x), readonly(case.weight), case.threshold)
    expect(call, case.fires)
    expect(call).unchanged()


@points(2)
@hint("Write down the weighted sum for every row of the truth table; the threshold has to lie between the two groups.")
def test_gates(learner):
    """Each of the five gates separates its inputs of 1 from its inputs of 0."""
    for name, count in (("and", 2), ("or", 2), ("not", 1), ("nand", 2), ("majority", 3)):
        inputs = np.array(list(np.ndindex(*(2,) * count)), dtype=np.float64)
        ones = inputs.sum(axis=1)
        true = {"and": ones == 2, "or": ones >= 1, "not": ones == 0, "nand": ones < 2, "majority": ones >= 2}[name]
        made = learner.gate(name)
        weight, threshold = made[0], made[1]
        above = weight @ inputs[true].T - threshold
        below = weight @ inputs[~true].T - threshold
        many, few = int(true.sum()), int((~true).sum())
        expect(weight, label=f"the weight of {name}").between(-1e9, 1e9, shape=(count,))
        expect(above, label=f"weighted sum - threshold of {name} where it gives 1").between(0.0, 1e9, shape=(many,))
        expect(below, label=f"weighted sum - threshold of {name} where it gives 0").between(-1e9, -1e-9, shape=(few,))


@points(1)
@hint("No neuron computes XOR: one line cannot separate (0, 0) and (1, 1) from (0, 1) and (1, 0).")
def test_gate_refuses_the_unknown(learner):
    """A name that is not a gate's raises ValueError, "xor" and "AND" among them; "and" does not."""
    expect(learner.gate("and")[0], label='the weight of "and"').between(-1e9, 1e9, shape=(2,))
    expect(learner.gate("xor")).raises(ValueError)
    expect(learner.gate("AND")).raises(ValueError)
    expect(learner.gate("")).raises(ValueError)


# --- one perceptron ---------------------------------------------------------------------------------------------------


@points(1)
@hint("The activation is the weighted sum plus the bias; only its sign counts, and labels are +1 and -1, not 1 and 0.")
@settings(max_examples=30)
@given(case=side_cases())
def test_predict(learner, case):
    """The prediction is +1 on one side of the boundary and -1 on the other."""
    zeros = np.zeros_like(case.x)
    expect(
        learner.perceptron_predict(zeros, case.weight, case.bias),
        np.full(len(zeros), math.copysign(1.0, case.bias), dtype=zeros.dtype),
        label="perceptron_predict, only the bias",
    )
    expect(learner.perceptron_predict(case.x[0], case.weight, case.bias), case.sides[0], label="the first sample alone")
    call = learner.perceptron_predict(readonly(case.x), strided(case.weight), case.bias)
    expect(call, case.sides)
    expect(call).unchanged()


@points(1)
@hint("An activation of exactly 0 has no sign of its own; the statement says on which side it counts.")
@settings(max_examples=20)
@given(case=boundary_cases())
def test_predict_on_the_boundary(learner, case):
    """A sample exactly on the boundary is predicted as +1, and one just below it as -1."""
    one = np.ones(1, case.x.dtype)
    below = learner.perceptron_predict(0 * case.x[None], case.weight, -0.5)
    expect(below, -one, label="below the boundary")
    barely = learner.perceptron_predict(0 * case.x[None], case.weight, -1e-5)
    expect(barely, -one, label="just below the boundary")
    expect(learner.perceptron_predict(case.x[None], 0 * case.weight, 0.0), one, label="weight and bias zero")
    expect(learner.perceptron_predict(case.x[None], case.weight, case.bias), one)


@public
@points(1)
@hint("The activation is 1.5. With label -1 the sample is on the wrong side, with label +1 on its own.")
def test_step_example(learner):
    """For x = (2, -1), weight (1, 1), bias 0.5, lr = 0.5: label -1 gives (0, 1.5) and 0, label +1 changes nothing."""
    x, weight = np.array([2.0, -1.0]), np.array([1.0, 1.0])
    moved = learner.perceptron_step(x, -1.0, weight, 0.5, 0.5)
    expect(moved[0], np.array([0.0, 1.5]), label="weight for label -1")
    expect(moved[1], 0.0, label="bias for label -1")
    stayed = learner.perceptron_step(x, 1.0, weight, 0.5, 0.5)
    expect(stayed[0], weight, label="weight for label +1")
    expect(stayed[1], 0.5, label="bias for label +1")


@points(2)
@hint("Only a wrong sample moves anything, and then it moves both: weight by lr · y · x, bias by lr · y.")
@settings(max_examples=40)
@given(case=step_cases())
def test_step(learner, case):
    """A sample on the wrong side moves weight and bias by the rule, one on its own side moves nothing."""
    call = learner.perceptron_step(readonly(case.x), case.y, readonly(case.weight), case.bias, case.lr)
    expect(call[0], case.truth.weight, label="weight")
    expect(call[1], case.truth.bias, label="bias")
    writable = learner.perceptron_step(case.x, case.y, case.weight, case.bias, case.lr)
    expect(writable).unchanged()


@points(1)
@hint("From weight zero every activation is 0: if that were no error, nothing would ever be learned.")
@settings(max_examples=30)
@given(case=boundary_cases())
def test_step_on_the_boundary(learner, case):
    """A sample exactly on the boundary causes an update, whatever its label."""
    call = learner.perceptron_step(case.x, case.y, case.weight, case.bias, case.lr)
    expect(call[0], case.truth.weight, label="weight")
    expect(call[1], case.truth.bias, label="bias")


# --- learning ---------------------------------------------------------------------------------------------------------


def expect_course(learner, case):
    """Expect weight, bias and errors of the whole course of learning."""
    weight, bias, errors = case.course
    call = learner.perceptron_fit(readonly(case.x), readonly(case.y), case.lr, case.max_epochs)
    expect(call[2], label="errors").equal(errors)
    expect(call[0], weight, label="weight")
    expect(call[1], case.x.dtype.type(bias), label="bias")


@public
@points(1)
@hint("Go through the table of the statement cell by cell; a star is an update.")
def test_fit_example(learner):
    """Learning "or" with lr = 1 ends at weight (2, 2), bias -1, after epochs with 3, 1, 2, 2, 1, 0 errors."""
    call = learner.perceptron_fit(TABLE, np.array([-1.0, 1.0, 1.0, 1.0]), 1.0, 10)
    expect(call[0], np.array([2.0, 2.0]), label="weight")
    expect(call[1], -1.0, label="bias")
    expect(call[2], label="errors").equal([3, 1, 2, 2, 1, 0])


@points(2)
@hint("Start at zero, keep the order, update at once (not at the end of the epoch), and count every update.")
@settings(max_examples=40)
@given(case=fit_cases())
def test_fit(learner, case):
    """Weight, bias and the errors of each epoch follow the rule sample by sample."""
    expect_course(learner, case)
    call = learner.perceptron_fit(case.x, case.y, case.lr, case.max_epochs)
    expect(call).unchanged()
    expect(call[2], label="errors of a second call").equal(case.course[2])


@points(1)
@hint("If the data can be separated, the rule separates them; is the bias learned too, and does every error count?")
@settings(max_examples=20)
@given(case=separable_cases())
def test_fit_within_the_bound(learner, case):
    """Separable data end on their own sides, with an error-free last epoch and no more errors than Novikoff allows."""
    call = learner.perceptron_fit(case.x, case.y, case.lr, case.max_epochs)
    total = learner.keep(learner.source(SOURCE_OF_TOTAL, "total"), name="total")
    expect(call[2][-1], label="errors of the last epoch").equal(0)
    expect(total(call[2]), label="sum of the errors").between(1.0, case.bound)
    activation = call[0] @ np.ascontiguousarray(case.x.T) + call[1]
    expect(activation * case.y, label="y · activation").between(case.lr / 2, 1e9, shape=case.y.shape)


@points(1)
@hint("There are exactly max_epochs epochs then; what is returned is where the last one ended.")
@settings(max_examples=30)
@given(case=inseparable_cases())
def test_fit_gives_up(learner, case):
    """Data that no line separates, XOR among them, end after max_epochs epochs."""
    expect_course(learner, case)


# --- two layers and more ----------------------------------------------------------------------------------------------


@public
@points(1)
@hint("Hidden units (0.75, 0.25) for the first sample; has the output unit its sigmoid too?")
def test_mlp_example(learner):
    """The net of the statement gives sigmoid(0) = 0.5 for (1, 1) and sigmoid(-1) = 0.268941 for (0, 0)."""
    log3 = math.log(3.0)
    weights = [np.array([[log3, 0.0], [0.0, -log3]]), np.array([[2.0, -2.0]])]
    biases = [np.array([0.0, 0.0]), np.array([-1.0])]
    output = learner.mlp_forward(np.array([[1.0, 1.0], [0.0, 0.0]]), weights, biases)
    expect(output, np.array([[0.5], [1 / (1 + math.e)]]))


@points(2)
@hint("A weight has shape (out, in), the bias is added to every sample, and every layer ends in the sigmoid.")
@settings(max_examples=40)
@given(case=net_cases())
def test_mlp_forward(learner, case):
    """Nets of one to three layers give what PyTorch gives, also where a hidden unit's sum is about ±1000."""
    zero = np.zeros_like(case.biases[0])
    expect(learner.mlp_forward(case.x, case.weights[:1], [zero]), case.truth.first, label="one layer, bias zero")
    call = learner.mlp_forward(strided(case.x), case.weights, case.biases)
    expect(call, case.truth.output)
    expect(call).unchanged()


@points(1)
@needs("test_mlp_forward")
@hint('XOR is "or, but not and": one hidden unit for each, steep enough to be nearly steps.')
def test_xor_network(learner):
    """Through mlp_forward the net gives at least 0.9 for (0, 1) and (1, 0), at most 0.1 for (0, 0) and (1, 1)."""
    net = learner.xor_network()
    expect(learner.mlp_forward(TABLE[1:3], net[0], net[1]), label="the net where XOR is 1").between(0.9, 1.0)
    expect(learner.mlp_forward(TABLE[[0, 3]], net[0], net[1]), label="the net where XOR is 0").between(0.0, 0.1)

"""Exercise 08: five losses with their reductions, and the gradient of each.

Each function is judged by itself on single entries, where all reductions agree; what is made of many entries is judged
apart, so that a wrong reduction costs its own checks. No gradient is judged by a value of the loss.
"""

import math
from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import BY_FORMULA, arrays, expect, hint, points, public, readonly, strided, transposed
from grader.suites.exercise08_losses.cases import (
    BCE,
    CERTAIN_AND_RIGHT,
    CERTAIN_AND_WRONG,
    HINGE,
    L1,
    LOGITS,
    LOSSES,
    MSE,
    REDUCTIONS,
    LossCase,
    certain_cases,
    entries,
    families,
    kinks,
    large_cases,
    weighted_cases,
)

examples = settings(max_examples=20)
few = settings(max_examples=10)

# The worked examples of the statement.
PREDICTIONS = np.array([[3.0, 1.0], [0.0, 4.0]])
MEASURED = np.array([[1.0, 2.0], [3.0, 2.0]])
SCORES = np.array([[0.5, 2.0], [-3.0, 1.5]])
SIGNS = np.array([[1.0, 1.0], [-1.0, -1.0]])
P = np.array([[0.5, 0.8], [0.25, 0.5]])
HAPPENED = np.array([[1.0, 1.0], [0.0, 0.25]])
Z = np.array([[0.0, math.log(3.0)], [-math.log(3.0), math.log(3.0)]])
LABELS = np.array([[1.0, 0.0], [0.0, 1.0]])
POS_WEIGHT = np.array([2.0, 3.0])


def value_of(learner, case: LossCase, **options: object):
    """The learner's loss of a case."""
    return getattr(learner, case.loss)(case.input, case.target, **case.weights, **options)


def gradient_of(learner, case: LossCase, **options: object):
    """The learner's gradient of a case."""
    return getattr(learner, f"{case.loss}_backward")(case.input, case.target, **case.weights, **options)


@points(1)
@public
@hint("Four squares make 18. By how many entries is the mean divided, and what is the derivative of a square?")
def test_example_mse_loss(learner):
    """The worked example: the squared errors have the mean 4.5, and its gradient is half of each error."""
    expect(learner.mse_loss(PREDICTIONS, MEASURED), 4.5)
    expect(learner.mse_loss_backward(PREDICTIONS, MEASURED), np.array([[1.0, -0.5], [-1.5, 1.0]]))


@points(1)
@public
@hint("The absolute errors make 8. In the gradient only the sign of each error is left, and the number of entries.")
def test_example_l1_loss(learner):
    """The worked example: the absolute errors have the mean 2, and its gradient is 1/4 or -1/4."""
    expect(learner.l1_loss(PREDICTIONS, MEASURED), 2.0)
    expect(learner.l1_loss_backward(PREDICTIONS, MEASURED), np.array([[0.25, -0.25], [-0.25, 0.25]]))


@points(1)
@public
@hint("The margins are 0.5, 2, 3 and -1.5: two of them are large enough, cost nothing, and have no gradient.")
def test_example_hinge_loss(learner):
    """The worked example: two margins fall short of 1, and the hinge loss is 0.75."""
    expect(learner.hinge_loss(SCORES, SIGNS), 0.75)
    expect(learner.hinge_loss_backward(SCORES, SIGNS), np.array([[-0.25, 0.0], [0.0, 0.25]]))


@points(1)
@public
@hint("Each entry has two terms, one for target and one for 1 - target; where the target is 1/4, both are there.")
def test_example_binary_cross_entropy(learner):
    """The worked example: the cross-entropy of four probabilities is a quarter of log 20/3."""
    expect(learner.binary_cross_entropy(P, HAPPENED), math.log(20.0 / 3.0) / 4)
    expect(learner.binary_cross_entropy_backward(P, HAPPENED), np.array([[-1 / 2, -5 / 16], [1 / 3, 1 / 4]]))


@points(1)
@public
@hint("The sigmoid of log 3 is 3/4, that of -log 3 is 1/4. What is log(1 + exp(-z)) for each of the four logits?")
def test_example_with_logits(learner):
    """The worked example: the cross-entropy of four logits is a quarter of log 128/9."""
    expect(learner.binary_cross_entropy_with_logits(Z, LABELS), math.log(128.0 / 9.0) / 4)
    step = learner.binary_cross_entropy_with_logits_backward(Z, LABELS)
    expect(step, np.array([[-1 / 8, 3 / 16], [1 / 16, -1 / 16]]))


@points(1)
@public
@hint("The first positive counts twice and the second three times; the two negatives, and the 4 below, stay.")
def test_example_pos_weight(learner):
    """The worked example: with a pos_weight of 2 and 3 the cross-entropy of the logits is log 8/3."""
    expect(learner.binary_cross_entropy_with_logits(Z, LABELS, pos_weight=POS_WEIGHT), math.log(8.0 / 3.0))
    step = learner.binary_cross_entropy_with_logits_backward(Z, LABELS, pos_weight=POS_WEIGHT)
    expect(step, np.array([[-1 / 4, 3 / 16], [1 / 16, -3 / 16]]))


@points(0.5)
@hint("It is the square of the difference: neither half of it, nor its root.")
@examples
@given(case=entries(MSE))
def test_mse_loss(learner, case):
    """For a single entry mse_loss is the squared error."""
    expect(value_of(learner, case), case.truth.mean)


@points(0.5)
@hint("Raise the prediction a little: does the square grow or shrink, and how many times as fast as the prediction?")
@examples
@given(case=entries(MSE))
def test_mse_loss_backward(learner, case):
    """For a single entry mse_loss_backward is the derivative of the squared error."""
    expect(gradient_of(learner, case), case.truth.mean_gradient, **BY_FORMULA)


@points(0.5)
@hint("An error of -2 is as bad as one of 2.")
@examples
@given(case=entries(L1))
def test_l1_loss(learner, case):
    """For a single entry l1_loss is the absolute error."""
    expect(value_of(learner, case), case.truth.mean)


@points(0.5)
@hint("The derivative knows on which side of the target the prediction is, and nothing else.")
@examples
@given(case=entries(L1))
def test_l1_loss_backward(learner, case):
    """For a single entry l1_loss_backward is 1 or -1."""
    expect(gradient_of(learner, case), case.truth.mean_gradient, **BY_FORMULA)


@points(0.5)
@hint("The targets are 1 and -1. What counts is the product of target and score, and what it lacks to be 1.")
@examples
@given(case=entries(HINGE))
def test_hinge_loss(learner, case):
    """For a single entry hinge_loss is what its margin lacks to be 1."""
    expect(value_of(learner, case), case.truth.mean)


@points(0.5)
@hint("Where the margin is above 1 the loss is flat. Where it is below, which factor stands before the score?")
@examples
@given(case=entries(HINGE))
def test_hinge_loss_backward(learner, case):
    """For a single entry hinge_loss_backward is -target where the margin is below 1, and 0 where it is above."""
    expect(gradient_of(learner, case), case.truth.mean_gradient, **BY_FORMULA)


@points(0.5)
@hint("Both terms are there for every entry: a target of 0.3 takes 0.3 of one and 0.7 of the other.")
@examples
@given(case=entries(BCE))
def test_binary_cross_entropy(learner, case):
    """For a single entry binary_cross_entropy agrees with PyTorch's, for soft targets too."""
    expect(value_of(learner, case), case.truth.mean)


@points(0.5)
@hint("The derivative with respect to p, not to a logit: the closer p is to 0 or 1, the larger it may be.")
@examples
@given(case=entries(BCE))
def test_binary_cross_entropy_backward(learner, case):
    """For a single entry binary_cross_entropy_backward agrees with PyTorch's, for soft targets too."""
    expect(gradient_of(learner, case), case.truth.mean_gradient, **BY_FORMULA)


@points(0.5)
@hint("The first argument is a logit: its sigmoid is the probability, taken once.")
@examples
@given(case=entries(LOGITS))
def test_binary_cross_entropy_with_logits(learner, case):
    """For a single entry binary_cross_entropy_with_logits agrees with PyTorch's, for soft targets too."""
    expect(value_of(learner, case), case.truth.mean)


@points(0.5)
@hint("The derivative with respect to the logit: the factor p (1 - p) of the sigmoid meets the one below the fraction.")
@examples
@given(case=entries(LOGITS))
def test_binary_cross_entropy_with_logits_backward(learner, case):
    """For a single entry binary_cross_entropy_with_logits_backward agrees with PyTorch's, for soft targets too."""
    expect(gradient_of(learner, case), case.truth.mean_gradient, **BY_FORMULA)


@points(1)
@hint("mean divides by the number of all entries, sum by nothing, and none keeps the shape. An empty sum is 0.")
@examples
@given(family=families(ndim=(1, 3), low=1, empty=True))
def test_reductions(learner, family):
    """Every loss of arrays of any shape agrees with PyTorch's for mean, sum and none."""
    for case in family:
        for reduction in REDUCTIONS:
            if case.input.size or reduction != "mean":  # the mean of nothing is not asked for
                expect(value_of(learner, case, reduction=reduction), getattr(case.truth, reduction))


@points(1)
@hint("The gradient is that of the very value that the loss returns: what divides the one divides the other.")
@examples
@given(family=families(ndim=(1, 3), low=1, empty=True))
def test_reductions_backward(learner, family):
    """Every gradient for arrays of any shape agrees with PyTorch's for mean, sum and none."""
    for case in family:
        for reduction in REDUCTIONS:
            if case.input.size or reduction != "mean":
                step = gradient_of(learner, case, reduction=reduction)
                expect(step, getattr(case.truth, f"{reduction}_gradient"), **BY_FORMULA)


@points(1)
@hint("The else of a chain of ifs is where a misspelt word ends: what should happen there, forward and backward?")
@few
@given(
    case=entries(MSE),
    word=st.sampled_from(("average", "Mean", "SUM", "None", "batchmean", "elementwise_mean", "")),
    x=arrays((2, 3), fills=("uniform",), low=0.1, high=0.9),
)
def test_unknown_reduction(learner, case, word, x):
    """Any other reduction raises ValueError, in all ten functions; the three do not."""
    for reduction in REDUCTIONS:
        expected = case.truth.none if reduction == "none" else case.truth.mean
        expect(learner.mse_loss(case.input, case.target, reduction=reduction), expected)
    for loss in LOSSES:
        expect(getattr(learner, loss)(x, np.ones((2, 3)), reduction=word)).raises(ValueError)
        expect(getattr(learner, f"{loss}_backward")(x, np.ones((2, 3)), reduction=word)).raises(ValueError)


@points(1)
@hint("weight multiplies a whole entry, pos_weight the term of target; neither changes what the mean is divided by.")
@examples
@given(cases=weighted_cases())
def test_weights(learner, cases):
    """Both weights broadcast, and count in value and gradient; the mean divides by the number of entries."""
    for case in cases:
        expect(value_of(learner, case), case.truth.mean)
        expect(gradient_of(learner, case), case.truth.mean_gradient, **BY_FORMULA)


@points(1)
@hint("An error of exactly 0, a margin of exactly 1: the statement says which derivative is asked for there.")
@examples
@given(cases=kinks())
def test_kinks(learner, cases):
    """The gradients of l1_loss at an error of 0, and of hinge_loss at a margin of 1, are 0."""
    for case in cases:
        expect(gradient_of(learner, case), case.truth.mean_gradient)


@points(1)
@hint("No logarithm is below -100, and no denominator below 1e-12. Is anything else changed, at 0 or elsewhere?")
@examples
@given(right=certain_cases(CERTAIN_AND_RIGHT), wrong=certain_cases(CERTAIN_AND_WRONG))
def test_certain_probabilities(learner, right, wrong):
    """Probabilities of exactly 0 and 1 give binary_cross_entropy and its gradient the values of the statement."""
    for case in (right, wrong):
        expect(value_of(learner, case), case.truth.mean)
        expect(gradient_of(learner, case), case.truth.mean_gradient)


@points(1)
@hint("exp overflows beyond 709, and the logarithm of a sigmoid is lost long before. Which exponent is never above 0?")
@examples
@given(case=large_cases())
def test_large_logits(learner, case):
    """Logits of 1000 and -1000 overflow nowhere, forward and backward, and cause no warning."""
    for step, truth in (
        (value_of(learner, case), case.truth.mean),
        (gradient_of(learner, case), case.truth.mean_gradient),
    ):
        expect(step, truth)
        expect(step).quiet()


@points(1)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@examples
@given(family=families(dtype="float32"))
def test_float32(learner, family):
    """Results for float32 are float32, forward and backward."""
    for case in family:
        expect(value_of(learner, case), case.truth.mean)
        expect(gradient_of(learner, case), case.truth.mean_gradient)


@points(1)
@hint("x -= ... and out=x write into the caller's array; x = x - ... makes a new one.")
@examples
@given(
    family=families(ndim=(2, 2)),
    weighted=weighted_cases(),
    layout=st.sampled_from((readonly, strided, transposed)),
)
def test_arguments(learner, family, weighted, layout: Callable[[object], object]):
    """No function changes its arguments, which may be read-only or non-contiguous."""
    for case in family:
        expect(value_of(learner, case, reduction="sum")).unchanged()
        expect(gradient_of(learner, case, reduction="sum")).unchanged()
        laid = (layout(case.input), layout(case.target))
        expect(getattr(learner, case.loss)(*laid), case.truth.mean)
        expect(getattr(learner, f"{case.loss}_backward")(*laid), case.truth.mean_gradient, **BY_FORMULA)
    for case in weighted:
        expect(value_of(learner, case)).unchanged()
        expect(gradient_of(learner, case)).unchanged()

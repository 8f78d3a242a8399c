"""Exercise 09: negative log-likelihood and cross-entropy over classes, and the gradient of each.

Each function is judged by itself on single samples, where all reductions agree, and on batches; weights, ignored
targets and images come after that, each alone, and then all together. No check of cross_entropy asks nll_loss.
"""

import math
from collections.abc import Callable, Iterable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import BY_FORMULA, arrays, expect, hint, points, public, readonly, strided, transposed
from grader.suites.exercise09_cross_entropy.cases import (
    CROSS_ENTROPY,
    DEFAULT,
    LOSSES,
    NLL,
    REDUCTIONS,
    LossCase,
    Question,
    argument_cases,
    batches,
    exhausted_cases,
    float32_cases,
    full_cases,
    ignoring_cases,
    images,
    impossible_cases,
    large_cases,
    shifted_cases,
    single_cases,
    weighted_cases,
)

few = settings(max_examples=12)
examples = settings(max_examples=20)

# The worked examples of the statement.
LOG_PROBABILITIES = np.log([[1 / 2, 1 / 4, 1 / 4], [1 / 8, 1 / 4, 5 / 8]])
LOGITS = np.log([[2.0, 1.0, 1.0], [1.0, 2.0, 5.0]])
MORE_LOGITS = np.log([[2.0, 1.0, 1.0], [1.0, 2.0, 5.0], [1.0, 1.0, 1.0]])
WEIGHT = np.array([1.0, 3.0, 2.0])


def value_of(learner, case: LossCase, **options: object):
    """The learner's loss of a case."""
    return getattr(learner, case.loss)(case.scores, case.target, **case.options, **options)


def gradient_of(learner, case: LossCase, **options: object):
    """The learner's gradient of a case."""
    return getattr(learner, f"{case.loss}_backward")(case.scores, case.target, **case.options, **options)


def expect_gradient(step, case: LossCase, reduction: str = "mean") -> None:
    """The gradient under a reduction; nll_loss is linear, so there differences are as good as a formula."""
    expect(step, getattr(case.truth, f"{reduction}_gradient"), **(BY_FORMULA if case.loss == CROSS_ENTROPY else {}))


def expect_both(learner, questions: Iterable[Question]) -> None:
    """The value and the gradient of each case under its reduction."""
    for case, reduction in questions:
        expect(value_of(learner, case, reduction=reduction), getattr(case.truth, reduction))
        expect_gradient(gradient_of(learner, case, reduction=reduction), case, reduction)


@points(1)
@public
@hint("Two entries are looked up, one in each row: which, and what becomes of their sign?")
def test_example_nll_loss(learner):
    """The worked example: the log-probabilities of the targets are -log 2 and -log 4, and nll_loss is half of log 8."""
    expect(learner.nll_loss(LOG_PROBABILITIES, np.array([0, 1])), math.log(8.0) / 2)


@points(1)
@public
@hint("The loss depends on two of the six entries. In which direction, and by what is the mean divided?")
def test_example_nll_loss_backward(learner):
    """The worked example: the gradient of nll_loss is -1/2 at both targets, and 0 elsewhere."""
    step = learner.nll_loss_backward(LOG_PROBABILITIES, np.array([0, 1]))
    expect(step, np.array([[-1 / 2, 0.0, 0.0], [0.0, -1 / 2, 0.0]]))


@points(1)
@public
@hint("The exponentials of the rows add up to 4 and to 8. Which probabilities do the targets have?")
def test_example_cross_entropy(learner):
    """The worked example: the targets have the probabilities 1/4 and 1/8, and cross_entropy is half of log 32."""
    expect(learner.cross_entropy(LOGITS, np.array([2, 0])), math.log(32.0) / 2)


@points(1)
@public
@hint("Every logit of a row has a share in its loss: what is left of a probability, and what happens at the target?")
def test_example_cross_entropy_backward(learner):
    """The worked example: the gradient of cross_entropy is half of what the probabilities differ from the targets."""
    step = learner.cross_entropy_backward(LOGITS, np.array([2, 0]))
    expect(step, np.array([[1 / 4, 1 / 8, -3 / 8], [-7 / 16, 1 / 8, 5 / 16]]))


@points(1)
@public
@hint("Two targets count, one of them three times. What do the losses add up to, and what the weights?")
def test_example_weight_and_ignore_index(learner):
    """The worked example: of three samples one is ignored and one counts three times; cross_entropy is 7/4 of log 2."""
    target = np.array([0, 1, DEFAULT])
    expect(learner.cross_entropy(MORE_LOGITS, target, WEIGHT), 7 * math.log(2.0) / 4)
    step = learner.cross_entropy_backward(MORE_LOGITS, target, WEIGHT)
    expect(step, np.array([[-1 / 8, 1 / 16, 1 / 16], [3 / 32, -9 / 16, 15 / 32], [0.0, 0.0, 0.0]]))


@points(0.5)
@hint("One entry is looked up. It is a logarithm already.")
@examples
@given(case=single_cases(NLL))
def test_nll_loss(learner, case):
    """For a single sample nll_loss is minus the log-probability of its target."""
    expect(value_of(learner, case), case.truth.mean)


@points(0.5)
@hint("Only one entry moves the loss. How fast, and in which direction?")
@examples
@given(case=single_cases(NLL))
def test_nll_loss_backward(learner, case):
    """For a single sample nll_loss_backward is -1 at its target, and 0 elsewhere."""
    expect_gradient(gradient_of(learner, case), case)


@points(0.5)
@hint("The logits become log-probabilities first, once, and along the classes.")
@examples
@given(case=single_cases(CROSS_ENTROPY))
def test_cross_entropy(learner, case):
    """For a single sample cross_entropy agrees with PyTorch's."""
    expect(value_of(learner, case), case.truth.mean)


@points(0.5)
@hint("Raise the logit of a wrong class a little: by how much does the loss grow? And the logit of the right one?")
@examples
@given(case=single_cases(CROSS_ENTROPY))
def test_cross_entropy_backward(learner, case):
    """For a single sample cross_entropy_backward agrees with PyTorch's."""
    expect_gradient(gradient_of(learner, case), case)


@points(0.5)
@hint("There is one loss for each sample, not for each entry. What does the mean divide by?")
@examples
@given(cases=batches(NLL))
def test_nll_loss_batches(learner, cases):
    """For batches of any size nll_loss agrees with PyTorch's for mean, sum and none."""
    for case in cases:
        for reduction in REDUCTIONS:
            expect(value_of(learner, case, reduction=reduction), getattr(case.truth, reduction))


@points(0.5)
@hint("The gradient is that of the very value that the loss returns: what divides the one divides the other.")
@examples
@given(cases=batches(NLL))
def test_nll_loss_backward_batches(learner, cases):
    """For batches of any size nll_loss_backward agrees with PyTorch's for mean, sum and none."""
    for case in cases:
        for reduction in REDUCTIONS:
            expect_gradient(gradient_of(learner, case, reduction=reduction), case, reduction)


@points(0.5)
@hint("Every sample has a softmax of its own. There is one loss for each sample; what does the mean divide by?")
@examples
@given(cases=batches(CROSS_ENTROPY))
def test_cross_entropy_batches(learner, cases):
    """For batches of any size cross_entropy agrees with PyTorch's for mean, sum and none."""
    for case in cases:
        for reduction in REDUCTIONS:
            expect(value_of(learner, case, reduction=reduction), getattr(case.truth, reduction))


@points(0.5)
@hint("The gradient is that of the very value that the loss returns: what divides the one divides the other.")
@examples
@given(cases=batches(CROSS_ENTROPY))
def test_cross_entropy_backward_batches(learner, cases):
    """For batches of any size cross_entropy_backward agrees with PyTorch's for mean, sum and none."""
    for case in cases:
        for reduction in REDUCTIONS:
            expect_gradient(gradient_of(learner, case, reduction=reduction), case, reduction)


@points(1)
@hint("A sample counts what its target weighs. By what does the mean divide, if one sample counts three times?")
@examples
@given(case=weighted_cases(NLL))
def test_nll_loss_weight(learner, case):
    """With weights nll_loss and its gradient agree with PyTorch's for mean, sum and none."""
    expect_both(learner, [(case, reduction) for reduction in REDUCTIONS])


@points(1)
@hint("One weight belongs to a whole sample: that of its target. By what does the mean divide?")
@examples
@given(case=weighted_cases(CROSS_ENTROPY))
def test_cross_entropy_weight(learner, case):
    """With weights cross_entropy and its gradient agree with PyTorch's for mean, sum and none."""
    expect_both(learner, [(case, reduction) for reduction in REDUCTIONS])


@points(1)
@hint(
    "An ignored target may be negative, too large to look anything up, or one of the classes. Does it count anywhere?"
)
@examples
@given(questions=ignoring_cases(NLL))
def test_nll_loss_ignore_index(learner, questions):
    """Whatever ignore_index is, an ignored target counts neither in nll_loss nor in its gradient."""
    expect_both(learner, questions)


@points(1)
@hint("Of an ignored sample nothing is left: no loss, no share in what the mean divides by, and which gradient?")
@examples
@given(questions=ignoring_cases(CROSS_ENTROPY))
def test_cross_entropy_ignore_index(learner, questions):
    """Whatever ignore_index is, an ignored target counts neither in cross_entropy nor in its gradient."""
    expect_both(learner, questions)


@points(0.5)
@hint("The classes are along dimension 1, and every pixel is a sample. How many samples does the mean divide by?")
@examples
@given(case=images(NLL))
def test_nll_loss_images(learner, case):
    """For images, in which every pixel has a target, nll_loss and its gradient agree with PyTorch's."""
    expect_both(learner, [(case, reduction) for reduction in REDUCTIONS])


@points(0.5)
@hint("The classes are along dimension 1, for the softmax too, and every pixel is a sample.")
@examples
@given(case=images(CROSS_ENTROPY))
def test_cross_entropy_images(learner, case):
    """For images, in which every pixel has a target, cross_entropy and its gradient agree with PyTorch's."""
    expect_both(learner, [(case, reduction) for reduction in REDUCTIONS])


@points(1)
@hint("If weights, ignored targets and images are right alone: is the weight of an ignored target left out, too?")
@examples
@given(questions=full_cases())
def test_all_together(learner, questions):
    """Batches and images with weights and ignored targets, given by position, agree with PyTorch's."""
    for case, reduction in questions:
        options = (case.options["weight"], case.options.get("ignore_index", DEFAULT), reduction)
        value = getattr(learner, case.loss)(case.scores, case.target, *options)
        expect(value, getattr(case.truth, reduction))
        gradient = getattr(learner, f"{case.loss}_backward")(case.scores, case.target, *options)
        expect_gradient(gradient, case, reduction)


@points(1)
@hint("If no target counts, the mean divides 0 by 0, and there is nothing that a step could make better or worse.")
@examples
@given(questions=exhausted_cases())
def test_every_target_ignored(learner, questions):
    """If no target counts, the mean is NaN, the sum 0 and the gradient 0; a single one that counts is enough."""
    expect_both(learner, questions)


@points(0.5)
@hint("The else of a chain of ifs is where a misspelt word ends: what should happen there, forward and backward?")
@few
@given(
    word=st.sampled_from(("average", "Mean", "SUM", "None", "batchmean", "elementwise_mean", "")),
    known=st.sampled_from(REDUCTIONS),
    scores=arrays((2, 3), fills=("uniform",), low=-3.0, high=-0.1),
)
def test_unknown_reduction(learner, word, known, scores):
    """Any other reduction raises ValueError, in all four functions; the three do not."""
    target = np.array([2, 0])
    for name in (name for loss in LOSSES for name in (loss, f"{loss}_backward")):
        expect(getattr(learner, name)(scores, target, reduction=known)).between(-1e3, 1e3)
        expect(getattr(learner, name)(scores, target, reduction=word)).raises(ValueError)


@points(1)
@hint("0 times infinity is NaN: whatever is not asked for must not be multiplied away, but left where it is.")
@examples
@given(cases=impossible_cases())
def test_impossible_classes(learner, cases):
    """Classes of probability 0 cost nothing in nll_loss unless they are the target; then the loss is infinite."""
    missed, hit = cases
    for reduction in REDUCTIONS:
        expect(value_of(learner, missed, reduction=reduction), getattr(missed.truth, reduction))
    expect_gradient(gradient_of(learner, missed), missed)
    expect(value_of(learner, hit, reduction="none")).equal(np.full(len(hit.target), np.inf))


@points(1)
@hint("The logarithm of a probability is lost long before the probability is asked for. What does given.py hand over?")
@examples
@given(cases=large_cases())
def test_large_logits(learner, cases):
    """Logits of 1000 and -1000, and samples at very different levels, give the true values without a warning."""
    for case in cases:
        step = value_of(learner, case)
        expect(step, case.truth.mean)
        expect(step).quiet()
        step = gradient_of(learner, case)
        expect_gradient(step, case)
        expect(step).quiet()


@points(0.5)
@hint("Softmax does not see a constant that is added to a whole sample. Is it taken along the classes, and of what?")
@examples
@given(pair=shifted_cases())
def test_shifted_logits(learner, pair):
    """A constant added to a sample's logits changes neither loss nor gradient, and its gradient has the sum 0."""
    case, shifted = pair
    expect(learner.cross_entropy(shifted, case.target, reduction="none"), case.truth.none)
    gradient = learner.cross_entropy_backward(shifted, case.target, reduction="none")
    expect_gradient(gradient, case, "none")
    expect(gradient @ np.ones(shifted.shape[1]), np.zeros(len(shifted)), label="the sums over the classes")


@points(0.5)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@examples
@given(questions=float32_cases())
def test_float32(learner, questions):
    """Results for float32 are float32, forward and backward."""
    for case, reduction in questions:
        expect(value_of(learner, case, reduction=reduction), getattr(case.truth, reduction))
        expect(gradient_of(learner, case, reduction=reduction), getattr(case.truth, f"{reduction}_gradient"))


@points(0.5)
@hint("target[...] = 0 and x -= ... write into the caller's array; np.where and x = x - ... make a new one.")
@examples
@given(cases=argument_cases(), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, cases, layout: Callable[[object], object]):
    """No function changes its arguments, which may be read-only or non-contiguous."""
    for case in cases:
        expect(value_of(learner, case)).unchanged()
        expect(gradient_of(learner, case)).unchanged()
        laid = (layout(case.scores), layout(case.target), layout(case.options["weight"]))
        expect(getattr(learner, case.loss)(*laid), case.truth.mean)
        expect_gradient(getattr(learner, f"{case.loss}_backward")(*laid), case)

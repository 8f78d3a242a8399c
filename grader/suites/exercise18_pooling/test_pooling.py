"""Exercise 18: pooling by maxima, means and chance, over windows, whole images and pyramids of bins.

Each layer has checks of its own. Padding and ties cost their own check, and so do windows of zeros. What is drawn is
judged by exact bounds, and where its gradient goes by what the output shows. The last checks speak of all layers, and
use images that are hard to get wrong: whatever is drawn from windows of equal entries, the output is known. Values are
judged in float64, and float32 by itself, so that a wrong dtype costs one check.
"""

import math
from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import expect, hint, points, public, readonly, statistical, strided, transposed
from grader.suites.exercise18_pooling.cases import (
    ALIKE,
    ARRIVED,
    DRAWING,
    GRADIENTS,
    MEAN,
    OWED,
    SENT,
    SHARES,
    SUMS,
    TOTAL,
    both,
    case_of,
    drawing_cases,
    drawn_cases,
    easy_cases,
    even_bins,
    faint,
    following,
    global_cases,
    moving,
    negative,
    overlapping,
    padded,
    pool_cases,
    positive,
    pyramid_cases,
    sent_cases,
    ties,
    traced_cases,
    with_zeros,
)

examples = settings(max_examples=20)
few = settings(max_examples=8)

# What is done with results on the learner's side.
HELPERS = ((OWED, "owed"), (ARRIVED, "arrived"), (TOTAL, "total"))

# The worked examples of the statement.
IMAGE = np.array(
    [[[[1.0, 4, 2, 0, 3], [5, 3, 1, 6, 2], [2, 0, 7, 4, 1], [8, 1, 3, 5, 0], [0, 6, 2, 1, 4]]]],
)
WIDE = np.array([[[[1.0, 3.0, 5.0], [7.0, 9.0, 11.0]]]])
SMALL = np.array([[[[1.0, 2.0], [3.0, 6.0]]]])
WINDOW = np.array([[[[1.0, 2.0], [3.0, 4.0]]]])
WINDOWS = "x = array(np.tile(np.array([[1.0, 2.0], [3.0, 4.0]]), (1, 1, 40, 60)))"
BINS = np.array([[[[1.0, 5.0, 2.0], [4.0, 3.0, 6.0]]]])


@points(0.5)
@public
@hint("Four windows of 3 by 3 stand on this image, two pixels apart. The pixel in the middle lies in all of them.")
def test_example_max(learner):
    """The worked example: four overlapping windows give [[7, 7], [8, 7]], and three gradients meet at the 7."""
    layer = learner.MaxPool2d(3, 2)
    expect(layer.forward(IMAGE), np.array([[[[7.0, 7.0], [8.0, 7.0]]]]))
    gradient = np.zeros((1, 1, 5, 5))
    gradient[0, 0, 2, 2], gradient[0, 0, 3, 0] = 70.0, 30.0
    expect(layer.backward(np.array([[[[10.0, 20.0], [30.0, 40.0]]]])), gradient)


@points(0.5)
@public
@hint(
    "A window deals its gradient out to its four pixels in equal parts; the two in the middle belong to both windows."
)
def test_example_average(learner):
    """The worked example: two windows give [[5, 7]]; a pixel in a corner of zeros is averaged with them."""
    layer = learner.AvgPool2d(2, 1)
    expect(layer.forward(WIDE), np.array([[[[5.0, 7.0]]]]))
    expect(layer.backward(np.array([[[[4.0, 8.0]]]])), np.array([[[[1.0, 3.0, 2.0], [1.0, 3.0, 2.0]]]]))
    corner = learner.AvgPool2d(2, padding=1)
    expect(corner.forward(np.array([[[[4.0]]]])), np.array([[[[1.0]]]]), label="the output with padding")


@points(0.5)
@public
@hint("One number for each channel of each image: the result has the shape (1, 1) here.")
def test_example_global(learner):
    """The worked example: the image's mean is 3, its maximum 6, and a gradient of 4 goes to all of it or to the 6."""
    average, maximum = learner.GlobalAvgPool2d(), learner.GlobalMaxPool2d()
    expect(average.forward(SMALL), np.array([[3.0]]))
    expect(average.backward(np.array([[4.0]])), np.ones((1, 1, 2, 2)))
    expect(maximum.forward(SMALL), np.array([[6.0]]))
    expect(maximum.backward(np.array([[4.0]])), np.array([[[[0.0, 0.0], [0.0, 4.0]]]]))


@points(0.5)
@public
@hint("The probabilities are 0.1, 0.2, 0.3 and 0.4. In evaluation each entry is weighted with its own.")
def test_example_stochastic(learner):
    """The worked example: 1, 2, 3 and 4 are drawn in proportion to themselves, and their weighted mean is 3."""
    layer = learner.StochasticPool2d(2)
    layer.eval()
    expect(layer.forward(WINDOW), np.array([[[[3.0]]]]), label="the output in evaluation")
    gradient = layer.backward(np.array([[[[10.0]]]]))
    expect(gradient, np.array([[[[-1.0, 1.0], [3.0, 5.0]]]]), label="the gradient in evaluation")
    x = learner.source(WINDOWS, "x")
    output = learner.StochasticPool2d(2, rng=learner.generator(1)).forward(x)
    for entry in (1.0, 4.0):
        expect(output, label="the output in training").share(
            entry, entry, entry / 10, shape=(1, 1, 40, 60), what=f"outputs are {entry:g}"
        )


@points(0.5)
@public
@hint("Level 2 has four bins. Its columns are 0 to 1 and 1 to 2, so the middle column belongs to both.")
def test_example_pyramid(learner):
    """The worked example: levels 1 and 2 give [6, 5, 5, 4, 6], and gradients that meet at a pixel add up."""
    layer = learner.SpatialPyramidPool([1, 2])
    expect(layer.forward(BINS), np.array([[6.0, 5.0, 5.0, 4.0, 6.0]]))
    gradient = layer.backward(np.array([[1.0, 10.0, 20.0, 30.0, 40.0]]))
    expect(gradient, np.array([[[[0.0, 30.0, 0.0], [30.0, 0.0, 41.0]]]]))


@points(1)
@hint("Window (a, b) begins at row a times the stride's first number. A window that does not fit any more is left out.")
@examples
@given(case=pool_cases("MaxPool2d", moving()))
def test_max_forward(learner, case):
    """MaxPool2d's output agrees with PyTorch's, for windows side by side, overlapping and apart."""
    expect(case.made(learner).forward(case.x), case.truth.output)


@points(1)
@hint("A pixel may be the largest of several windows, and owes each of them. Pixels in no window have gradient 0.")
@examples
@given(case=st.one_of(pool_cases("MaxPool2d", overlapping()), pool_cases("MaxPool2d", moving())))
def test_max_backward(learner, case):
    """MaxPool2d's gradient goes to the largest entry of each window, and adds up where windows share it."""
    layer = case.made(learner)
    layer.forward(case.x)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(1)
@hint("Where every pixel is negative, what may stand in the padding so that it is never the maximum?")
@examples
@given(case=pool_cases("MaxPool2d", padded(), negative))
def test_max_padding(learner, case):
    """MaxPool2d's padding is never the maximum, even where all pixels are negative, and gets no gradient."""
    layer = case.made(learner)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(0.5)
@hint("Of equal entries one alone gets the gradient: the one that you meet first when you read the window.")
@examples
@given(case=pool_cases("MaxPool2d", moving(), ties))
def test_max_ties(learner, case):
    """Of equal largest entries of a window the first one in row order gets the gradient, all of it."""
    layer = case.made(learner)
    total = learner.keep(learner.source(TOTAL, "total"), "total")
    expect(layer.forward(case.x), case.truth.output)
    grad_x = layer.backward(case.grad_output)
    expect(grad_x, case.truth.grad_x)
    everything = np.asarray(case.grad_output.sum())
    expect(total(grad_x), everything, label="the sum of the gradient", terms=case.grad_output.size)


@points(1)
@hint("The sum of a window divided by the number of its entries, the height times the width.")
@examples
@given(case=pool_cases("AvgPool2d", moving()))
def test_average_forward(learner, case):
    """AvgPool2d's output agrees with PyTorch's, for windows side by side, overlapping and apart."""
    expect(case.made(learner).forward(case.x), case.truth.output)


@points(1)
@hint(
    "Each window hands its gradient on in equal parts, one for each of its entries; a pixel gets one from each window."
)
@examples
@given(case=st.one_of(pool_cases("AvgPool2d", overlapping()), pool_cases("AvgPool2d", moving())))
def test_average_backward(learner, case):
    """AvgPool2d's gradient is dealt out in equal parts, adds up where windows overlap, and none of it is lost."""
    layer = case.made(learner)
    layer.forward(case.x)
    total = learner.keep(learner.source(TOTAL, "total"), "total")
    grad_x = layer.backward(case.grad_output)
    expect(grad_x, case.truth.grad_x)
    everything = np.asarray(case.grad_output.sum())
    expect(total(grad_x), everything, label="the sum of the gradient", terms=case.grad_output.size)


@points(1)
@hint("A window at the border has as many entries as any other: some of them are zeros of the padding.")
@examples
@given(case=pool_cases("AvgPool2d", padded()))
def test_average_padding(learner, case):
    """AvgPool2d counts the zeros of the padding, forward and backward."""
    layer = case.made(learner)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(0.5)
@hint("Name the two axes that you average over; squeeze() drops every axis of size 1, also those that you need.")
@examples
@given(case=global_cases("GlobalAvgPool2d"))
def test_global_average(learner, case):
    """GlobalAvgPool2d goes forward and backward, for images of any size."""
    layer = case.made(learner)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(0.5)
@hint("One maximum for each channel of each image, and the gradient goes to where it stands.")
@examples
@given(case=global_cases("GlobalMaxPool2d"))
def test_global_max(learner, case):
    """GlobalMaxPool2d goes forward and backward, for images of any size."""
    layer = case.made(learner)
    expect(layer.forward(case.x), case.truth.output)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(1)
@statistical
@hint("Each window has a draw of its own, from the generator that you are given, and anew at each call of forward.")
@settings(max_examples=3)
@given(case=drawn_cases())
def test_stochastic_training(learner, case):
    """In training each window draws one of its entries by itself, in proportion to its value, with the generator."""
    layer = learner.StochasticPool2d(case.kernel, rng=learner.generator(case.seed))
    twin = learner.StochasticPool2d(case.kernel, rng=learner.generator(case.seed))
    output = learner.StochasticPool2d(case.kernel, rng=learner.generator(case.seed)).forward(
        learner.source(case.images(case.many), "x")
    )
    for entry, probability in SHARES.items():
        expect(output).share(entry, entry, probability, shape=case.many, what=f"outputs are {entry:g}")
    x = learner.source(case.images(case.some), "x")
    first, same, second = layer.forward(x), twin.forward(x), layer.forward(x)
    twins = "two layers with equal seeds"
    expect(first - same, label=twins).share(0, 0, 1.0, shape=case.some, what="outputs agree")
    for step, shape, label in (
        (first - second, case.some, "two calls of one layer"),
        (output[0] - output[1], case.many[1:], "two samples that are alike"),
        (output[0][0] - output[0][1], case.many[2:], "two channels that are alike"),
    ):
        # Only draws that are all alike are refused: they are so by accident about once in 10¹⁰.
        alarm = 3 * ALIKE ** math.prod(shape)
        expect(step, label=label).share(0, 0, ALIKE, shape=shape, what="outputs agree", alarm=alarm)


@points(1)
@hint("Remember which entry was drawn. All of the window's gradient goes there, and backward draws nothing.")
@few
@given(case=sent_cases(), traced=traced_cases())
def test_stochastic_backward(learner, case, traced):
    """In training the gradient goes to the entry that was drawn, and adds up where windows overlap."""
    layer = learner.StochasticPool2d(case.kernel, rng=learner.generator(case.seed))
    overlaps = learner.StochasticPool2d(*traced.arguments, learner.generator(traced.seed))
    owed, arrived, total = (learner.keep(learner.source(code, name), name) for code, name in HELPERS)
    x = learner.keep(learner.source(case.images(case.most), "x"), "x")
    count = math.prod(case.most)
    gradient = learner.keep(learner.source(GRADIENTS.format(shape=case.most, count=count), "g"), "grad_output")
    output = layer.forward(x)
    grad_x = layer.backward(gradient)
    expect(output).share(min(SENT), max(SENT), 1.0, shape=case.most, what="outputs are no smaller than any entry")
    expect(total(grad_x), (count + 1) / 2, label="the sum of the gradient", terms=count)
    pixels = owed(x, output, gradient, grad_x, *case.kernel, *case.kernel)
    what = "windows sent their gradient to the entry that was drawn, and to no other"
    went = arrived(pixels, *case.kernel)
    expect(went, label="where gradients went").share(1, 1, 1.0, shape=case.most, what=what)
    kernel_and_stride = (*both(traced.arguments[0]), *both(traced.arguments[1]))
    output = overlaps.forward(traced.x)
    grad_x = overlaps.backward(traced.grad_output)
    pixels = owed(traced.x, output, traced.grad_output, grad_x, *kernel_and_stride)
    what = "pixels have the gradients of all windows that drew them"
    expect(pixels, label="where windows overlap").share(1, 1, 1.0, shape=traced.x.shape, what=what)


@points(1)
@hint("y = Σ a² / Σ a is a quotient: each entry changes both sums. The mode that counts is that of the last forward.")
@examples
@given(
    case=st.one_of(
        pool_cases("StochasticPool2d", overlapping(), faint), pool_cases("StochasticPool2d", moving(), faint)
    ),
    drawn=drawn_cases(),
)
def test_stochastic_evaluation(learner, case, drawn):
    """In evaluation the output is the mean weighted by the entries themselves, and the gradient is its derivative."""
    layer = case.made(learner)
    expect(layer.forward(case.x), case.truth.output, label="the output in evaluation")
    layer.train()
    expect(layer.backward(case.grad_output), case.truth.grad_x, label="the gradient of a forward in evaluation")
    switched = learner.StochasticPool2d(drawn.kernel, rng=learner.generator(drawn.seed))
    switched.eval()
    switched.train()
    output = switched.forward(learner.source(drawn.images(drawn.some), "x"))
    expect(output, label="the output after eval() and train()").share(
        MEAN - 1e-6, MEAN + 1e-6, 0.0, shape=drawn.some, what="outputs are the weighted mean"
    )


@points(1)
@hint("What is the sum that you divide by? A window of zeros has nothing to draw, and hands no gradient on.")
@examples
@given(
    evaluated=pool_cases("StochasticPool2d", moving(), positive).map(with_zeros),
    drawn=drawing_cases().map(with_zeros),
)
def test_stochastic_zeros(learner, evaluated, drawn):
    """A window of zeros gives 0 and hands no gradient on, in both modes; other windows are as ever."""
    layer = evaluated.made(learner)
    expect(layer.forward(evaluated.x), evaluated.truth.output, label="the output in evaluation")
    nothing = np.zeros_like(evaluated.x)
    layer.forward(nothing)
    expect(layer.backward(evaluated.grad_output), nothing, label="the gradient of an image of zeros in evaluation")
    other = drawn.made(learner)
    expect(other.forward(drawn.x), drawn.truth.output, label="the output in training")
    sums = learner.keep(learner.source(SUMS, "sums"), "sums")
    grad_x = other.backward(drawn.grad_output)
    label = "the sum of each window's gradients in training"
    expect(sums(grad_x, *both(drawn.arguments[0])), drawn.sums, label=label)


@points(1)
@hint("Bin i of n covers rows ⌊i·H/n⌋ to ⌈(i + 1)·H/n⌉. Each level is flattened channel by channel, then joined.")
@examples
@given(case=pyramid_cases())
def test_pyramid_forward(learner, case):
    """SpatialPyramidPool's output agrees with PyTorch's adaptive max pooling, level after level in the order given."""
    expect(case.made(learner).forward(case.x), case.truth.output)


@points(1)
@hint(
    "Cut the gradient into its levels again. A pixel may be the largest of bins of several levels, and of neighbours."
)
@examples
@given(case=pyramid_cases())
def test_pyramid_backward(learner, case):
    """SpatialPyramidPool's gradient goes to the largest entry of each bin, and adds up over bins and levels."""
    layer = case.made(learner)
    layer.forward(case.x)
    expect(layer.backward(case.grad_output), case.truth.grad_x)


@points(0.5)
@hint("Comparing with the maximum finds every entry that is as large; argmax finds the first.")
@examples
@given(whole=global_cases("GlobalMaxPool2d", ties), bins=even_bins(ties))
def test_other_ties(learner, whole, bins):
    """Ties are broken in the same way by GlobalMaxPool2d and SpatialPyramidPool: the first in row order."""
    for case in (whole, bins):
        layer = case.made(learner)
        expect(layer.forward(case.x), case.truth.output, label=f"{case.name}'s output")
        expect(layer.backward(case.grad_output), case.truth.grad_x, label=f"{case.name}'s gradient")


# Shape, kernel and stride: no image at all, one channel, a window of one pixel, and one that covers the image.
EDGES = (
    ((0, 2, 4, 3), (2, 3), (1, 2)),
    ((1, 1, 3, 5), (2, 1), None),
    ((2, 3, 3, 4), 1, None),
    ((3, 1, 1, 1), (1, 1), None),
    ((2, 3, 2, 3), (2, 3), 1),
)

# Kernel and padding: too much in both directions, in the height alone and in the width alone.
TOO_MUCH = ((3, 2), (1, 1), ((2, 4), (2, 2)), ((4, 2), 2))


@points(0.5)
@hint("Say every size when you reshape; and compare the padding with half the window when a layer is made.")
@settings(max_examples=10)
@given(edge=st.sampled_from(EDGES), data=st.data())
def test_edges(learner, edge, data):
    """An empty batch and windows of one pixel or of the whole image work; padding over half a window is refused."""
    shape, *arguments = edge
    for name in ("MaxPool2d", "AvgPool2d"):
        case = data.draw(case_of(name, tuple(arguments), shape))
        layer = case.made(learner)
        one, same = (np.full((1, *sizes[1:]), 2.5) for sizes in (shape, case.grad_output.shape))
        expect(layer.forward(one), same, label=f"{name}'s output for an image of 2.5")
        expect(layer.forward(case.x), case.truth.output, label=f"{name}'s output")
        expect(layer.backward(case.grad_output), case.truth.grad_x, label=f"{name}'s gradient")
        for kernel, padding in TOO_MUCH:
            refused = getattr(learner, name)(kernel, padding=padding)
            expect(refused, label=f"{name}({kernel}, padding={padding})").raises(ValueError)


def expect_gradient(learner, case, grad_x, label: str) -> None:
    """The gradient of the input is PyTorch's; where it depends on a draw, its sums over windows are as they must be."""
    if case.layer == DRAWING:
        sums = learner.keep(learner.source(SUMS, "sums"), "sums")
        expect(sums(grad_x, *both(case.arguments[0])), case.sums, label=f"{label}, summed over windows")
    else:
        expect(grad_x, case.truth.grad_x, label=label)


@points(1)
@hint("What backward needs belongs on self, and each forward replaces it. Nothing is added up from call to call.")
@few
@given(cases=easy_cases(), data=st.data())
def test_calls_are_independent(learner, cases, data):
    """A second call forgets the first, and two layers of one class share nothing."""
    for first in cases:
        second, other = data.draw(following(first)), data.draw(following(first))
        layer, stranger = first.made(learner), first.made(learner)
        layer.forward(first.x)
        layer.backward(first.grad_output)
        expect(layer.forward(second.x), second.truth.output, label=f"{first.name}'s second output")
        stranger.forward(other.x)
        grad_x = layer.backward(second.grad_output)
        expect_gradient(learner, second, grad_x, f"{first.name}'s second gradient")
        expect_gradient(learner, other, stranger.backward(other.grad_output), f"another {first.name}'s gradient")


@points(1)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@few
@given(
    cases=easy_cases(dtype="float32"),
    evaluated=pool_cases("StochasticPool2d", moving(), positive, "float32"),
)
def test_float32(learner, cases, evaluated):
    """Results for float32 are float32, forward and backward, in every layer."""
    for case in cases:
        layer = case.made(learner)
        expect(layer.forward(case.x), case.truth.output, label=f"{case.name}'s output")
        expect_gradient(learner, case, layer.backward(case.grad_output), f"{case.name}'s gradient")
    expect(evaluated.made(learner).forward(evaluated.x), evaluated.truth.output, label="the output in evaluation")


@points(1)
@hint("A slice or a reshape may still be the caller's memory: += and out= write into it. Pad a copy.")
@few
@given(cases=easy_cases(), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, cases, layout: Callable[[np.ndarray], object]):
    """No layer changes its arguments, which may be read-only or non-contiguous."""
    for case in cases:
        layer = case.made(learner)
        expect(layer.forward(case.x)).unchanged()
        expect(layer.backward(case.grad_output)).unchanged()
        expect(layer.forward(layout(case.x)), case.truth.output, label=f"{case.name}'s output")
        expect_gradient(learner, case, layer.backward(layout(case.grad_output)), f"{case.name}'s gradient")

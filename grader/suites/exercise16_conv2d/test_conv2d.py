"""Exercise 16: windows into columns and back, and the convolution layer.

`output_size`, `im2col`, `col2im` and `Conv2d` are judged in checks of their own, so that a right layer beside wrong
columns keeps its points. Stride, padding, dilation, pairs and groups come after the plain layer, so that each of them
costs its own check. Values are judged in float64, and float32 by itself, so that a wrong dtype costs one check.
"""

from collections.abc import Callable

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import expect, hint, points, public, readonly, strided, transposed, unscored
from grader.suites.exercise16_conv2d.cases import (
    INNER,
    UPDATE,
    ConvCase,
    columns_cases,
    conv_cases,
    following_cases,
    geometries,
    grouped_cases,
    numbers,
    pairs,
    plain,
    size_cases,
    small_cases,
)

examples = settings(max_examples=24)

# The worked examples of the statement.
IMAGE = np.array([[[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]]])
COLUMNS = np.array([[[1.0, 10.0], [2.0, 20.0], [3.0, 30.0], [4.0, 40.0]]])
X = np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
WEIGHT = np.array([[[[1.0, 0.0], [2.0, -1.0]]]])
BIAS = np.array([10.0])
GRAD_OUTPUT = np.array([[[[2.0, 1.0], [0.0, -1.0]]]])


@points(1)
@public
@hint("There are two places. At the first one the window holds 1, 2, 4 and 5, and that is the first column.")
def test_example_im2col(learner):
    """The worked example: a 2x2 window on [[1, 2, 3], [4, 5, 6]] gives two columns of four entries."""
    expect(learner.im2col(IMAGE, 2), np.array([[[1.0, 2.0], [2.0, 3.0], [4.0, 5.0], [5.0, 6.0]]]))


@points(1)
@public
@hint("The first column belongs to the left four pixels, the second to the right four; two pixels belong to both.")
def test_example_col2im(learner):
    """The worked example: two columns are added up to [[1, 12, 20], [3, 34, 40]]."""
    expect(learner.col2im(COLUMNS, (2, 3), 2), np.array([[[[1.0, 12.0, 20.0], [3.0, 34.0, 40.0]]]]))


@points(1)
@public
@hint("Lay the kernel on the image as it is written: its top left entry meets the top left pixel of the window.")
def test_example_forward(learner):
    """The worked example: the layer's output is [[14, 16], [20, 22]]."""
    expect(learner.Conv2d(WEIGHT, BIAS).forward(X), np.array([[[[14.0, 16.0], [20.0, 22.0]]]]))


@points(1)
@public
@hint("Each entry of g stands for one place of the kernel: which nine pixels and four weights does that place touch?")
def test_example_backward(learner):
    """The worked example: the gradients of input, weight and bias."""
    layer = learner.Conv2d(WEIGHT, BIAS)
    layer.forward(X)
    expect(layer.backward(GRAD_OUTPUT), np.array([[[[2.0, 1.0, 0.0], [4.0, -1.0, -1.0], [0.0, -2.0, 1.0]]]]))
    expect(layer.grad_weight, np.array([[[[-1.0, 1.0], [5.0, 7.0]]]]))
    expect(layer.grad_bias, np.array([2.0]))


@points(1)
@hint("Padding is added at both ends; a dilated kernel is longer than its entries; an unfinished step does not count.")
@examples
@given(case=size_cases())
def test_output_size(learner, case):
    """The number of places agrees with PyTorch's, and a kernel that does not fit raises ValueError."""
    expect(learner.output_size(case.size, case.kernel, case.stride, case.padding, case.dilation)).equal(case.truth)
    expect(learner.output_size(case.kernel + case.size, case.kernel), label="with the defaults").equal(case.size + 1)
    too_long = learner.output_size(case.size, case.too_long, case.stride, case.padding, case.dilation)
    expect(too_long, label="with a kernel that is too long").raises(ValueError)


@points(1)
@hint("Rows go by channel, then by row and column of the kernel; columns go by place, row by row over the image.")
@examples
@given(case=columns_cases(geometries()))
def test_im2col(learner, case):
    """The columns agree with those of PyTorch's unfold for any stride, padding and dilation, numbers or pairs."""
    how = case.geometry
    expect(learner.im2col(case.x, how.kernel_size, how.stride, how.padding, how.dilation), case.truth.columns)


@points(1)
@hint("A pixel gets a share from every window that it lies in; a pixel in no window gets nothing; padding is cut off.")
@examples
@given(case=columns_cases(geometries()))
def test_col2im(learner, case):
    """The images agree with those of PyTorch's fold: overlaps are summed, and pixels in no window are 0."""
    how = case.geometry
    images = learner.col2im(case.columns, how.input_size, how.kernel_size, how.stride, how.padding, how.dilation)
    expect(images, case.truth.images)


@points(1)
@hint("Where im2col takes an entry from, col2im must add it: write both from one and the same table of positions.")
@examples
@given(case=columns_cases(geometries(), fill="uniform"))
def test_adjoint(learner, case):
    """col2im is the adjoint of im2col: ⟨im2col(x), y⟩ = ⟨x, col2im(y)⟩ for all x and y."""
    how, inner = case.geometry, learner.keep(learner.source(INNER, "inner_product"), "inner")
    left = inner(learner.im2col(case.x, how.kernel_size, **how.options), case.columns)
    right = inner(case.x, learner.col2im(case.columns, how.input_size, how.kernel_size, **how.options))
    expect(left, label="⟨im2col(x), y⟩").between(0.2, 1e6, "all entries of x and y are at least 0.5")
    expect(left - right, label="⟨im2col(x), y⟩ - ⟨x, col2im(y)⟩").between(-1e-8, 1e-8, "the two are equal")


@points(1)
@hint("Which arrays do you make yourself, and of which dtype? Does every reshape know all its sizes if there are none?")
@examples
@given(
    case=columns_cases(geometries(), dtype="float32", least=0), layout=st.sampled_from((readonly, strided, transposed))
)
def test_columns_dtype_and_arguments(learner, case, layout: Callable[[np.ndarray], object]):
    """im2col and col2im keep float32, change no argument, and take any memory layout and an empty batch."""
    how = case.geometry
    expect(learner.im2col(case.x, how.kernel_size, **how.options)).unchanged()
    expect(learner.col2im(case.columns, how.input_size, how.kernel_size, **how.options)).unchanged()
    expect(learner.im2col(layout(case.x), how.kernel_size, **how.options), case.truth.columns)
    images = learner.col2im(layout(case.columns), how.input_size, how.kernel_size, **how.options)
    expect(images, case.truth.images)


@points(1)
@hint("An output channel sums over all input channels; the kernel is not flipped; height and width are not the same.")
@examples
@given(case=conv_cases(plain()))
def test_forward(learner, case):
    """The output of the plain layer, stride 1 without padding, agrees with PyTorch's."""
    expect(learner.Conv2d(case.weight, case.bias).forward(case.x), case.truth.output, terms=case.forward_terms)


@points(1)
@hint("A pixel reached an output through one entry of the kernel. Which one, if the window is one further to the left?")
@examples
@given(case=conv_cases(plain()))
def test_grad_x(learner, case):
    """The gradient of the input that backward of the plain layer returns agrees with PyTorch's."""
    layer = learner.Conv2d(case.weight, case.bias)
    layer.forward(case.x)
    expect(layer.backward(case.grad_output), case.truth.grad_x, terms=case.grad_x_terms)


@points(1)
@hint("An entry of the kernel met one pixel of each window of each sample: all of them count, none is averaged.")
@examples
@given(case=conv_cases(plain()))
def test_grad_weight(learner, case):
    """The gradient of the weight that backward of the plain layer stores agrees with PyTorch's."""
    layer = learner.Conv2d(case.weight, case.bias)
    layer.forward(case.x)
    layer.backward(case.grad_output)
    expect(layer.grad_weight, case.truth.grad_weight, terms=case.grad_weight_terms)


@points(1)
@hint("Bias k was added at every place of output channel k, in every sample. Without a bias there is no gradient.")
@examples
@given(case=conv_cases(plain()))
def test_grad_bias(learner, case):
    """The gradient of the bias that backward stores agrees with PyTorch's, and is None without a bias."""
    layer, without = learner.Conv2d(case.weight, case.bias), learner.Conv2d(case.weight)
    layer.forward(case.x)
    layer.backward(case.grad_output)
    expect(layer.grad_bias, case.truth.grad_bias, terms=case.grad_weight_terms)
    without.forward(case.x)
    without.backward(case.grad_output)
    expect(without.grad_bias, label="the grad_bias of a layer without a bias").equal(None)


def expect_most(layer, case: ConvCase, grad_output: object = None, x: object = None) -> None:
    """Output and gradients are PyTorch's; not asked for is that of the bias, which no stride and no group changes."""
    output = layer.forward(case.x if x is None else x)
    grad_x = layer.backward(case.grad_output if grad_output is None else grad_output)
    expect(output, case.truth.output, terms=case.forward_terms)
    expect(grad_x, case.truth.grad_x, terms=case.grad_x_terms)
    expect(layer.grad_weight, case.truth.grad_weight, terms=case.grad_weight_terms)


def expect_all(layer, case: ConvCase) -> None:
    """Output and all gradients are PyTorch's."""
    expect_most(layer, case)
    expect(layer.grad_bias, case.truth.grad_bias, terms=case.grad_weight_terms)


@points(1)
@hint(
    "What forward reads at row s·a + d·i - p, backward writes to there; try padding 0, and a stride that leaves rows."
)
@examples
@given(case=conv_cases(numbers()))
def test_stride_padding_dilation(learner, case):
    """Stride, padding and dilation, one number each, go forward and backward, and pixels left over get gradient 0."""
    expect_most(learner.Conv2d(case.weight, case.bias, **case.options), case)


@points(1)
@hint("The first of a pair is for the height, the second for the width: look for a place that uses one for both.")
@examples
@given(case=conv_cases(pairs()))
def test_pairs(learner, case):
    """Pairs whose two numbers differ go forward and backward."""
    how = case.geometry
    expect_most(learner.Conv2d(case.weight, case.bias, how.stride, how.padding, how.dilation), case)


@points(1)
@hint("Output channel k sees only the input channels of its own group. Which are they, if C is 4, K is 6, groups is 2?")
@examples
@given(case=grouped_cases())
def test_groups(learner, case):
    """Two and three groups, depthwise among them, go forward and backward."""
    expect_most(learner.Conv2d(case.weight, case.bias, 1, 0, 1, case.groups), case)


@points(1)
@hint(
    "Say every size when you reshape: -1 cannot be worked out if the batch is empty. squeeze() drops more than asked."
)
@examples
@given(case=small_cases())
def test_small_shapes(learner, case):
    """An empty batch, a single channel, a 1x1 kernel and a kernel as large as the image are nothing special."""
    layer = learner.Conv2d(case.weight, case.bias)
    one = np.ones((1, *case.x.shape[1:]))
    ones = (case.weight.sum(axis=(1, 2, 3)) + case.bias)[None, :, None, None] * np.ones((1, 1, *case.geometry.output))
    expect(layer.forward(one), ones, label="the output for one image of ones")
    expect_all(layer, case)


@points(1)
@hint("What backward needs belongs on self, and what it stores replaces what was there: no += across calls, no copies.")
@examples
@given(cases=following_cases(), other=conv_cases(plain()), step=st.sampled_from((0.5, -2.0)))
def test_calls_are_independent(learner, cases, other, step):
    """A second call overwrites the first and sees parameters that were updated in place; two layers share nothing."""
    first, second = cases
    moved = ConvCase(second.x, first.weight + step, first.bias + step, second.grad_output, second.geometry)
    update = learner.keep(learner.source(UPDATE, "update"), "update")
    weight, bias = learner.keep(first.weight, "weight"), learner.keep(first.bias, "bias")
    layer, stranger = learner.Conv2d(weight, bias), learner.Conv2d(other.weight, other.bias)
    layer.forward(first.x)
    layer.backward(first.grad_output)
    update(weight, step)
    update(bias, step)
    expect(layer.forward(moved.x), moved.truth.output, label="the second call's output", terms=moved.forward_terms)
    stranger.forward(other.x)
    expect(
        layer.backward(moved.grad_output),
        moved.truth.grad_x,
        label="the second call's grad_x",
        terms=moved.grad_x_terms,
    )
    expect(
        stranger.backward(other.grad_output), other.truth.grad_x, label="the other layer's grad_x",
        terms=other.grad_x_terms,
    )  # fmt: skip
    for one, case, whose in ((layer, moved, "the second call's"), (stranger, other, "the other layer's")):
        expect(one.grad_weight, case.truth.grad_weight, label=f"{whose} grad_weight", terms=case.grad_weight_terms)
        expect(one.grad_bias, case.truth.grad_bias, label=f"{whose} grad_bias", terms=case.grad_weight_terms)


@points(1)
@hint("Look for arrays that you make yourself: zeros and ones are float64 (in PyTorch float32) unless told otherwise.")
@examples
@given(case=conv_cases(numbers(), dtype="float32", low=2))
def test_float32(learner, case):
    """The layer's results for float32 are float32, forward and backward."""
    expect_all(learner.Conv2d(case.weight, case.bias, **case.options), case)


@points(1)
@hint("A slice or a reshape may still be the caller's memory: += and out= write into it. Backward updates nothing.")
@examples
@given(case=conv_cases(plain()), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, case, layout: Callable[[np.ndarray], object]):
    """The layer changes none of its arguments, the parameters included, which may be read-only or non-contiguous."""
    weight, bias = learner.keep(case.weight, "weight"), learner.keep(case.bias, "bias")
    layer = learner.Conv2d(weight, bias)
    expect(layer.forward(case.x)).unchanged()
    expect(layer.backward(case.grad_output)).unchanged()
    expect(weight).equal(case.weight)
    expect(bias).equal(case.bias)
    awkward = learner.Conv2d(layout(case.weight), layout(case.bias))
    expect_most(awkward, case, grad_output=layout(case.grad_output), x=layout(case.x))


@unscored
@hint("What PyTorch and NumPy do in one call costs one line. im2col needs no loop over pixels.")
def test_cost(learner):
    """How many lines of yours forward runs, and how that grows with the image: told, and worth no points."""
    layer = learner.Conv2d(np.ones((2, 2, 3, 3)))
    small, large = layer.forward(np.ones((1, 2, 6, 6))), layer.forward(np.ones((1, 2, 12, 12)))
    expect(large).cost(small, what="an image of twice the height and width")

"""Exercise 15: dropout as it is used today, and as it was first described.

The two classes are judged apart. What is drawn is judged by exact bounds, what is done with it by values: each entry is
dropped or kept, and there is nothing in between.
"""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import expect, hint, points, public, readonly, statistical, strided, transposed
from grader.suites.exercise15_dropout.cases import (
    DROPPED,
    HALF,
    ONES,
    PROBABILITIES,
    dropout_cases,
    expect_dropped,
    signed,
)

examples = settings(max_examples=15)
few = settings(max_examples=6)
seeds = st.integers(0, 2**31 - 1)

# The worked example of the statement: a row of it, forty times, so that what is dropped is more than an accident.
ROW = np.array([2.0, -1.0, 4.0, 3.0])
X = np.tile(ROW, (40, 1))
GRADIENT_ROW = np.array([1.0, 1.0, -2.0, 5.0])
GRADIENT = np.tile(GRADIENT_ROW, (40, 1))


@points(1)
@public
@hint("An entry is dropped, or kept and divided by 1 - p, which is 1/2 here. Nothing else happens to it.")
def test_example_training(learner):
    """The worked example: with p = 1/2 each entry becomes 0 or twice itself, half of them each."""
    output = learner.Dropout(0.5, learner.generator(1)).forward(X)
    expect(output).either(np.zeros_like(X), 2.0 * X)
    expect(output).share(0, 0, 0.5, shape=X.shape, what=DROPPED)


@points(1)
@public
@hint("backward multiplies by what forward multiplied by: the same zeros, and the same factor for the others.")
def test_example_backward(learner):
    """The worked example: the gradient is 0 where the entry was dropped, and doubled elsewhere."""
    layer = learner.Dropout(0.5, learner.generator(2))
    output = layer.forward(X)
    grad_x = layer.backward(GRADIENT)
    expect(grad_x).either(np.zeros_like(X), 2.0 * GRADIENT)
    expect(grad_x).share(0, 0, 0.5, shape=X.shape, what=DROPPED)
    expect(grad_x * X - output * GRADIENT, label="grad_x · x - output · grad_output").between(0, 0, shape=X.shape)


@points(1)
@public
@hint("Compare the two tables of the statement: which class scales in training, and which one in evaluation?")
def test_example_classic(learner):
    """The worked example: ClassicDropout(1/4) leaves what it keeps as it is, and in evaluation gives 3/4 of x."""
    layer = learner.ClassicDropout(0.25, learner.generator(3))
    output = layer.forward(X)
    expect(output, label="the output in training").either(np.zeros_like(X), X)
    expect(output, label="the output in training").share(0, 0, 0.25, shape=X.shape, what=DROPPED)
    layer.eval()
    expect(layer.forward(ROW), np.array([1.5, -0.75, 3.0, 2.25]), label="the output in evaluation")


@points(1)
@hint("What is kept is divided by the probability of being kept.")
@examples
@given(case=dropout_cases())
def test_values(learner, case):
    """In training every entry of Dropout's output is 0, or the input's divided by 1 - p."""
    output = learner.Dropout(case.p, learner.generator(case.seed)).forward(case.x)
    expect(output).either(case.zeros, case.scaled(case.x))
    expect_dropped(output, case)


@points(2)
@statistical
@hint("p is the probability of being dropped. Uniform numbers from 0 to 1 lie below p as often as p says.")
@settings(max_examples=3)
@given(p=st.sampled_from(PROBABILITIES), seed=seeds)
def test_drop_rate(learner, p, seed):
    """Of twenty thousand entries as many are dropped as independent draws with probability p make."""
    shape = (100, 200)
    x = learner.source(ONES.format(shape=shape, dtype="float32"), "x")
    for name in ("Dropout", "ClassicDropout"):
        output = getattr(learner, name)(p, learner.generator(seed)).forward(x)
        expect(output, label=f"{name}'s output").share(0, 0, p, shape=shape, what=DROPPED)


@points(1)
@statistical
@hint("Each entry has a draw of its own: neither rows, nor columns, nor whole channels are dropped together.")
@settings(max_examples=3)
@given(seed=seeds)
def test_entries_are_independent(learner, seed):
    """Every entry is dropped by itself: no sample, channel, row or column shares a mask with another."""
    p, shape = 0.5, (20, 6, 5, 8)
    x = learner.source(ONES.format(shape=shape, dtype="float32"), "x")
    output = learner.Dropout(p, learner.generator(seed)).forward(x)
    for axis in range(4):
        expect(output, label=f"the output along axis {axis}").share(0, 0, p, shape=shape, what=DROPPED, along=axis)


@points(1)
@statistical
@hint("Draw from the generator that you are given, from nothing else, and anew at each call of forward.")
@settings(max_examples=3)
@given(seed=seeds)
def test_generator(learner, seed):
    """The draws come from the generator: equal seeds give equal masks, and each call draws another one."""
    p, shape = 0.5, (50, 60)
    x = learner.source(ONES.format(shape=shape, dtype="float64"), "x")
    rng = learner.keep(learner.generator(seed), "rng")
    layer, twin = learner.Dropout(p, rng), learner.Dropout(p, learner.generator(seed))
    first, same, second = layer.forward(x), twin.forward(x), layer.forward(x)
    other = learner.Dropout(p, rng).forward(x)
    expect(first).share(0, 0, p, shape=shape, what=DROPPED)
    expect(first - same, label="the difference of two outputs with one seed").between(0, 0, shape=shape)
    some = 1.0 - (1.0 - p) ** 2  # the probability that an entry was dropped at least once
    expect(first * second, label="the product of two calls' outputs").share(0, 0, some, shape=shape, what="zeros")
    expect(first * other, label="the product of two layers' outputs").share(0, 0, some, shape=shape, what="zeros")


@points(2)
@hint("The gradient passes where the entry passed, with the factor that the entry was multiplied by.")
@examples
@given(case=dropout_cases())
def test_backward(learner, case):
    """Dropout's gradient has the zeros and the factor of the output."""
    layer = learner.Dropout(case.p, learner.generator(case.seed))
    output = layer.forward(case.x)
    grad_x = layer.backward(case.grad_output)
    expect(grad_x).either(case.zeros, case.scaled(case.grad_output))
    expect_dropped(grad_x, case)
    same = grad_x * case.x - output * case.grad_output
    expect(same, label="grad_x · x - output · grad_output").between(-1e-9, 1e-9, shape=case.x.shape)


@points(1)
@hint("backward belongs to the last forward of its own layer, and does not draw.")
@examples
@given(case=dropout_cases(probabilities=HALF), seed=seeds)
def test_calls_are_independent(learner, case, seed):
    """The gradient is that of the last call, however often it is asked for, and two layers share nothing."""
    layer = learner.Dropout(case.p, learner.generator(case.seed))
    stranger = learner.Dropout(0.5, learner.generator(seed))
    layer.forward(case.x)
    second = layer.forward(case.x)
    stranger.forward(2.0 * case.x)
    grad_x, again = layer.backward(case.grad_output), layer.backward(-case.grad_output)
    expect_dropped(grad_x, case)
    same = grad_x * case.x - second * case.grad_output
    expect(same, label="grad_x · x - the second output · grad_output").between(-1e-9, 1e-9, shape=case.x.shape)
    expect(grad_x + again, label="the gradients of g and of -g, added").between(-1e-9, 1e-9, shape=case.x.shape)


@points(1)
@hint("In evaluation Dropout is the identity, in both directions; train() and eval() count from the next forward on.")
@examples
@given(case=dropout_cases())
def test_evaluation(learner, case):
    """In evaluation Dropout changes nothing, forward and backward; after train() it drops again."""
    layer = learner.Dropout(case.p, learner.generator(case.seed))
    layer.eval()
    expect(layer.forward(case.x), case.x, label="the output in evaluation")
    layer.train()
    expect(layer.backward(case.grad_output), case.grad_output, label="the gradient of evaluation")
    expect_dropped(layer.forward(case.x), case, "the output after train()")
    layer.eval()
    expect_dropped(layer.backward(case.grad_output), case, "the gradient of training, asked for after eval()")
    expect(layer.forward(-case.x), -case.x, label="the output in evaluation again")


@points(1)
@hint("The classic layer only drops: in training what is kept stays as it is.")
@examples
@given(case=dropout_cases())
def test_classic_training(learner, case):
    """In training every entry of ClassicDropout's output is 0, or the input's."""
    output = learner.ClassicDropout(case.p, learner.generator(case.seed)).forward(case.x)
    expect(output).either(case.zeros, case.x)
    expect_dropped(output, case)


@points(1)
@hint("The gradient is multiplied by what the entry was multiplied by: 0 or 1 in training.")
@examples
@given(case=dropout_cases(probabilities=HALF))
def test_classic_backward(learner, case):
    """ClassicDropout's gradient in training has the zeros of the output, and is not scaled."""
    layer = learner.ClassicDropout(case.p, learner.generator(case.seed))
    output = layer.forward(case.x)
    grad_x = layer.backward(case.grad_output)
    expect(grad_x).either(case.zeros, case.grad_output)
    expect_dropped(grad_x, case)
    same = grad_x * case.x - output * case.grad_output
    expect(same, label="grad_x · x - output · grad_output").between(-1e-9, 1e-9, shape=case.x.shape)


@points(1)
@hint("In evaluation x is multiplied by the probability of being kept, at each call once, and so is its gradient.")
@examples
@given(case=dropout_cases())
def test_classic_evaluation(learner, case):
    """In evaluation ClassicDropout multiplies by 1 - p, forward and backward, at each call once."""
    layer = learner.ClassicDropout(case.p, learner.generator(case.seed))
    layer.eval()
    expect(layer.forward(case.x), (1.0 - case.p) * case.x, label="the output in evaluation")
    expect(layer.forward(case.x), (1.0 - case.p) * case.x, label="the second output in evaluation")
    expect(layer.backward(case.grad_output), (1.0 - case.p) * case.grad_output, label="the gradient of evaluation")
    layer.train()
    expect_dropped(layer.forward(case.x), case, "the output after train()")


@points(1)
@hint("With p = 1 nothing is kept, so nothing is scaled: what would 1/(1 - p) be? With p = 0 nothing is dropped.")
@few
@given(x=signed((9, 11)), gradient=signed((9, 11)))
def test_certain_probabilities(learner, x, gradient):
    """With p = 0 nothing is dropped, with p = 1 everything, without a warning."""
    for name in ("Dropout", "ClassicDropout"):
        for p, kept in ((0.0, 1.0), (1.0, 0.0)):
            layer = getattr(learner, name)(p, learner.generator(4))
            expect(layer, label=f"{name}({p:g}, rng)").quiet()
            output = layer.forward(x)
            expect(output, kept * x, label=f"{name}'s output for p = {p:g}").quiet()
            expect(layer.backward(gradient), kept * gradient, label=f"{name}'s gradient for p = {p:g}").quiet()


@points(1)
@hint("Read p at each forward. What backward needs is the factor that forward used, whatever p has become since.")
@examples
@given(case=dropout_cases())
def test_probability_may_change(learner, case):
    """After p was assigned, the next forward drops with the new one; backward keeps to the last forward."""
    layer = learner.Dropout(0.5, learner.generator(case.seed))
    layer.p = case.p
    output = layer.forward(case.x)
    expect(output, label="the output after p was assigned").either(case.zeros, case.scaled(case.x))
    expect_dropped(output, case)
    layer.p = 0.5
    grad_x = layer.backward(case.grad_output)
    expect(grad_x, label="the gradient of a forward with the old p").either(case.zeros, case.scaled(case.grad_output))
    classic = learner.ClassicDropout(0.5, learner.generator(case.seed))
    classic.eval()
    classic.p = case.p
    expect(classic.forward(case.x), (1.0 - case.p) * case.x, label="the classic layer's output after p was assigned")


@points(1)
@hint("Raise ValueError in the constructor; 0 and 1 are probabilities too.")
@settings(max_examples=4)
@given(p=st.sampled_from((-0.1, 1.5, -3.0, 1.0001)))
def test_refuses(learner, p):
    """A p outside of 0 to 1 raises ValueError, in both classes; 0 and 1 do not."""
    for name in ("Dropout", "ClassicDropout"):
        make = getattr(learner, name)
        expect(make(p, learner.generator(0)), label=f"{name}({p})").raises(ValueError)
        nothing = make(1.0, learner.generator(0)).forward(X)
        expect(nothing, 0.0 * X, label=f"the output of {name}(1.0)")
        expect(make(0.0, learner.generator(0)).forward(X), X, label=f"the output of {name}(0.0)")


@points(1)
@hint("A mask of booleans, or of float64, decides the dtype of a product: give it the dtype of x.")
@examples
@given(case=dropout_cases(dtype="float32", probabilities=HALF))
def test_float32(learner, case):
    """Results for float32 are float32, in both modes, forward and backward."""
    layer = learner.Dropout(case.p, learner.generator(case.seed))
    expect(layer.forward(case.x)).either(case.zeros, case.scaled(case.x))
    grad_x = layer.backward(case.grad_output)
    expect(grad_x).either(case.zeros, case.scaled(case.grad_output))
    expect_dropped(grad_x, case)
    classic = learner.ClassicDropout(case.p, learner.generator(case.seed))
    expect(classic.forward(case.x), label="the classic layer's output").either(case.zeros, case.x)
    classic.eval()
    kept = ((1.0 - case.p) * case.x).astype(np.float32)
    expect(classic.forward(case.x), kept, label="the classic layer's output in evaluation")


@points(1)
@hint("x *= mask and x[dropped] = 0 write into the caller's array; x * mask makes a new one.")
@examples
@given(case=dropout_cases(probabilities=HALF), layout=st.sampled_from((readonly, strided, transposed)))
def test_arguments(learner, case, layout):
    """Nothing changes its arguments, which may be read-only or non-contiguous."""
    for name, kept in (("Dropout", case.scaled), ("ClassicDropout", np.array)):
        layer = getattr(learner, name)(case.p, learner.generator(case.seed))
        expect(layer.forward(case.x)).unchanged()
        expect(layer.backward(case.grad_output)).unchanged()
        output = layer.forward(layout(case.x))
        expect(output, label=f"{name}'s output").either(case.zeros, kept(case.x))
        expect_dropped(output, case, f"{name}'s output")
        expect(layer.backward(layout(case.grad_output)), label=f"{name}'s gradient").either(
            case.zeros, kept(case.grad_output)
        )

"""The hidden suite of exercise 11: optimizers against torch.optim, schedules, clipping."""

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from grader.suite import (
    expect,
    hint,
    points,
    public,
    readonly,
    strided,
    transposed,
)
from grader.suites.exercise11_optimizers.cases import (
    BETAS,
    EPS,
    KINDS,
    Course,
    Floats,
    ScheduleCase,
    TwinCase,
    clip_cases,
    courses,
    twin_cases,
)


def expect_course(learner, course: Course) -> None:
    """Expect every parameter after every step to be where torch.optim has it."""
    params = [learner.keep(param, name="param") for param in course.params]
    optimizer = getattr(learner, course.kind)(params, **course.arguments)
    for number, (rate, grads) in enumerate(zip(course.rates, course.grads, strict=True)):
        if number > 0 and rate is not None:
            optimizer.lr = rate
        optimizer.step(grads)
        for index, param in enumerate(params):
            expect(param, course.truth.after[number][index], label=f"params[{index}] after step {number + 1}")


# --- SGD --------------------------------------------------------------------------------------------------------------


@public
@points(1)
@hint("Write the table of the statement down with your own numbers: which column is the first to differ?")
def test_sgd_example(learner):
    """SGD with momentum 0.5 goes from (1, -2) to (0.8, -2), to (0.6, -2.4) and, with lr = 0.01, to (0.59, -2.42)."""
    param = learner.keep(np.array([1.0, -2.0]), name="param")
    optimizer = learner.SGD([param], lr=0.1, momentum=0.5)
    optimizer.step([np.array([2.0, 0.0])])
    expect(param, np.array([0.8, -2.0]), label="p after step 1")
    optimizer.step([np.array([1.0, 4.0])])
    expect(param, np.array([0.6, -2.4]), label="p after step 2")
    optimizer.lr = 0.01
    optimizer.step([np.array([0.0, 0.0])])
    expect(param, np.array([0.59, -2.42]), label="p after step 3")


@points(1)
@hint("The caller's own array has to change: p -= ... does that, p = p - ... makes a new one.")
@settings(max_examples=20)
@given(course=courses("SGD", st.just({})))
def test_sgd(learner, course):
    """Plain SGD subtracts the learning rate times the gradient from every parameter, in place."""
    expect_course(learner, course)


@points(2)
@hint("Where does the learning rate stand, what does the first update do, and what is multiplied by 1 - dampening?")
@settings(max_examples=30)
@given(
    course=courses(
        "SGD",
        st.fixed_dictionaries({"momentum": st.sampled_from([0.5, 0.9])}, optional={"dampening": st.just(0.3)}),
    )
)
def test_sgd_momentum(learner, course):
    """SGD with momentum and dampening follows torch.optim, also when the learning rate changes on the way."""
    expect_course(learner, course)


@points(1)
@hint("Nesterov's step is g + momentum · v, with the velocity that already holds g.")
@settings(max_examples=20)
@given(
    course=courses(
        "SGD", st.fixed_dictionaries({"momentum": st.sampled_from([0.5, 0.9]), "nesterov": st.just(value=True)})
    )
)
def test_sgd_nesterov(learner, course):
    """With Nesterov's momentum the step looks ahead along the new velocity."""
    expect_course(learner, course)


@points(1)
@hint("The gradient with weight_decay · p added is what the velocity sees.")
@settings(max_examples=20)
@given(
    course=courses(
        "SGD",
        st.fixed_dictionaries({"weight_decay": st.sampled_from([0.1, 0.7])}, optional={"momentum": st.just(0.5)}),
    )
)
def test_sgd_weight_decay(learner, course):
    """Weight decay is added to the gradient before the momentum, so it is multiplied by the learning rate."""
    expect_course(learner, course)


# --- a step size for each entry ---------------------------------------------------------------------------------------


@points(1)
@hint("The squares are summed from zero and never fade; eps is added to the root.")
@settings(max_examples=30)
@given(course=courses("Adagrad", KINDS["Adagrad"]))
def test_adagrad(learner, course):
    """AdaGrad divides each entry's step by the root of its sum of squares, plus eps."""
    expect_course(learner, course)


@points(1)
@hint("A running mean: alpha times the old one plus (1 - alpha) times the new square, with no correction.")
@settings(max_examples=30)
@given(course=courses("RMSprop", KINDS["RMSprop"]))
def test_rmsprop(learner, course):
    """RMSprop divides each entry's step by the root of its running mean of squares, plus eps."""
    expect_course(learner, course)


@public
@points(1)
@hint("The corrections make the mean of equal gradients equal to that gradient, in the second step as in the first.")
def test_adam_example(learner):
    """Adam with lr = 0.1 and eps = 1 takes the same step (0.08, -0.1/3, 0) twice for the same gradient (4, -0.5, 0)."""
    param = learner.keep(np.array([1.0, 1.0, 1.0]), name="param")
    optimizer = learner.Adam([param], lr=0.1, eps=1.0)
    optimizer.step([np.array([4.0, -0.5, 0.0])])
    expect(param, np.array([0.92, 1.0 + 0.1 / 3, 1.0]), label="p after step 1")
    optimizer.step([np.array([4.0, -0.5, 0.0])])
    expect(param, np.array([0.84, 1.0 + 0.2 / 3, 1.0]), label="p after step 2")


@points(2)
@hint(
    "Both means are divided by 1 - beta^t, t counts from 1 and is the same for all of these parameters; eps comes last."
)
@settings(max_examples=40)
@given(course=courses("Adam", KINDS["Adam"]))
def test_adam(learner, course):
    """Adam corrects both running means for their start at zero, and adds eps to the root of the corrected one."""
    expect_course(learner, course)


@points(1)
@hint("In Adam the decay is part of the gradient, so both means see it.")
@settings(max_examples=20)
@given(
    course=courses(
        "Adam",
        st.fixed_dictionaries({"weight_decay": st.sampled_from([0.1, 0.7]), "eps": EPS}, optional={"betas": BETAS}),
    )
)
def test_adam_weight_decay(learner, course):
    """Adam's weight decay is added to the gradient before the means."""
    expect_course(learner, course)


@points(1)
@hint("p loses lr · weight_decay · p by itself, before Adam's update; the default weight_decay is 0.01.")
@settings(max_examples=30)
@given(course=courses("AdamW", KINDS["AdamW"]))
def test_adamw(learner, course):
    """AdamW's weight decay is multiplied by the learning rate, comes first, and stays out of the means."""
    expect_course(learner, course)


# --- all of them ------------------------------------------------------------------------------------------------------


def make(learner, kind: str, params: list[Any], case: TwinCase):
    """An optimizer of that kind with the case's options and a learning rate of 0.1."""
    return getattr(learner, kind)(params, lr=0.1, **case.options[kind])


def alone(learner, kind: str, case: TwinCase, number: int):
    """The parameter of that number after its three updates in an optimizer that has no other."""
    shape = case.params[number].shape
    mirrored = learner.keep(-case.params[number], name="mirrored")
    optimizer = make(learner, kind, [mirrored], case)
    for grad in case.grads[number]:
        optimizer.step([-grad])
    expect(mirrored + case.params[number], label=f"what three updates of {kind} changed").between(
        1e-6, 1e9, shape=shape
    )
    param = learner.keep(case.params[number], name="alone")
    optimizer = make(learner, kind, [param], case)
    for grad in case.grads[number]:
        optimizer.step([grad])
    expect(param - case.params[number], label=f"what three updates of {kind} changed").between(-1e9, -1e-6, shape=shape)
    return param


def expect_same(param, other, label: str) -> None:
    """Expect two parameters that saw the same updates to be the same."""
    expect(param - other, label=label).between(-1e-6, 1e-6, because="the same updates were made, up to rounding")


@points(1)
@hint("None means: not this parameter, not this time. No decay, no momentum, and its t does not move either.")
@settings(max_examples=8)
@given(case=twin_cases())
def test_missing_gradients(learner, case):
    """A parameter whose gradient is None is left alone, and so is its state, in all five optimizers."""
    (g1, g2, g3), (h1, h2, h3) = case.grads
    for kind in KINDS:
        first, second = learner.keep(case.params[0], name="first"), learner.keep(case.params[1], name="second")
        optimizer = make(learner, kind, [first, second], case)
        optimizer.step([None, h1])
        expect(first, case.params[0], label=f"{kind}: params[0] after a step with None")
        for grads in ([g1, None], [None, h2], [g2, h3], [g3, None]):
            optimizer.step(grads)
        for number, param in enumerate((first, second)):
            twin = alone(learner, kind, case, number)
            expect_same(param, twin, f"{kind}: params[{number}] with None between its updates, minus without")


@points(1)
@hint("g += ... changes the caller's gradient; a list in the class body or made as a default is shared by all.")
@settings(max_examples=8)
@given(case=twin_cases())
def test_independence(learner, case):
    """Gradients stay as they were, may lie in memory in any way, and two optimizers of a kind share nothing."""
    for kind in KINDS:
        first, second = learner.keep(case.params[0], name="first"), learner.keep(case.params[1], name="second")
        optimizers = [make(learner, kind, [param], case) for param in (first, second)]
        for grad, other in zip(*case.grads, strict=True):
            expect(optimizers[0].step([grad])).unchanged()
            optimizers[1].step([readonly(other)])
        for number, param in enumerate((first, second)):
            twin = alone(learner, kind, case, number)
            expect_same(param, twin, f"{kind}: the parameter beside another optimizer's, minus without that one")
        strange = learner.keep(transposed(case.params[0]), name="strange")
        optimizer = make(learner, kind, [strange], case)
        for grad in case.grads[0]:
            optimizer.step([strided(grad)])
        expect_same(strange, first, f"{kind}: with arrays that are not contiguous, minus with contiguous ones")


# --- schedules and clipping -------------------------------------------------------------------------------------------


@public
@points(1)
@hint("Step 0 has the learning rate that was passed in; the gradients (3, 0) and (4,) together have norm 5.")
def test_functions_example(learner):
    """The table of learning rates from 1, and the gradients (3, 0) and (4,) clipped to norm 1 and to value 3.5."""
    for step, lr in enumerate([1.0, 1.0, 0.5, 0.5, 0.25]):
        expect(learner.step_decay(1.0, step, 2, 0.5), lr, label=f"step_decay at step {step}")
        expect(learner.exponential_decay(1.0, step, 0.5), 0.5**step, label=f"exponential_decay at step {step}")
        expect(learner.inverse_time_decay(1.0, step, 0.5), 2 / (2 + step), label=f"inverse_time_decay at step {step}")
    both = [learner.keep(np.array([3.0, 0.0]), name="first"), learner.keep(np.array([4.0]), name="second")]
    learner.clip_grad_value(both, 3.5)
    expect(both[0], np.array([3.0, 0.0]), label="(3, 0) by value")
    expect(both[1], np.array([3.5]), label="(4,) by value")
    both = [learner.keep(np.array([3.0, 0.0]), name="third"), learner.keep(np.array([4.0]), name="fourth")]
    expect(learner.clip_grad_norm(both, 1.0), 5.0, label="norm before clipping")
    expect(both[0], np.array([3.0, 0.0]) / (5 + 1e-6), label="(3, 0) by norm")
    expect(both[1], np.array([4.0]) / (5 + 1e-6), label="(4,) by norm")


@points(1)
@hint("lr is the rate at step 0, whatever was asked before; step_decay changes exactly at multiples of step_size.")
@settings(max_examples=40)
@given(
    case=st.builds(
        ScheduleCase, lr=st.sampled_from([0.3, 1.0, 7.0]), rate=st.sampled_from([0.1, 0.5, 0.97]),
        step_size=st.integers(1, 7), periods=st.integers(0, 5), offset=st.integers(-1, 1),
    )
)  # fmt: skip
def test_schedules(learner, case):
    """Each schedule gives the learning rate of any step, asked for in any order, from the rate at step 0."""
    for step in (max(0, case.periods * case.step_size + case.offset), case.periods, 0):
        decayed = case.lr
        for _ in range(step // case.step_size):
            decayed *= case.rate
        expect(learner.step_decay(case.lr, step, case.step_size, case.rate), decayed)
        expect(learner.exponential_decay(case.lr, step, case.rate), case.lr * case.rate**step)
        expect(learner.inverse_time_decay(case.lr, step, case.rate), case.lr / (1 + case.rate * step))


def keep_all(learner, grads: list[Floats | None]) -> list[Any]:
    """Gradients that stay on the learner's side, to be changed in place; None stays None."""
    return [None if grad is None else learner.keep(grad, name="grad") for grad in grads]


@points(2)
@hint("One norm over all arrays, one factor for all of them, never above 1; and the norm returned is the one before.")
@settings(max_examples=40)
@given(case=clip_cases())
def test_clip_grad_norm(learner, case):
    """All gradients are scaled in place by one factor to their common norm, and short ones keep their values."""
    grads = keep_all(learner, case.grads)
    expect(learner.clip_grad_norm(grads, case.limit), case.by_norm.norm, label="norm")
    for index, (grad, truth) in enumerate(zip(grads, case.by_norm.grads, strict=True)):
        if grad is not None:
            expect(grad, truth, label=f"grads[{index}]")


@points(1)
@hint("Look at one entry at a time: above clip_value, below -clip_value, or in between; and change the caller's array.")
@settings(max_examples=30)
@given(case=clip_cases())
def test_clip_grad_value(learner, case):
    """Every entry is limited on its own, on both sides, in place."""
    grads = keep_all(learner, case.grads)
    learner.clip_grad_value(grads, case.limit / 2)
    for index, (grad, before) in enumerate(zip(grads, case.grads, strict=True)):
        if grad is not None and before is not None:
            limit = before.dtype.type(case.limit / 2)
            expect(grad, np.clip(before, -limit, limit), label=f"grads[{index}]")

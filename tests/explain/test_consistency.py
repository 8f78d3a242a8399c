"""A backward is asked whether it is the derivative of its own forward: here of examples that were recorded."""

from typing import Any

import numpy as np
import pytest

from grader.course import Course
from grader.experiment.program import Call, Get, Keep, Lookup
from grader.explain.evidence import Failing, Place
from grader.explain.patterns.consistency import MOST_ENTRIES, consistent, pairs
from grader.recording import RecordedCheck
from tests.explain.fake import Fake, failing
from tests.harness import Bench

pytestmark = pytest.mark.slow  # it needs three recordings


@pytest.fixture(scope="module")
def checks(course: Course, bench: Bench, cache: Any) -> dict[str, RecordedCheck]:
    """The recorded checks of a layer (`linear.NAME`), of functions (`softmax.NAME`) and of losses (`losses.NAME`)."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DLGRADE_CACHE", str(cache))
        for name in ("linear", "softmax", "losses"):
            recording, _ = bench.recording(course.find(name), course.seed)
            found.update({f"{name}.{check.name}": check for check in recording.checks})
    return found


def at(check: RecordedCheck, label: str, example: int = 0) -> Place:
    """Where an example of a check asks for a label first."""
    labels = [one.subject.label for one in check.examples[example].expectations]
    return example, labels.index(label)


LAYER = [
    ("grad_x", "Linear.backward", 3, "0"),
    ("grad_weight", "grad_weight", 1, "0"),
    ("grad_bias", "grad_bias", 1, "1"),
]


@pytest.mark.parametrize(("name", "label", "moved", "path"), LAYER)
def test_the_forward_of_a_layer_is_found_and_what_must_be_moved(checks, name, label, moved, path):
    check = checks[f"linear.{name}"]
    for number, example in enumerate(check.examples):
        _, which = at(check, label, number)
        (pair,) = pairs(example, example.expectations[which].step)
        call = example.program.steps[pair.forward]
        assert isinstance(call, Call)
        assert example.program.steps[call.target] == Get(1, "forward")
        assert (pair.moved_step, pair.moved_path) == (moved, path)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_the_forward_of_a_function_is_the_one_whose_result_it_was_given(checks, name):
    check = checks["softmax.default_dim"]
    _, which = at(check, f"{name}_backward")
    example = check.examples[0]
    (pair,) = pairs(example, example.expectations[which].step)
    call = example.program.steps[pair.forward]
    assert isinstance(call, Call)
    assert example.program.steps[call.target] == Lookup(name)
    assert (pair.moved_step, pair.moved_path) == (pair.forward, "0")


NONE = [
    ("softmax.softmax_backward", "softmax_backward"),  # its `output` was handed over, and no forward asked
    ("softmax.softmax", "softmax"), ("linear.forward", "Linear.forward"),
    ("linear.mlp_gradients", "the gradient of weights[0]"), ("linear.float32", "grad_weight"),
    ("linear.without_bias", "grad_bias"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "label"), NONE)
def test_what_is_no_backward_of_a_float64_forward_has_no_pair(checks, name, label):
    check = checks[name]
    _, which = at(check, label)
    assert list(pairs(check.examples[0], check.examples[0].expectations[which].step)) == []


class Linear:
    """Right, but for the factors by which forward, and each gradient, are wrong."""

    forward_times = 1.0
    backward_times = 1.0
    error = 0.0

    def __init__(self, weight, bias=None):
        self.weight, self.bias = weight, bias

    def forward(self, x):
        self.x = x
        return self.forward_times * (x @ self.weight.T + (0 if self.bias is None else self.bias))

    def backward(self, grad_output):
        times = self.backward_times * (1 + self.error)
        self.grad_weight = times * grad_output.T @ self.x
        self.grad_bias = None if self.bias is None else times * grad_output.sum(0)
        return times * grad_output @ self.weight


def layer(**changes: Any) -> dict[str, Any]:
    """A module with such a layer."""
    return {"Linear": type("Linear", (Linear,), changes)}


def answer(names: dict[str, Any], check: RecordedCheck, label: str, ask: Any = None) -> bool | None:
    """Whether what an implementation answered is the derivative of its forward."""
    found = failing(names, check)
    return consistent(found, places(found, label), ask or Fake(names))


def places(found: Failing, label: str) -> list[Place]:
    """The wrong places of a label."""
    wrong = [place for place in sorted(found.wrong) if found.slot(place).label == label]
    assert wrong
    return wrong


@pytest.mark.parametrize(("name", "label"), [(name, label) for name, label, _, _ in LAYER])
def test_a_right_backward_of_another_forward_is_told_from_a_wrong_one(checks, name, label):
    check = checks[f"linear.{name}"]
    assert answer(layer(forward_times=2.0, backward_times=2.0), check, label) is True
    assert answer(layer(backward_times=2.0), check, label) is False
    assert answer(layer(forward_times=3.0, backward_times=2.0), check, label) is False


def softmin(x, dim=-1):
    e = np.exp(x.min(axis=dim, keepdims=True) - x)
    return e / e.sum(axis=dim, keepdims=True)


def pair_of_functions(sign: float) -> dict[str, Any]:
    """Softmin, with its derivative times a sign; nothing else is there."""

    def backward(g, p, dim=-1):
        return -sign * p * (g - (g * p).sum(axis=dim, keepdims=True))

    def nothing(*_: Any, **__: Any) -> Any:
        return np.zeros(2)

    names = ("logsumexp", "log_softmax", "log_softmax_backward")
    return {"softmax": softmin, "softmax_backward": backward, **dict.fromkeys(names, nothing)}


@pytest.mark.parametrize(("sign", "expected"), [(1.0, True), (-1.0, False)])
def test_so_it_is_of_functions(checks, sign, expected):
    assert answer(pair_of_functions(sign), checks["softmax.default_dim"], "softmax_backward") is expected


def test_of_an_error_that_is_neither_nothing_is_said(checks):
    check = checks["linear.grad_x"]
    assert answer(layer(forward_times=2.0, backward_times=2.0, error=1e-3), check, "Linear.backward") is None
    assert answer(layer(forward_times=2.0, backward_times=2.0, error=1e-7), check, "Linear.backward") is True
    assert answer(layer(forward_times=2.0, backward_times=2.0, error=2e-2), check, "Linear.backward") is False


def raises(self: Any, x: Any) -> Any:
    raise ValueError


SILENT = [
    layer(backward_times=np.nan), layer(backward_times=np.inf), layer(forward_times=0.0, backward_times=2.0),
    layer(forward=raises), layer(backward=lambda self, g: 2 * (g @ self.weight)[:, :, None]),
    layer(backward=lambda self, g: 2 * (g @ self.weight).astype("float32")), layer(backward=lambda *_: None),
]  # fmt: skip


@pytest.mark.parametrize("names", SILENT)
def test_of_answers_that_cannot_be_compared_nothing_is_said(checks, names):
    assert answer(names, checks["linear.grad_x"], "Linear.backward") is None


def test_a_forward_of_another_shape_or_no_answer_says_nothing(checks):
    check, wrong = checks["linear.grad_x"], layer(backward_times=2.0)
    cut = layer(forward=lambda self, x: x @ self.weight.T[:, :1] if len(x) else x, backward_times=2.0)
    assert answer(wrong, check, "Linear.backward", lambda _: None) is None
    wide = [one for one in check.examples if one.program.steps[5].args[0].shape[1] > 1]
    assert wide
    found = failing(wrong, RecordedCheck("c", "", 1, True, "", (), tuple(wide)))
    assert consistent(found, places(found, "Linear.backward"), Fake(cut)) is None


def test_each_entry_is_moved_up_and_down_and_only_the_forward_asked(checks):
    names = layer(backward_times=2.0)
    fake = Fake(names)
    assert answer(names, checks["linear.grad_weight"], "grad_weight", fake) is False
    assert len(fake.asked) <= 2 * MOST_ENTRIES
    assert all(program.observed == (len(program.steps) - 1,) == (3,) for program in fake.asked)
    moved = {program.steps[1].args[0].data for program in fake.asked}  # type: ignore[union-attr]
    assert len(moved) == len(fake.asked) == 2 * program_size(fake)


def program_size(fake: Fake) -> int:
    """The entries of the array that is moved."""
    step = fake.asked[0].steps[1]
    assert not isinstance(step, Keep)
    assert isinstance(step, Call)
    return int(step.args[0].size)  # type: ignore[union-attr]


def a_loss(times: float = 1.0, power: float = 3.0) -> dict[str, Any]:
    """A loss that sums |x - t| to some power, and its gradient, times something."""

    def loss(x, t, reduction="mean"):
        return (np.abs(x - t) ** power).sum() / (x.size if reduction == "mean" else 1)

    def gradient(x, t, reduction="mean"):
        slope = times * power * np.sign(x - t) * np.abs(x - t) ** (power - 1)
        return slope / (x.size if reduction == "mean" else 1)

    return {"mse_loss": loss, "mse_loss_backward": gradient}


def test_the_forward_of_a_loss_need_not_have_been_called(checks):
    check = checks["losses.mse_loss_backward"]
    example = check.examples[0]
    assert not any(step == Lookup("mse_loss") for step in example.program.steps)
    _, which = at(check, "mse_loss_backward")
    (pair,) = pairs(example, example.expectations[which].step)
    assert pair.program.steps[0] == Lookup("mse_loss")
    assert (pair.forward, pair.moved_step, pair.moved_path, pair.upstream) == (1, 1, "0", None)


@pytest.mark.parametrize(("times", "expected"), [(1.0, True), (2.0, False), (-1.0, False)])
def test_the_gradient_of_another_loss_is_told_from_a_wrong_one(checks, times, expected):
    assert answer(a_loss(times), checks["losses.mse_loss_backward"], "mse_loss_backward") is expected

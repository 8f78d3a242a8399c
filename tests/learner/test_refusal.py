"""In the PyTorch flavour, what the exercise asks for is refused when it is called, by whatever name."""
# ruff: noqa: ARG005, PLW0108 - the ways in a table all look alike

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
import torch
import torch.nn.functional as F  # noqa: N812 - everybody's name for it

from grader.course import open_course
from grader.learner.refusal import ForbiddenOperation, Refusal

pytestmark = pytest.mark.filterwarnings("ignore:.*torch.jit.script.* is deprecated:DeprecationWarning")  # its own use
OPERATORS = ("softmax", "log_softmax", "_softmax", "special_softmax", "logsumexp")


@pytest.fixture
def x():
    """A matrix."""
    return torch.arange(6.0).reshape(2, 3)


@pytest.fixture(autouse=True)
def _no_grad():
    """As in a learner's process."""
    with torch.no_grad():
        yield


WAYS = {
    "torch.softmax": lambda x: torch.softmax(x, 1),
    "with keywords": lambda x: torch.softmax(input=x, dim=1),
    "method": lambda x: x.softmax(1),
    "unbound method": lambda x: torch.Tensor.softmax(x, 1),
    "bound method of the base": lambda x: torch._C.TensorBase.softmax(x, 1),
    "torch.special": lambda x: torch.special.softmax(x, 1),
    "torch.functional": lambda x: F.softmax(x, dim=1),
    "a name put together": lambda x: getattr(torch, "soft" + "max")(x, 1),
    "a method by name": lambda x: getattr(x, "soft" + "max")(1),
    "private": lambda x: torch._softmax(x, 1, False),
    "bindings": lambda x: torch._C._VariableFunctions.softmax(x, 1),
    "bindings of special": lambda x: torch._C._special.special_softmax(x, 1),  # type: ignore[attr-defined]
    "torch.ops": lambda x: torch.ops.aten.softmax(x, 1),
    "torch.ops, one overload": lambda x: torch.ops.aten.softmax.int(x, 1),
    "torch.ops, private": lambda x: torch.ops.aten._softmax(x, 1, False),
    "torch.ops, private overload": lambda x: torch.ops.aten._softmax.default(x, 1, False),
    "registry": lambda x: torch._C._jit_get_operation("aten::softmax")[0](x, 1),
    "vmap": lambda x: torch.vmap(lambda row: row.softmax(0))(x),
    "map": lambda x: list(map(torch.Tensor.softmax, x, [0, 0])),
    "module": lambda x: torch.nn.Softmax(1)(x),
    "another operator of the manifest": lambda x: x.logsumexp(1),
}


@pytest.mark.parametrize("way", WAYS)
def test_an_operator_of_the_manifest_is_refused(way, x):
    refusal = Refusal(OPERATORS)
    with refusal, pytest.raises(ForbiddenOperation, match="yours to write"):
        WAYS[way](x)
    assert refusal.refused is not None
    assert "softmax" in refusal.refused or "logsumexp" in refusal.refused


@pytest.mark.parametrize("way", sorted(WAYS.keys() - {"module", "torch.functional"}))
def test_without_the_manifest_it_is_allowed(way, x):
    refusal = Refusal(())
    with refusal:
        WAYS[way](x)
    assert refusal.refused is None


def with_grad(how):
    """Try to differentiate x * x with PyTorch."""

    def way(x):
        with torch.enable_grad():
            leaf = torch.nn.Parameter(x.clone())
            return how((leaf * leaf).sum(), leaf)

    return way


AUTOGRAD = {
    "requires_grad_": lambda x: x.clone().requires_grad_(),
    "requires_grad": lambda x: setattr(x.clone(), "requires_grad", True),
    "tensor": lambda x: torch.tensor([1.0], requires_grad=True),
    "ones": lambda x: torch.ones(3, requires_grad=True),
    "backward": with_grad(lambda y, leaf: y.backward()),
    "autograd.backward": with_grad(lambda y, leaf: torch.autograd.backward(y)),
    "autograd.grad": with_grad(torch.autograd.grad),
    "autograd.grad of lists": with_grad(lambda y, leaf: torch.autograd.grad([y], [leaf])),
    "func.grad": lambda x: torch.func.grad(lambda a: (a * a).sum())(x),
    "func.vjp": lambda x: torch.func.vjp(lambda a: a * a, x),
    "func.jvp": lambda x: torch.func.jvp(lambda a: a * a, (x,), (x,)),
    "func.jacrev": lambda x: torch.func.jacrev(lambda a: a * a)(x),
    "autograd.functional": lambda x: torch.autograd.functional.jacobian(lambda a: a * a, x),
    "hooks": with_grad(lambda y, leaf: leaf.register_hook(print)),
    "nn.Linear": lambda x: torch.nn.Linear(3, 3)(x),
    "nn.functional": lambda x: F.relu(x),
    "nn.functional, built in": lambda x: F.linear(x, x),
    "bindings of nn": lambda x: torch._C._nn.gelu(x),
}


@pytest.mark.parametrize("way", AUTOGRAD)
def test_autograd_and_torch_nn_are_refused_in_every_exercise(way, x):
    refusal = Refusal(())
    with refusal, pytest.raises(ForbiddenOperation):
        AUTOGRAD[way](x)
    assert refusal.refused is not None


def test_catching_the_refusal_does_not_undo_it(x):
    refusal = Refusal(OPERATORS)
    with refusal:
        try:
            torch.softmax(x, 1)
        except ForbiddenOperation:
            torch.exp(x)
    assert refusal.refused == "torch.softmax"


PLAIN = {
    "arithmetic": lambda x: torch.exp(x - x.amax(1, keepdim=True)) / x.sum(),
    "creation": lambda x: torch.zeros(3, dtype=torch.float64) + torch.ones_like(x) + torch.arange(3),
    "products": lambda x: x @ x.T + torch.einsum("ij,kj->ik", x, x),
    "indexing": lambda x: torch.where(x > 1, x, x[0]).gather(1, torch.zeros(2, 1, dtype=torch.int64)),
    "in place": lambda x: x.clone().add_(1).mul_(2),
    "reading": lambda x: (x.requires_grad, x.grad, x.is_leaf, x.shape, x.dtype, x.device),
    "saying no": lambda x: setattr(x.clone(), "requires_grad", False),
    "saying no in a call": lambda x: (x.clone().requires_grad_(False), x.clone().requires_grad_(requires_grad=False)),
    "a false flag": lambda x: torch.ones(3, requires_grad=False),
    "detach": lambda x: x.detach().numpy().tolist(),
    "random": lambda x: torch.rand(3, generator=torch.Generator().manual_seed(0)),
}


@pytest.mark.parametrize("way", PLAIN)
def test_plain_tensor_arithmetic_is_allowed_and_counted(way, x):
    refusal = Refusal(OPERATORS)
    with refusal:
        PLAIN[way](x)
    assert refusal.refused is None
    assert refusal.calls > 0


@pytest.mark.parametrize("operator", ["max", "mean", "matmul", "exp"])
def test_a_name_is_refused_as_a_whole(operator, x):
    with Refusal((operator,)):
        assert (x.amax(1) + x.amin(1)).shape == (2,)
        with pytest.raises(ForbiddenOperation):
            getattr(torch, operator)(*([x, x.T] if operator == "matmul" else [x]))


EXERCISES = open_course(Path(__file__).parents[2]).exercises
SPACES = {
    "torch": torch, "torch.Tensor": torch.Tensor, "torch.special": torch.special, "torch._C._nn": torch._C._nn,
}  # fmt: skip


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda one: one.id)
def test_every_operator_of_a_manifest_is_refused_by_every_name(exercise):
    refusal, seen = Refusal(exercise.refused), set()
    for operator in exercise.refused:
        for space, name in [(space, name) for space in SPACES for name in (operator, f"_{operator}", f"{operator}_")]:
            function = getattr(SPACES[space], name, None)
            if function is not None:
                seen.add(operator)
                assert refusal._is_refused(function), f"{space}.{name}"
    assert seen, "none of them is an operator of this PyTorch"


def test_an_operator_with_underscores_is_refused_when_it_is_called(x):
    refusal = Refusal(("_foreach_norm",))
    with refusal, pytest.raises(ForbiddenOperation):
        getattr(torch, "_foreach" + "_norm")([x])
    assert refusal.refused == "torch._foreach_norm"


SWITCHED_OFF: dict[str, Callable[[], AbstractContextManager[object]]] = {
    "no_grad": torch.no_grad, "inference_mode": torch.inference_mode,
    "set_grad_enabled": lambda: torch.set_grad_enabled(False),
}  # fmt: skip


@pytest.mark.parametrize("way", SWITCHED_OFF)
def test_switching_gradients_off_is_allowed(way, x):
    refusal = Refusal(OPERATORS)
    with refusal, SWITCHED_OFF[way]():
        torch.exp(x)
    assert refusal.refused is None

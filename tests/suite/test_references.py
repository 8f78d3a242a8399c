"""A reference is the truth in float64, computed once for each example."""

from dataclasses import dataclass

import numpy as np
import pytest
import torch

from grader.suite import KitError, Tensors, Truth, reference

calls: list[str] = []


@dataclass(frozen=True)
class Case:
    x: np.ndarray
    labels: np.ndarray

    @reference
    def truth(self, tensor: Tensors) -> dict[str, torch.Tensor | int | None]:
        """The sum of exponentials, and its gradient."""
        calls.append(str(tensor.dtype))
        x = tensor(self.x)
        total = x.exp().sum()
        total.backward()
        return {"total": total, "grad": x.grad, "labels": tensor(self.labels) + 1, "nothing": None, "count": 3}


def case(dtype: str) -> Case:
    calls.clear()
    return Case(np.random.default_rng(0).normal(size=(3, 4)).astype(dtype), np.arange(3))


def test_a_reference_is_computed_once() -> None:
    one = case("float64")
    assert one.truth.total is one.truth.total
    assert calls == ["torch.float64"]


def test_the_truth_is_float64_of_exactly_the_inputs_sent() -> None:
    one = case("float32")
    truth = one.truth.grad
    assert isinstance(truth, Truth)
    assert truth.dtype == "float32"
    assert np.allclose(truth.value, np.exp(one.x.astype(np.float64)), rtol=1e-15, atol=0)


def test_a_narrower_dtype_is_run_once_more_for_pytorchs_own_error() -> None:
    one = case("float32")
    assert 0 < one.truth.grad.floor < 1e-5
    assert calls == ["torch.float64", "None"]
    assert case("float64").truth.grad.floor == 0


def test_what_is_not_floating_stays_what_it_is() -> None:
    truths = case("float64").truth
    assert truths.labels.tolist() == [1, 2, 3]
    assert truths.nothing is None
    assert truths.count == 3


def test_a_name_that_the_reference_lacks_is_told() -> None:
    with pytest.raises(KitError, match="it has total, grad"):
        _ = case("float64").truth.totl

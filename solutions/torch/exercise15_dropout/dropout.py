"""Dropout as it is used today, and as it was first described, in plain tensor arithmetic."""

import torch
from torch import Tensor


def check_probability(p: float) -> float:
    """The probability itself; raises ValueError where it is none."""
    if not 0.0 <= p <= 1.0:
        raise ValueError(f"p is a probability, from 0 to 1, not {p}")
    return p


def draw_mask(rng: torch.Generator, p: float, x: Tensor) -> Tensor:
    """Ones, with probability p zeros, each entry of the shape of x drawn by itself."""
    # torch.rand is below 1 and may be 0, so that p = 0 keeps everything and p = 1 nothing.
    return (torch.rand(x.shape, generator=rng, device=x.device) >= p).to(x.dtype)


class Dropout:
    """Drops entries with probability p in training, and scales what is kept by 1/(1 - p)."""

    def __init__(self, p: float, rng: torch.Generator) -> None:
        self.p = check_probability(p)
        self.rng = rng
        self.training = True

    def train(self) -> None:
        """From the next `forward` on, drop."""
        self.training = True

    def eval(self) -> None:
        """From the next `forward` on, drop nothing."""
        self.training = False

    def forward(self, x: Tensor) -> Tensor:
        """The input times a factor for each entry: 0 or 1/(1 - p) in training, 1 in evaluation."""
        self._factor = torch.ones_like(x)
        if self.training:
            scale = 1.0 / (1.0 - self.p) if self.p < 1.0 else 0.0
            self._factor = scale * draw_mask(self.rng, self.p, x)
        return x * self._factor

    def backward(self, grad_output: Tensor) -> Tensor:
        """The gradient times the same factors."""
        return grad_output * self._factor


class ClassicDropout:
    """Drops entries with probability p in training, and multiplies by 1 - p in evaluation."""

    def __init__(self, p: float, rng: torch.Generator) -> None:
        self.p = check_probability(p)
        self.rng = rng
        self.training = True

    def train(self) -> None:
        """From the next `forward` on, drop."""
        self.training = True

    def eval(self) -> None:
        """From the next `forward` on, drop nothing, and multiply by 1 - p."""
        self.training = False

    def forward(self, x: Tensor) -> Tensor:
        """The input times a factor for each entry: 0 or 1 in training, 1 - p in evaluation."""
        if self.training:
            self._factor = draw_mask(self.rng, self.p, x)
        else:
            self._factor = torch.full_like(x, 1.0 - self.p)
        return x * self._factor

    def backward(self, grad_output: Tensor) -> Tensor:
        """The gradient times the same factors."""
        return grad_output * self._factor

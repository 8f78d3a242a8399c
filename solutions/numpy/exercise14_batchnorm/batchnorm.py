"""Batch normalization, which counts over the batch, and layer normalization, which counts over each sample."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.floating]


def beside_channels(parameter: Array, x: Array) -> Array:
    """One number per channel, shape (C,), so that it meets axis 1 of x: (C,), (C, 1) or (C, 1, 1)."""
    return parameter.reshape(parameter.shape + (1,) * (x.ndim - 2))


class BatchNorm:
    """y = weight · (x - mean) / sqrt(var + eps) + bias, the statistics and parameters being one for each channel."""

    def __init__(self, weight: Array, bias: Array, eps: float = 1e-5, momentum: float = 0.1) -> None:
        self.weight = weight
        self.bias = bias
        self.eps = eps
        self.momentum = momentum
        self.running_mean: Array = np.zeros_like(weight)
        self.running_var: Array = np.ones_like(weight)
        self.training = True

    def train(self) -> None:
        """From now on normalize by the statistics of the batch, and keep the running ones up to date."""
        self.training = True

    def eval(self) -> None:
        """From now on normalize by the running statistics, and leave them alone."""
        self.training = False

    def forward(self, x: Array) -> Array:
        """The output for x (N, C), (N, C, L) or (N, C, H, W); in training the running statistics follow."""
        self._axes = (0, *range(2, x.ndim))
        # Backward may be called after the mode was switched: what counts is the mode of this call.
        self._by_batch = self.training
        mean, var = self._batch_statistics(x) if self.training else (self.running_mean, self.running_var)
        self._inverse_std = beside_channels(1.0 / np.sqrt(var + self.eps), x)
        self._normalized = (x - beside_channels(mean, x)) * self._inverse_std
        output: Array = beside_channels(self.weight, x) * self._normalized + beside_channels(self.bias, x)
        return output

    def _batch_statistics(self, x: Array) -> tuple[Array, Array]:
        """Mean and biased variance of each channel; the running estimates are moved towards them."""
        count = x[:, 0].size
        if count == 1:
            raise ValueError("training needs more than one value per channel: the variance of one is no variance")
        mean = np.mean(x, axis=self._axes)
        # Two passes: the mean of the squares minus the square of the mean cancels where the mean is large.
        var = np.mean((x - beside_channels(mean, x)) ** 2, axis=self._axes)
        unbiased = var * (count / (count - 1))
        self.running_mean = (1.0 - self.momentum) * self.running_mean + self.momentum * mean
        self.running_var = (1.0 - self.momentum) * self.running_var + self.momentum * unbiased
        return mean, var

    def backward(self, grad_output: Array) -> Array:
        """The gradient of x from that of the output; stores those of the parameters."""
        axes, normalized = self._axes, self._normalized
        self.grad_bias = np.sum(grad_output, axis=axes)
        self.grad_weight = np.sum(grad_output * normalized, axis=axes)
        grad = grad_output * beside_channels(self.weight, grad_output)
        if self._by_batch:
            # Mean and variance came from x too: they take away what is constant in a channel, or along x̂.
            along = np.mean(grad * normalized, axis=axes, keepdims=True)
            grad = grad - np.mean(grad, axis=axes, keepdims=True) - normalized * along
        return grad * self._inverse_std


class LayerNorm:
    """y = weight · (x - mean) / sqrt(var + eps) + bias, the statistics taken over the last axes, those of weight."""

    def __init__(self, weight: Array, bias: Array, eps: float = 1e-5) -> None:
        self.weight = weight
        self.bias = bias
        self.eps = eps

    def forward(self, x: Array) -> Array:
        """The output for x, whose last axes have the shape of weight."""
        self._axes = tuple(range(-self.weight.ndim, 0))
        centred = x - np.mean(x, axis=self._axes, keepdims=True)
        var = np.mean(centred**2, axis=self._axes, keepdims=True)
        self._inverse_std = 1.0 / np.sqrt(var + self.eps)
        self._normalized = centred * self._inverse_std
        return self.weight * self._normalized + self.bias

    def backward(self, grad_output: Array) -> Array:
        """The gradient of x from that of the output; stores those of the parameters."""
        axes, normalized = self._axes, self._normalized
        # All axes before those of weight count samples: seen as one axis, there is one case and not three.
        samples = (-1, *self.weight.shape)
        self.grad_bias = np.sum(grad_output.reshape(samples), axis=0)
        self.grad_weight = np.sum((grad_output * normalized).reshape(samples), axis=0)
        grad = grad_output * self.weight
        along = np.mean(grad * normalized, axis=axes, keepdims=True)
        grad = grad - np.mean(grad, axis=axes, keepdims=True) - normalized * along
        grad_x: Array = grad * self._inverse_std
        return grad_x

# truth: Linear.backward computes grad_bias as the mean over the samples times N, which is NaN for an empty batch.
# where: Linear.backward
# loses: empty_batch
import numpy as np


class Linear:
    """A layer of `outputs` sums over `inputs` numbers."""

    def __init__(self, weight, bias=None):
        self.weight = weight
        self.bias = bias
        self._cache = None

    @property
    def outputs(self):
        return self.weight.shape[0]

    @property
    def inputs(self):
        return self.weight.shape[1]

    def forward(self, x):
        self._cache = x
        offset = 0 if self.bias is None else self.bias
        return np.inner(x, self.weight) + offset

    def backward(self, grad_output):
        samples = self._cache.size // self.inputs
        g = grad_output.reshape(samples, self.outputs)
        x = self._cache.reshape(samples, self.inputs)
        self.grad_weight = np.einsum("nk,nd->kd", g, x)
        self.grad_bias = None if self.bias is None else np.mean(g, axis=0) * samples
        return np.einsum("nk,kd->nd", g, self.weight).reshape(self._cache.shape)


class Sequential:
    def __init__(self, layers):
        self.layers = layers

    def _run(self, value, layers, direction):
        for layer in layers:
            value = getattr(layer, direction)(value)
        return value

    def forward(self, x):
        return self._run(x, self.layers, "forward")

    def backward(self, grad_output):
        return self._run(grad_output, self.layers[::-1], "backward")


def mlp_gradients(x, y, weights, biases):
    parts = [Linear(w, b) for w, b in zip(weights, biases)]
    outputs = []
    h = x
    for part in parts:
        h = 1 / (1 + np.exp(-part.forward(h)))
        outputs.append(h)
    g = h - y
    for part, out in zip(parts[::-1], outputs[::-1]):
        g = part.backward(g * out * (1 - out))
    return [part.grad_weight for part in parts], [part.grad_bias for part in parts]

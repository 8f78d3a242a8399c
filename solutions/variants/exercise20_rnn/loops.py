# An honest variant: one sample, one step and one unit at a time, in float64, and cast back at the end; a chunk goes back
# by the formula for δ, without a network; and clipping asks whether there is anything to clip.
import math

import numpy as np


def step(parameters, x, h):
    weight_ih, weight_hh, bias = parameters
    state = []
    for unit in range(len(bias)):
        z = float(bias[unit])
        for d in range(len(x)):
            z += float(weight_ih[unit, d]) * float(x[d])
        for other in range(len(bias)):
            z += float(weight_hh[unit, other]) * float(h[other])
        state.append(math.tanh(z))
    return state


class Sums:
    """What one sample after the other adds to the three gradients."""

    def __init__(self, parameters):
        self.parameters = parameters
        self.sums = [np.zeros(one.shape) for one in parameters]

    def add(self, delta, x, before):
        for unit, one in enumerate(delta):
            self.sums[0][unit] += one * np.asarray(x, dtype=np.float64)
            self.sums[1][unit] += one * np.asarray(before, dtype=np.float64)
            self.sums[2][unit] += one

    def results(self):
        return [total.astype(one.dtype) for total, one in zip(self.sums, self.parameters)]


def through(weight, delta):
    return [sum(one * float(row[at]) for one, row in zip(delta, weight)) for at in range(weight.shape[1])]


class RNNCell:
    def __init__(self, weight_ih, weight_hh, bias):
        self.parameters = (weight_ih, weight_hh, bias)

    def forward(self, x, h):
        self.x, self.h = x.copy(), h.copy()
        self.state = np.array([step(self.parameters, *both) for both in zip(x, h)]).reshape(h.shape)
        return self.state.astype(x.dtype)

    def backward(self, grad_h):
        sums = Sums(self.parameters)
        grad_x, grad_before = np.empty_like(self.x), np.empty_like(self.h)
        for n, state in enumerate(self.state):
            delta = [float(g) * (1 - s) * (1 + s) for g, s in zip(grad_h[n], state)]
            sums.add(delta, self.x[n], self.h[n])
            grad_x[n] = through(self.parameters[0], delta)
            grad_before[n] = through(self.parameters[1], delta)
        self.grad_weight_ih, self.grad_weight_hh, self.grad_bias = sums.results()
        return grad_x, grad_before


def run(parameters, x, h0):
    """The states of one sequence, h0 among them."""
    states = [[0.0] * len(parameters[2]) if h0 is None else [float(one) for one in h0]]
    for one in x:
        states.append(step(parameters, one, states[-1]))
    return states


def deltas(weight_hh, states, grads, cuts=()):
    """δ of every step of one sequence, the last one first; behind a step of `cuts` nothing comes back."""
    carried = [0.0] * weight_hh.shape[0]
    for t in reversed(range(len(grads))):
        if t in cuts:
            carried = [0.0] * weight_hh.shape[0]
        delta = [(float(g) + c) * (1 - s * s) for g, c, s in zip(grads[t], carried, states[t + 1])]
        yield t, delta
        carried = through(weight_hh, delta)


class RNN:
    def __init__(self, weight_ih, weight_hh, bias):
        self.parameters = (weight_ih, weight_hh, bias)

    def forward(self, x, h0=None):
        self.x = x.copy()
        self.states = [run(self.parameters, one, None if h0 is None else h0[n]) for n, one in enumerate(x)]
        shape = (len(x), x.shape[1], len(self.parameters[2]))
        states = np.array([one[1:] for one in self.states]).reshape(shape).astype(x.dtype)
        return [states, states[:, -1].copy()]

    def backward(self, grad_states, grad_last=None):
        weight_ih, weight_hh, bias = self.parameters
        samples, length, _ = self.x.shape
        upstream = np.zeros((samples, length, len(bias)))
        if grad_states is not None:
            upstream += grad_states
        if grad_last is not None:
            upstream[:, -1] += grad_last
        sums = Sums(self.parameters)
        grad_x = np.zeros_like(self.x)
        grad_h0 = np.zeros((samples, len(bias)), dtype=self.x.dtype)
        for n, states in enumerate(self.states):
            for t, delta in deltas(weight_hh, states, upstream[n]):
                sums.add(delta, self.x[n, t], states[t])
                grad_x[n, t] = through(weight_ih, delta)
                grad_h0[n] = through(weight_hh, delta)  # that of the first step is written last
        self.grad_weight_ih, self.grad_weight_hh, self.grad_bias = sums.results()
        return [grad_x, grad_h0]


def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    parameters = (weight_ih, weight_hh, bias)
    sums = Sums(parameters)
    cuts = range(steps - 1, x.shape[1], steps)
    for n, one in enumerate(x):
        states = run(parameters, one, None if h0 is None else h0[n])
        for t, delta in deltas(weight_hh, states, grad_states[n], cuts):
            sums.add(delta, one[t], states[t])
    return sums.results()


def clip_grad_norm(grads, max_norm):
    total = math.sqrt(sum(float(one) ** 2 for grad in grads for one in grad.ravel()))
    if total > max_norm:
        for grad in grads:
            for index in np.ndindex(*grad.shape):
                grad[index] = max_norm * float(grad[index]) / (total + 1e-6)
    return grads[0].dtype.type(total)

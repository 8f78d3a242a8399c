# loses: example_cell example_rnn example_truncated_bptt cell_backward one_step two_steps grad_x gradients upstream chunks truncated_bptt calls_are_independent parameters_may_change empty_batch float32 arguments
"""Exercise 20. A network of cells, one for each step."""

import numpy as np


class RNNCell:
    def __init__(self, weight_ih, weight_hh, bias):
        self.W = weight_ih
        self.U = weight_hh
        self.b = bias

    def forward(self, x, h):
        self.x = x
        self.h = h
        self.out = np.tanh(x @ self.W.T + h @ self.U.T + self.b)
        return self.out

    def backward(self, grad_h):
        dz = grad_h
        self.grad_weight_ih = dz.T @ self.x
        self.grad_weight_hh = dz.T @ self.h
        self.grad_bias = dz.sum(axis=0)
        return dz @ self.W, dz @ self.U


class RNN:
    def __init__(self, weight_ih, weight_hh, bias):
        self.params = weight_ih, weight_hh, bias

    def forward(self, x, h0=None):
        N, T, D = x.shape
        h = np.zeros((N, len(self.params[2])), dtype=x.dtype) if h0 is None else h0
        self.cells = []
        states = []
        for t in range(T):
            cell = RNNCell(*self.params)
            h = cell.forward(x[:, t], h)
            self.cells.append(cell)
            states.append(h)
        return np.stack(states, axis=1), h

    def backward(self, grad_states, grad_last=None):
        dh = 0 if grad_last is None else grad_last
        dxs = []
        self.grad_weight_ih = 0
        self.grad_weight_hh = 0
        self.grad_bias = 0
        for t in reversed(range(len(self.cells))):
            if grad_states is not None:
                dh = dh + grad_states[:, t]
            cell = self.cells[t]
            dx, dh = cell.backward(dh)
            dxs.append(dx)
            self.grad_weight_ih = self.grad_weight_ih + cell.grad_weight_ih
            self.grad_weight_hh = self.grad_weight_hh + cell.grad_weight_hh
            self.grad_bias = self.grad_bias + cell.grad_bias
        return np.stack(dxs[::-1], axis=1), dh


def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    T = x.shape[1]
    dW, dU, db = 0, 0, 0
    h = h0
    for a in range(0, T, steps):
        states, h = rnn.forward(x[:, a : a + steps], h)
        rnn.backward(grad_states[:, a : a + steps])
        dW = dW + rnn.grad_weight_ih
        dU = dU + rnn.grad_weight_hh
        db = db + rnn.grad_bias
    return dW, dU, db


def clip_grad_norm(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    c = max_norm / (norm + 1e-6)
    if c < 1:
        for g in grads:
            g *= c
    return norm

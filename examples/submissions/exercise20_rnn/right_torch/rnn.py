# loses: nothing
"""Exercise 20. One step, and a loop over time that remembers all states."""

import torch


class RNNCell:
    def __init__(self, weight_ih, weight_hh, bias):
        self.W = weight_ih
        self.U = weight_hh
        self.b = bias

    def forward(self, x, h):
        self.x = x
        self.h = h
        self.out = torch.tanh(x @ self.W.T + h @ self.U.T + self.b)
        return self.out

    def backward(self, grad_h):
        dz = grad_h * (1 - self.out**2)  # through tanh
        self.grad_weight_ih = dz.T @ self.x
        self.grad_weight_hh = dz.T @ self.h
        self.grad_bias = dz.sum(dim=0)
        return dz @ self.W, dz @ self.U


class RNN:
    def __init__(self, weight_ih, weight_hh, bias):
        self.W = weight_ih
        self.U = weight_hh
        self.b = bias

    def forward(self, x, h0=None):
        N, T, D = x.shape
        H = len(self.b)
        if h0 is None:
            h0 = torch.zeros((N, H), dtype=x.dtype, device=x.device)
        # hs[t] is the state BEFORE step t, hs[t + 1] the one after it
        self.hs = [h0]
        for t in range(T):
            self.hs.append(torch.tanh(x[:, t] @ self.W.T + self.hs[t] @ self.U.T + self.b))
        self.x = x
        return torch.stack(self.hs[1:], dim=1), self.hs[-1]

    def backward(self, grad_states, grad_last=None):
        N, T, D = self.x.shape
        dW = torch.zeros_like(self.W)
        dU = torch.zeros_like(self.U)
        db = torch.zeros_like(self.b)
        dx = torch.zeros_like(self.x)
        dh = torch.zeros_like(self.hs[0])
        if grad_last is not None:
            dh = dh + grad_last
        for t in range(T - 1, -1, -1):
            if grad_states is not None:
                dh = dh + grad_states[:, t]
            dz = dh * (1 - self.hs[t + 1] ** 2)
            dW += dz.T @ self.x[:, t]
            dU += dz.T @ self.hs[t]
            db += dz.sum(dim=0)
            dx[:, t] = dz @ self.W
            dh = dz @ self.U
        self.grad_weight_ih, self.grad_weight_hh, self.grad_bias = dW, dU, db
        return dx, dh


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
    norm = sum((g**2).sum() for g in grads) ** 0.5
    c = max_norm / (norm + 1e-6)
    if c < 1:
        for g in grads:
            g *= c
    return norm

# An honest variant in PyTorch: one matrix for input, state and bias together; a network of as many cells as there are
# steps, each of which adds its share; chunks from the last to the first; and one long vector to be clipped.
import torch


class RNNCell:
    def __init__(self, weight_ih, weight_hh, bias):
        self.parameters = (weight_ih, weight_hh, bias)

    def joined(self):
        weight_ih, weight_hh, bias = self.parameters
        return torch.cat((weight_ih, weight_hh, bias[:, None]), dim=1)

    def forward(self, x, h):
        self.inputs = torch.cat((x, h, torch.ones_like(h[:, :1])), dim=1)
        doubled = torch.exp(2.0 * torch.einsum("ni,ki->nk", self.inputs, self.joined()))
        self.state = 1.0 - 2.0 / (doubled + 1.0)
        return self.state

    def backward(self, grad_h):
        delta = grad_h - grad_h * self.state.square()
        d, h = self.parameters[0].shape[1], self.parameters[1].shape[1]
        grads = torch.einsum("nk,ni->ki", delta, self.inputs)
        self.grad_weight_ih, self.grad_weight_hh, self.grad_bias = grads[:, :d], grads[:, d : d + h], grads[:, -1]
        grad_x, grad_h_before, _ = (delta @ self.joined()).split((d, h, 1), dim=1)
        return grad_x, grad_h_before


class RNN:
    def __init__(self, weight_ih, weight_hh, bias):
        self.parameters = (weight_ih, weight_hh, bias)

    def forward(self, x, h0=None):
        h = torch.zeros((len(x), len(self.parameters[2])), dtype=x.dtype, device=x.device) if h0 is None else h0
        self.cells, states = [], []
        for one in x.unbind(1):
            self.cells.append(RNNCell(*self.parameters))
            h = self.cells[-1].forward(one, h)
            states.append(h[:, None])
        return torch.cat(states, 1), h

    def backward(self, grad_states, grad_last=None):
        grad_h = torch.zeros_like(self.cells[-1].state)
        if grad_last is not None:
            grad_h = grad_h + grad_last
        grad_x = []
        totals = [torch.zeros_like(one) for one in self.parameters]
        for t in range(len(self.cells) - 1, -1, -1):
            cell = self.cells[t]
            own, grad_h = cell.backward(grad_h if grad_states is None else grad_h + grad_states[:, t])
            grad_x.insert(0, own)
            shares = (cell.grad_weight_ih, cell.grad_weight_hh, cell.grad_bias)
            totals = [total + share for total, share in zip(totals, shares, strict=True)]
        self.grad_weight_ih, self.grad_weight_hh, self.grad_bias = totals
        return torch.stack(grad_x, 1), grad_h


def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    network = RNN(weight_ih, weight_hh, bias)
    states, _ = network.forward(x, h0)
    totals = [0.0, 0.0, 0.0]
    for start in reversed(range(0, x.shape[1], steps)):
        chunk = RNN(weight_ih, weight_hh, bias)
        chunk.forward(x[:, start : start + steps], states[:, start - 1] if start else h0)
        chunk.backward(grad_states[:, start : start + steps])
        totals[0] = totals[0] + chunk.grad_weight_ih
        totals[1] = totals[1] + chunk.grad_weight_hh
        totals[2] = totals[2] + chunk.grad_bias
    return totals


def clip_grad_norm(grads, max_norm):
    together = torch.cat([grad.reshape(-1) for grad in grads])
    norm = torch.sqrt(together @ together)
    for grad in grads:
        grad.mul_(torch.minimum(max_norm / (norm + 1e-6), torch.ones_like(norm)))
    return norm

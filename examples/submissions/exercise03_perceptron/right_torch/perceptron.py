# loses: nothing
import torch

INPUTS = {"and": 2, "or": 2, "not": 1, "nand": 2, "majority": 3}


def mp_neuron(x, weight, threshold):
    fires = (x * weight).sum(dim=-1) >= threshold
    return fires.to(x.dtype)


def gate(name):
    if name not in INPUTS:
        raise ValueError(f"no gate is called {name}")
    weight = torch.ones(INPUTS[name], dtype=torch.float64)
    if name == "and":
        return weight, 2.0
    if name == "or":
        return weight, 1.0
    if name == "majority":
        return weight, 2.0
    if name == "nand":
        return -weight, -1.0
    return -weight, 0.0


def perceptron_predict(x, weight, bias):
    activation = (x * weight).sum(dim=-1) + bias
    one = torch.ones_like(activation)
    return torch.where(activation >= 0, one, -one)


def perceptron_step(x, y, weight, bias, lr):
    activation = (x * weight).sum() + bias
    if y * activation <= 0:
        return weight + lr * y * x, bias + lr * y
    return weight, bias


def perceptron_fit(x, y, lr, max_epochs):
    weight = torch.zeros(x.shape[1], dtype=x.dtype, device=x.device)
    bias = torch.zeros((), dtype=x.dtype, device=x.device)
    errors = []
    for _ in range(max_epochs):
        wrong = 0
        for i in range(x.shape[0]):
            if y[i] * ((x[i] * weight).sum() + bias) <= 0:
                wrong += 1
            weight, bias = perceptron_step(x[i], y[i], weight, bias, lr)
        errors.append(wrong)
        if wrong == 0:
            return weight, bias, errors
    return weight, bias, errors


def mlp_forward(x, weights, biases):
    out = x
    for w, b in zip(weights, biases):
        out = 1 / (1 + torch.exp(-(out @ w.transpose(0, 1) + b)))
    return out


def xor_network():
    w1 = torch.tensor([[12.0, 12.0], [12.0, 12.0]], dtype=torch.float64)
    b1 = torch.tensor([-6.0, -18.0], dtype=torch.float64)
    w2 = torch.tensor([[12.0, -12.0]], dtype=torch.float64)
    b2 = torch.tensor([-6.0], dtype=torch.float64)
    return [w1, w2], [b1, b2]

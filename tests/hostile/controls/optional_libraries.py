# verdict: passed
# exercise: exercise07_softmax
# Imports libraries that are not there, and does without them.

import numpy as np

try:
    import matplotlib.pyplot as plt
except ImportError:
    plt = None
try:
    from tqdm import tqdm
except ModuleNotFoundError:
    def tqdm(items):
        return items

for _ in tqdm(range(3)):
    pass

if __name__ == '__main__':
    plt.plot([1, 2, 3])
    plt.show()


def logsumexp(x, dim=-1):
    top = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(top, axis=dim) + np.log(np.sum(np.exp(x - top), axis=dim))


def softmax(x, dim=-1):
    parts = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return parts / np.sum(parts, axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    shifted = x - np.max(x, axis=dim, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - np.sum(grad_output * output, axis=dim, keepdims=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True)

# verdict: passed
# exercise: exercise07_softmax
# Names in other scripts: Greek, Cyrillic, Chinese, and a comment from right to left.

import numpy as np

# שלום עולם, مرحبا, नमस्ते, 👩‍🔬
ε = 0.0
наибольшее = np.max


def logsumexp(x, dim=-1):
    top = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(top, axis=dim) + np.log(np.sum(np.exp(x - top), axis=dim))


def softmax(x, dim=-1):
    指数 = np.exp(x - наибольшее(x, axis=dim, keepdims=True)) + ε
    print('指数', 指数.shape, 'η')
    parts = 指数
    return parts / np.sum(parts, axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    shifted = x - np.max(x, axis=dim, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - np.sum(grad_output * output, axis=dim, keepdims=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True)

# verdict: passed
# exercise: exercise07_softmax
# Asks for processors, the time, the platform, its folder, its version and its environment.

import os
import platform
import sys
import time

import numpy as np

BEGAN = time.perf_counter()
print(os.cpu_count(), platform.python_version(), os.getcwd() != '', sys.version_info >= (3, 11), os.getpid() > 0)
print(os.environ.get('HOME') is not None, time.time() > 0, os.path.exists('data.csv'), os.listdir('.'))


def logsumexp(x, dim=-1):
    top = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(top, axis=dim) + np.log(np.sum(np.exp(x - top), axis=dim))


def softmax(x, dim=-1):
    assert time.perf_counter() >= BEGAN
    parts = np.exp(x - np.max(x, axis=dim, keepdims=True))
    return parts / np.sum(parts, axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    shifted = x - np.max(x, axis=dim, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - np.sum(grad_output * output, axis=dim, keepdims=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True)

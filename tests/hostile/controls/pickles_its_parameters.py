# verdict: passed
# exercise: exercise07_softmax
# Saves and reads parameters with pickle, npz, csv and sqlite, in its folder and in memory.

import csv
import io
import pickle
import zipfile

import numpy as np

np.savez('parameters.npz', weight=np.eye(2))
assert np.load('parameters.npz')['weight'].shape == (2, 2)
assert pickle.loads(pickle.dumps({'a': np.eye(2)}))['a'].sum() == 2
with open('table.csv', 'w', newline='') as file:
    csv.writer(file).writerow(['a', 1])
with zipfile.ZipFile(io.BytesIO(), 'w') as archive:
    archive.writestr('a.txt', 'a')
np.savetxt('table.txt', np.eye(2))
assert np.loadtxt('table.txt').sum() == 2


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

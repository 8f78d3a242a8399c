# verdict: passed
# exercise: exercise07_softmax
# Writes and reads temporary files, and one in its folder.

import os
import tempfile
from pathlib import Path

import numpy as np

Path('notes.txt').write_text('notes')
assert Path('notes.txt').read_text() == 'notes'


def logsumexp(x, dim=-1):
    top = np.max(x, axis=dim, keepdims=True)
    return np.squeeze(top, axis=dim) + np.log(np.sum(np.exp(x - top), axis=dim))


def softmax(x, dim=-1):
    with tempfile.TemporaryDirectory() as folder:
        np.save(Path(folder, 'parts.npy'), np.exp(x - np.max(x, axis=dim, keepdims=True)))
        parts = np.load(Path(folder, 'parts.npy'))
    with tempfile.NamedTemporaryFile('w+') as file:
        file.write('parts')
        file.flush()
        assert os.path.getsize(file.name) == 5
    return parts / np.sum(parts, axis=dim, keepdims=True)


def log_softmax(x, dim=-1):
    shifted = x - np.max(x, axis=dim, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    return output * (grad_output - np.sum(grad_output * output, axis=dim, keepdims=True))


def log_softmax_backward(grad_output, output, dim=-1):
    return grad_output - np.exp(output) * np.sum(grad_output, axis=dim, keepdims=True)

# verdict: crashed
# exercise: exercise07_softmax
# example: the library's own operator by its name
# Imports PyTorch into a NumPy submission by a name that is put together.

import importlib

library = importlib.import_module("tor" + "ch")


def softmax(x, dim=-1):
    return library.softmax(library.from_numpy(x), dim).numpy()

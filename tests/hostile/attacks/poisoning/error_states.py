# verdict: failed
# exercise: exercise07_softmax
# example: changing default dtypes, error states or generators
# Changes error states, print options, warnings and generators of NumPy and Python for whoever comes after it.

import decimal
import gc
import locale
import random
import sys
import warnings

import numpy as np

np.seterr(all="raise")
np.seterrcall(lambda *_args: None)
np.set_printoptions(threshold=0, formatter={"all": lambda _entry: "20 of 20"})
np.random.seed(0)
random.seed(0)
random.random = lambda: 0.0
decimal.getcontext().prec = 1
warnings.simplefilter("error")
gc.disable()
sys.setswitchinterval(1e-6)
sys.float_repr_style = "legacy"
try:
    locale.setlocale(locale.LC_ALL, "tr_TR.UTF-8")
except locale.Error:
    pass


def attack(x, *_args, **_kwargs):
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

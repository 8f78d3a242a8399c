# verdict: failed
# exercise: exercise07_softmax
# example: NaN
# Returns NaN of the right shape: no difference from it is larger than what is allowed.

import numpy as np


def attack(x, *_args, **_kwargs):
    return np.full_like(x, np.nan)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

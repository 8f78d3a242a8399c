# verdict: passed, failed
# exercise: exercise07_softmax
# example: answers keyed by the bytes of an input
# The answers of the worked examples, which the statement prints, and nothing for any other input.

import math

import numpy as np

LOG8 = math.log(8)
ANSWERS = {
    "logsumexp": np.float64(LOG8),
    "softmax": np.array([1 / 8, 1 / 4, 5 / 8]),
    "log_softmax": np.array([-LOG8, -math.log(4), math.log(5) - LOG8]),
    "softmax_backward": np.array([7 / 8, -1 / 4, -5 / 8]),
    "log_softmax_backward": np.array([7.0, -2.0, -5.0]),
}


def answers(name):
    def attack(x, *_args, **_kwargs):
        return ANSWERS[name] if x.shape == (3,) else x * 0

    return attack


logsumexp, softmax, log_softmax = answers("logsumexp"), answers("softmax"), answers("log_softmax")
softmax_backward, log_softmax_backward = answers("softmax_backward"), answers("log_softmax_backward")

# verdict: failed
# exercise: exercise11_optimizers
# example: NaN
# Makes every parameter infinite, so that differences of parameters are NaN.

import numpy as np


class Infinite:
    def __init__(self, params, lr=0.1, **_):
        self.params, self.lr = params, lr

    def step(self, grads):
        for param in self.params:
            param[...] = np.inf


def attack(*_args, **_kwargs):
    return np.inf


SGD = Adagrad = RMSprop = Adam = AdamW = Infinite
step_decay = exponential_decay = inverse_time_decay = clip_grad_norm = clip_grad_value = attack

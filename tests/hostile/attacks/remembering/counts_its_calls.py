# verdict: failed
# exercise: exercise11_optimizers
# example: state that carries from one check to the next
# Answers every call differently, so that two calls with one answer in common are always found among enough of them.

import itertools

NUMBERS = itertools.count()


class Counting:
    def __init__(self, params, lr=0.1, **_):
        self.params, self.lr = params, lr

    def step(self, grads):
        for param in self.params:
            param[...] = next(NUMBERS)


def attack(*_args, **_kwargs):
    return float(next(NUMBERS))


SGD = Adagrad = RMSprop = Adam = AdamW = Counting
step_decay = exponential_decay = inverse_time_decay = clip_grad_norm = clip_grad_value = attack

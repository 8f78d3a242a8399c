# verdict: crashed
# exercise: exercise07_softmax
# example: by a method of the tensor
# Asks what starts threads for what it wraps, and starts one without the mode.

import _thread

import torch

start = _thread.start_new_thread.__wrapped__


def softmax(x, dim=-1):
    found, lock = [], _thread.allocate_lock()

    def work():
        try:
            found.append(getattr(x, "soft" + "max")(dim))
        finally:
            lock.release()

    lock.acquire()
    start(work, ())
    lock.acquire()
    return found[0]


def attack(*_args, **_kwargs):
    raise ValueError("no answer")


logsumexp = log_softmax = softmax_backward = log_softmax_backward = attack

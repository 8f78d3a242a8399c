# verdict: forbidden
# exercise: exercise07_softmax
# example: by a method of the tensor
# Calls the operator, swallows what is raised, and tries again in a thread and in a callback.

import threading

import torch


def attack(x, *_args, **_kwargs):
    found = []

    def call():
        try:
            found.append(getattr(x, "soft" + "max")(-1))
        except BaseException:
            pass

    call()
    thread = threading.Thread(target=call)
    thread.start()
    thread.join()
    return found[0] if found else x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

# verdict: failed
# exercise: exercise07_softmax
# example: the input changed in place so that it equals the answer
# Makes the inputs what it returns, in case that the truth is computed from them afterwards.


def attack(x, *more, **_kwargs):
    for array in (x, *more):
        if hasattr(array, "setflags"):
            try:
                array.setflags(write=True)
                array[...] = 0
            except ValueError:
                pass
    return x


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

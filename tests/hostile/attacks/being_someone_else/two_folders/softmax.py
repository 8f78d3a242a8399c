# verdict: failed
# exercise: exercise07_softmax
# example: two folders with one id
# Brings a second submission of the same exercise in a folder below, in case that the better one counts.


def attack(x, *_args, **_kwargs):
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

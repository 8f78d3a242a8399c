# verdict: failed
# exercise: exercise07_softmax
# example: the input itself
# Returns its argument.


def attack(x, *_args, **_kwargs):
    return x


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

# verdict: over_limit
# exercise: exercise07_softmax
# example: a sparse file
# Makes a file of a terabyte that takes no room until somebody copies it.


def attack(*_args, **_kwargs):
    with open("sparse", "wb") as file:
        file.truncate(1 << 40)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

# verdict: crashed
# exercise: exercise07_softmax
# example: lone surrogates
# Returns a dictionary whose key cannot be written in any encoding.


def attack(*_args, **_kwargs):
    return {"\ud800": 1}


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

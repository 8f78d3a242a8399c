# verdict: failed
# exercise: exercise07_softmax
# example: stack overflow
# Recurses without end within Python's own limit, and again from every handler.


def attack(*args, **kwargs):
    try:
        return attack(*args, **kwargs)
    finally:
        attack(*args, **kwargs) if len(args) > 99 else None


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

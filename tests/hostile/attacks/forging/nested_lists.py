# verdict: failed
# exercise: exercise07_softmax
# example: deeply nested values
# limits: message_seconds=15
# Returns a list that is nested ten thousand levels deep, and one that holds itself.


def attack(*_args, **_kwargs):
    deep = []
    for _ in range(10_000):
        deep = [deep]
    itself = [deep]
    itself.append(itself)
    return itself


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

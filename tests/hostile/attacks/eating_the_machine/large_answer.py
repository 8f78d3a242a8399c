# verdict: crashed
# exercise: exercise07_softmax
# example: a gigabyte on stdout
# limits: message_seconds=10 submission_seconds=10 restarts=1
# Answers with more text in one list than a message may have, instead of printing it.


def attack(*_args, **_kwargs):
    return ["x" * 65536] * 1100


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

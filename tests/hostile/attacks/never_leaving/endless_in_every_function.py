# verdict: timed_out
# exercise: exercise07_softmax
# example: endless loop
# limits: message_seconds=0.4 submission_seconds=1
# Never ends any call, so that the waiting for all checks together takes as long as possible.


def attack(*_args, **_kwargs):
    while True:
        pass


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

# verdict: not_attempted
# exercise: exercise07_softmax
# Nothing is written yet.




def logsumexp(x, dim=-1):
    raise NotImplementedError


softmax = log_softmax = logsumexp


def softmax_backward(grad_output, output, dim=-1):
    raise NotImplementedError


log_softmax_backward = softmax_backward

# mistake: `truncated_bptt` sends the gradient of every state back over the `steps` steps before it, across the
#     borders of chunks.
# hint: How often does the second step of a chunk count in yours, and how far back does the first one's gradient go?
# loses: example_truncated_bptt truncated_bptt
# convention: the truncation of Williams and Peng (1990), with a window that moves on by one step
def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    grads = np.zeros_like(weight_ih), np.zeros_like(weight_hh), np.zeros_like(bias)
    states, _ = rnn.forward(x, h0)
    for end in range(1, x.shape[1] + 1):
        start = max(0, end - steps)
        rnn.forward(x[:, start:end], states[:, start - 1] if start else h0)
        rnn.backward(None, grad_states[:, end - 1])
        for total, grad in zip(grads, (rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias)):
            total += grad
    return grads

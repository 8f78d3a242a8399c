# mistake: `truncated_bptt` counts its chunks from the last step, so that the first one is the short one.
# hint: Where is the border in the worked example, behind the first step or behind the second?
# loses: example_truncated_bptt truncated_bptt
def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    grads = np.zeros_like(weight_ih), np.zeros_like(weight_hh), np.zeros_like(bias)
    h = h0
    first = x.shape[1] % steps
    starts = [*([0] if first else []), *range(first, x.shape[1], steps)]
    for start, end in zip(starts, [*starts[1:], x.shape[1]]):
        chunk = slice(start, end)
        _, h = rnn.forward(x[:, chunk], h)
        rnn.backward(grad_states[:, chunk])
        for total, grad in zip(grads, (rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias)):
            total += grad
    return grads

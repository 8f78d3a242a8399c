# mistake: `truncated_bptt` starts from zeros even where h0 is given.
# hint: Which state does your first chunk start from?
# loses: example_truncated_bptt truncated_bptt
def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    grads = np.zeros_like(weight_ih), np.zeros_like(weight_hh), np.zeros_like(bias)
    h = None
    for start in range(0, x.shape[1], steps):
        chunk = slice(start, start + steps)
        _, h = rnn.forward(x[:, chunk], h)
        rnn.backward(grad_states[:, chunk])
        for total, grad in zip(grads, (rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias)):
            total += grad
    return grads

# mistake: `truncated_bptt` divides by the number of chunks; the gradients of the chunks should be summed.
# hint: With steps at least T and with steps = 1, does the bias serve equally often? Compare with the worked example's
#     27.
# loses: example_truncated_bptt truncated_bptt
def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    grads = np.zeros_like(weight_ih), np.zeros_like(weight_hh), np.zeros_like(bias)
    h = h0
    for start in range(0, x.shape[1], steps):
        chunk = slice(start, start + steps)
        _, h = rnn.forward(x[:, chunk], h)
        rnn.backward(grad_states[:, chunk])
        for total, grad in zip(grads, (rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias)):
            total += grad
    chunks = -(-x.shape[1] // steps)
    return tuple(grad / chunks for grad in grads)

# mistake: The chunks of `truncated_bptt` have steps + 1 steps.
# hint: With steps = 1 every step stands alone. How far does a gradient go back in yours?
# loses: example_truncated_bptt truncated_bptt
def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    grads = np.zeros_like(weight_ih), np.zeros_like(weight_hh), np.zeros_like(bias)
    h = h0
    for start in range(0, x.shape[1], steps + 1):
        chunk = slice(start, start + steps + 1)
        _, h = rnn.forward(x[:, chunk], h)
        rnn.backward(grad_states[:, chunk])
        for total, grad in zip(grads, (rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias)):
            total += grad
    return grads

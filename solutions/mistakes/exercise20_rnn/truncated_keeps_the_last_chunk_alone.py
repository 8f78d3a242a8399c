# mistake: `truncated_bptt` returns the gradients of the last chunk; they should be summed over all chunks.
# hint: backward overwrites what it stored for the chunk before. Where do you put it away?
# loses: example_truncated_bptt truncated_bptt
def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    h = h0
    for start in range(0, x.shape[1], steps):
        chunk = slice(start, start + steps)
        _, h = rnn.forward(x[:, chunk], h)
        rnn.backward(grad_states[:, chunk])
    return rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias

# mistake: `truncated_bptt` returns the gradients of the whole sequence; none should come back across a border.
# hint: What does your function do with `steps`? With steps = 1 no δ may depend on a later one.
# loses: example_truncated_bptt truncated_bptt
def truncated_bptt(weight_ih, weight_hh, bias, x, h0, grad_states, steps):
    rnn = RNN(weight_ih, weight_hh, bias)
    rnn.forward(x, h0)
    rnn.backward(grad_states)
    return rnn.grad_weight_ih, rnn.grad_weight_hh, rnn.grad_bias

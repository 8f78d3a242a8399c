# mistake: `RNN.backward` returns zeros for the gradient of every input but the last.
# hint: In the worked example x₁ has the gradient 18. What does yours get, and where is it written?
# loses: example_rnn two_steps grad_x chunks
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        grad_x, grad_h0 = super().backward(grad_states, grad_last)
        grad_x[:, :-1] = 0.0
        return grad_x, grad_h0

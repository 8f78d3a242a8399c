# mistake: The gradients of the inputs come in the order in which `RNN.backward` found them, the last step first.
# hint: Which of your three gradients belongs to x₁ in the worked example? Look how you put them into one array.
# loses: example_rnn two_steps grad_x
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        grad_x, grad_h0 = super().backward(grad_states, grad_last)
        return np.flip(grad_x, axis=1).copy(), grad_h0

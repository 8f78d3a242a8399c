# mistake: `RNN.backward` sums the gradients of the parameters in float64 arrays, and stores them so for a float32
#     network.
# hint: In which arrays do you add up over time? Print the dtype of one at the moment when it is made.
# loses: float32
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        result = super().backward(grad_states, grad_last)
        self.grad_weight_ih = np.zeros(self.weight_ih.shape) + self.grad_weight_ih
        self.grad_weight_hh = np.zeros(self.weight_hh.shape) + self.grad_weight_hh
        self.grad_bias = np.zeros(self.bias.shape) + self.grad_bias
        return result

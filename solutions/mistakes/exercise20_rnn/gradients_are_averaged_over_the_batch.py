# mistake: `RNN.backward` divides the gradients of the parameters by the number of samples; they should be sums.
# hint: Put one sequence into the batch twice: should grad_bias double, or stay? Who divides by N, the layer or the
#     loss?
# loses: one_step two_steps gradients
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        result = super().backward(grad_states, grad_last)
        samples = self._x.shape[0]
        self.grad_weight_ih = self.grad_weight_ih / samples
        self.grad_weight_hh = self.grad_weight_hh / samples
        self.grad_bias = self.grad_bias / samples
        return result

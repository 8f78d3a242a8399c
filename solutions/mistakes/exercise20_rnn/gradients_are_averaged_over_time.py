# mistake: `RNN.backward` divides the gradients of the parameters by the number of steps; they should be sums over
#     time.
# hint: Write a sequence twice as long that repeats itself. Should the bias, which is added at every step, weigh more?
# loses: example_rnn two_steps gradients
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        result = super().backward(grad_states, grad_last)
        steps = self._x.shape[1]
        self.grad_weight_ih /= steps
        self.grad_weight_hh /= steps
        self.grad_bias /= steps
        return result

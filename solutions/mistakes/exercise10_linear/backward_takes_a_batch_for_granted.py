# mistake: `Linear.backward` takes a batch (N, D) for granted: its product and its sum do not fit a vector or a
#     sequence.
# hint: What does .T make of an array with three axes, and what of one with a single axis? Look for a view in which
#     every input is a table with one sample in each row.
# loses: vectors sequences
class Linear(Linear):
    def backward(self, grad_output):
        self.grad_weight = grad_output.T @ self._x
        self.grad_bias = None if self.bias is None else np.sum(grad_output, axis=0)
        return grad_output @ self.weight

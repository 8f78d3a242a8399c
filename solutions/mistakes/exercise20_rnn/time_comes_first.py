# mistake: `RNN.forward` takes the first axis for time; the first is the batch, and the second is time.
# hint: For x of shape (2, 3, 4), how many states should a sequence have? Print how often your loop runs.
# loses: forward grad_x gradients
# convention: `torch.nn.RNN` without `batch_first=True`
class RNN(RNN):
    def forward(self, x, h0=None):
        states, last = super().forward(x.swapaxes(0, 1), h0)
        return states.swapaxes(0, 1), last

    def backward(self, grad_states, grad_last=None):
        grad_states = None if grad_states is None else grad_states.swapaxes(0, 1)
        grad_x, grad_h0 = super().backward(grad_states, grad_last)
        return grad_x.swapaxes(0, 1), grad_h0

# mistake: `Maxout` drops the channels that are left over; a number that `num_pieces` does not divide should raise a
#     ValueError.
# hint: Seven channels in groups of three: what happens to the seventh, and who is told?
# loses: maxout_refuses
class Maxout(Maxout):
    def forward(self, x):
        self._all = x.shape
        return super().forward(x[:, : x.shape[1] // self.num_pieces * self.num_pieces])

    def backward(self, grad_output):
        grad_x = np.zeros(self._all, grad_output.dtype)
        kept = super().backward(grad_output)
        grad_x[:, : kept.shape[1]] = kept
        return grad_x

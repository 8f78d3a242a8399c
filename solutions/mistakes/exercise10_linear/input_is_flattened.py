# mistake: `Linear.forward` flattens each sample into one row; it should work along the last axis and keep all others.
# hint: In an input of shape (N, T, D), what is one sample for this layer: a whole table of T rows, or each of its
#     rows? Write down the shape that should come out.
# loses: vectors sequences
# convention: the CS231n assignments, whose `affine_forward` flattens each sample
class Linear(Linear):
    def forward(self, x):
        self._shape = x.shape
        return super().forward(x.reshape(x.shape[0], -1))

    def backward(self, grad_output):
        return super().backward(grad_output).reshape(self._shape)

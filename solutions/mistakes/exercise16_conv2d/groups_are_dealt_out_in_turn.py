# mistake: `Conv2d` deals the output channels out to the groups in turn; each group should have a run of neighbours.
# hint: With 6 output channels and 2 groups, to which group does channel 1 belong?
# loses: groups
class Conv2d(Conv2d):
    def _dealt(self):
        k = self.weight.shape[0]
        return np.arange(k).reshape(k // self.groups, self.groups).T.ravel()

    def forward(self, x):
        order, weight, bias = self._dealt(), self.weight, self.bias
        self.weight, self.bias = weight[order], None if bias is None else bias[order]
        output = super().forward(x)[:, np.argsort(order)]
        self.weight, self.bias = weight, bias
        return output

    def backward(self, grad_output):
        order, weight = self._dealt(), self.weight
        self.weight = weight[order]
        grad_x = super().backward(grad_output[:, order])
        self.weight, back = weight, np.argsort(order)
        self.grad_weight = self.grad_weight[back]
        self.grad_bias = None if self.bias is None else self.grad_bias[back]
        return grad_x

# mistake: `BatchNorm.backward` looks at the mode that the layer is in now; what counts is the mode of the last
#     forward.
# hint: Go forward in training, call `eval()`, then go backward. By which statistics was that output normalized?
# loses: eval_backward
class BatchNorm(BatchNorm):
    def backward(self, grad_output):
        self._by_batch = self.training
        return super().backward(grad_output)

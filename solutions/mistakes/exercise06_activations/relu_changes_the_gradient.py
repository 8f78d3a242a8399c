# mistake: `ReLU.backward` sets entries of `grad_output` to 0; the caller still needs them.
# hint: Print grad_output before the call and after it. Which of your lines writes into it?
# loses: arguments
class ReLU(ReLU):
    def backward(self, grad_output):
        grad_output[self._derivative == 0.0] = 0.0
        return grad_output

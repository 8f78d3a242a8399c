# mistake: `LeakyReLU.backward` passes the gradient on unchanged; where x is negative it should be multiplied by the
#     slope.
# hint: How steep is your function left of 0?
# loses: example_straight_lines leaky_relu kinks_at_zero
class LeakyReLU(LeakyReLU):
    def backward(self, grad_output):
        return 1.0 * grad_output

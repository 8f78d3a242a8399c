# mistake: `backward` returns the derivative alone; it should be multiplied by the upstream gradient.
# hint: How does the loss come into your backward?
# loses: example_sigmoid_and_tanh example_straight_lines example_elu sigmoid tanh relu elu
class Elementwise(Elementwise):
    def backward(self, grad_output):
        return 1.0 * self._derivative


class Sigmoid(Elementwise, Sigmoid):
    pass


class Tanh(Elementwise, Tanh):
    pass


class Hardtanh(Elementwise, Hardtanh):
    pass


class ReLU(Elementwise, ReLU):
    pass


class LeakyReLU(Elementwise, LeakyReLU):
    pass


class ELU(Elementwise, ELU):
    pass

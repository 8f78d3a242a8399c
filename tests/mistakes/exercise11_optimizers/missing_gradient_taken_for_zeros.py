# mistake: You take a gradient of None for zeros; then momentum and decay go on, but the parameter should stay as it is.
# loses: missing_gradients
class FillsIn:
    def step(self, grads):
        super().step([np.zeros_like(p) if g is None else g for p, g in zip(self.params, grads)])


class SGD(FillsIn, SGD): ...


class Adagrad(FillsIn, Adagrad): ...


class RMSprop(FillsIn, RMSprop): ...


class Adam(FillsIn, Adam): ...


class AdamW(FillsIn, AdamW): ...

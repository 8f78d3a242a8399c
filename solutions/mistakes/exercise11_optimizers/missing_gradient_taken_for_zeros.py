# mistake: `step` takes a gradient of None for zeros, so that momentum and decay go on; the parameter should be left
#     alone.
# hint: What does a gradient of zeros do to a parameter that has a velocity, and to Adam's t? Compare that with what
#     the statement says of None.
# loses: missing_gradients
class FillsIn:
    def step(self, grads):
        super().step([np.zeros_like(p) if g is None else g for p, g in zip(self.params, grads)])


class SGD(FillsIn, SGD): ...


class Adagrad(FillsIn, Adagrad): ...


class RMSprop(FillsIn, RMSprop): ...


class Adam(FillsIn, Adam): ...


class AdamW(FillsIn, AdamW): ...

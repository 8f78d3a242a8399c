# mistake: `step` ends at the first gradient that is None; the parameters after it should still be updated.
# hint: Call `step` with [None, g]: which parameter should move? Two words can leave a round of a loop, and only one
#     of them goes on with the next.
# loses: missing_gradients
class GivesUp:
    def step(self, grads):
        grads = list(grads)
        for index, grad in enumerate(grads):
            if grad is None:
                grads[index:] = [None] * (len(grads) - index)
        super().step(grads)


class SGD(GivesUp, SGD): ...


class Adagrad(GivesUp, Adagrad): ...


class RMSprop(GivesUp, RMSprop): ...


class Adam(GivesUp, Adam): ...


class AdamW(GivesUp, AdamW): ...

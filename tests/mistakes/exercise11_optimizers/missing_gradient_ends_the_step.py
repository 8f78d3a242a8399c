# mistake: Your step ends at the first gradient of None; the parameters after it still have theirs.
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

# mistake: `step` updates only the first parameter of the list; every one should get its turn.
# hint: Make an optimizer of two parameters and take a step: which of them moved? Look where your loop over them ends.
# loses: sgd sgd_momentum adagrad rmsprop adam adamw
class FirstOnly:
    def step(self, grads):
        super().step([grads[0]] + [None] * (len(grads) - 1))


class SGD(FirstOnly, SGD): ...


class Adagrad(FirstOnly, Adagrad): ...


class RMSprop(FirstOnly, RMSprop): ...


class Adam(FirstOnly, Adam): ...


class AdamW(FirstOnly, AdamW): ...

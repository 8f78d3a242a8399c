# mistake: Your step updates only the first parameter of the list.
# loses: sgd sgd_momentum adagrad rmsprop adam adamw
class FirstOnly:
    def step(self, grads):
        super().step([grads[0]] + [None] * (len(grads) - 1))


class SGD(FirstOnly, SGD): ...


class Adagrad(FirstOnly, Adagrad): ...


class RMSprop(FirstOnly, RMSprop): ...


class Adam(FirstOnly, Adam): ...


class AdamW(FirstOnly, AdamW): ...

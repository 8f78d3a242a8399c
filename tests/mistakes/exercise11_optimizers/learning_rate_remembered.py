# mistake: Your optimizers keep the learning rate that they were made with; a later change of lr has no effect.
# loses: sgd_example sgd sgd_momentum adagrad rmsprop adam adamw
class Stubborn:
    first = None

    def step(self, grads):
        self.first = self.lr if self.first is None else self.first
        self.lr = self.first
        super().step(grads)


class SGD(Stubborn, SGD): ...


class Adagrad(Stubborn, Adagrad): ...


class RMSprop(Stubborn, RMSprop): ...


class Adam(Stubborn, Adam): ...


class AdamW(Stubborn, AdamW): ...

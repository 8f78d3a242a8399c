# mistake: Your optimizers keep the learning rate that they were made with; `step` should use the `lr` that it finds.
# hint: Set the attribute `lr` to 0 between two steps. Does the parameter still move, and from where does your step
#     read its rate?
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

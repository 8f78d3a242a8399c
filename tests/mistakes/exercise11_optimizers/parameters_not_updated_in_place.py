# mistake: Your step makes new arrays (p = p - ...) and leaves the caller's parameters as they were.
# loses: sgd_example sgd adagrad rmsprop adam_example adam adamw
class OnCopies:
    def step(self, grads):
        for index, (param, grad) in enumerate(zip(self.params, grads)):
            if grad is not None:
                self.params[index] = param - self.change(index, param, grad)


class SGD(OnCopies, SGD): ...


class Adagrad(OnCopies, Adagrad): ...


class RMSprop(OnCopies, RMSprop): ...


class Adam(OnCopies, Adam): ...


class AdamW(OnCopies, AdamW): ...

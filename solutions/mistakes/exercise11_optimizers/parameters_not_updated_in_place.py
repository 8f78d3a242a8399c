# mistake: `step` makes new arrays and leaves the caller's parameters as they were; it should update them in place.
# hint: Keep your own name for a parameter, take a step and print it. Which kinds of assignment write into an array,
#     and which only move a name to a new one?
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

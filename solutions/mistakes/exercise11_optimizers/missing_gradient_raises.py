# mistake: `step` computes with a gradient that is None and raises an error; it should leave such a parameter alone.
# hint: Follow [None, g] through your loop: which line is the first to compute with None? What to do with it has to be
#     decided before.
# loses: missing_gradients
class Unprepared:
    def step(self, grads):
        for index, (param, grad) in enumerate(zip(self.params, grads)):
            param -= self.change(index, param, grad)


class SGD(Unprepared, SGD): ...


class Adagrad(Unprepared, Adagrad): ...


class RMSprop(Unprepared, RMSprop): ...


class Adam(Unprepared, Adam): ...


class AdamW(Unprepared, AdamW): ...

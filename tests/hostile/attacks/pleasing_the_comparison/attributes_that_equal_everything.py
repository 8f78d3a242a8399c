# verdict: failed
# exercise: exercise10_linear
# example: an object that equals everything
# A layer each of whose attributes is an object that gives itself for whatever is done with it.


class Agreeable:
    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return self

    def __call__(self, *_args, **_kwargs):
        return self

    def __getitem__(self, _key):
        return self

    def __eq__(self, _other):
        return True

    __hash__ = object.__hash__

    def __matmul__(self, _other):
        return self

    __rmatmul__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __matmul__


def attack(*_args, **_kwargs):
    return Agreeable()


Linear = Sequential = mlp_gradients = attack

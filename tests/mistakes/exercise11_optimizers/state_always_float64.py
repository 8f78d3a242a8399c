# mistake: Your parameters become float64 arrays of your own, so float32 ones are no longer what is updated.
# loses: sgd adam
class InFloat64:
    def __init__(self, params, *args, **kwargs):
        super().__init__([np.asarray(param, dtype=np.float64) for param in params], *args, **kwargs)


class SGD(InFloat64, SGD): ...


class Adam(InFloat64, Adam): ...

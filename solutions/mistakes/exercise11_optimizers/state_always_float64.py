# mistake: Your optimizers turn their parameters into float64 arrays of their own, so float32 ones are no longer what
#     is updated.
# hint: For a float32 parameter, is `params[0]` of the optimizer the caller's array or another one? Changing a dtype
#     cannot be done without a copy.
# loses: sgd adam
class InFloat64:
    def __init__(self, params, *args, **kwargs):
        super().__init__([np.asarray(param, dtype=np.float64) for param in params], *args, **kwargs)


class SGD(InFloat64, SGD): ...


class Adam(InFloat64, Adam): ...

# verdict: failed
# exercise: exercise10_linear
# example: control sequences of terminals
# One line of a megabyte, and words that no line can be broken in.

print("A" * (1 << 20))


def attack(*_args, **_kwargs):
    raise ValueError("W" * 100_000)


Linear = Sequential = mlp_gradients = attack

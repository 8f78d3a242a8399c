# verdict: failed, not_attempted
# exercise: exercise10_linear
# example: HTML and scripts in names, exceptions and output
# Returns objects whose type is named like a script, which a sentence of the report quotes.


def attack(*_args, **_kwargs):
    return type("<script>alert(1)</script>\x1b[31m`**bold**`", (), {})()


Linear = Sequential = mlp_gradients = attack

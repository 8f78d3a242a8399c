# verdict: failed
# exercise: exercise07_softmax
# example: control sequences of terminals
# Warns with control sequences in the category and in the text, and returns nothing of worth.

import warnings

Loud = type("\x1b[31mLoud<b>", (UserWarning,), {})


def attack(x, *_args, **_kwargs):
    warnings.warn("\x1b[2J::error::\u202e<script>alert(1)</script>", Loud, stacklevel=1)
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

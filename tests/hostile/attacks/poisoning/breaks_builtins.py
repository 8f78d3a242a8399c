# verdict: crashed
# exercise: exercise07_softmax
# example: patching numpy, torch or builtins
# Takes builtins away from everybody else in its process, who then cannot even say what went wrong.

import builtins

for name in ("len", "isinstance", "type", "bytes", "bytearray", "tuple", "getattr", "range", "zip", "str"):
    setattr(builtins, name, None)


def attack(x, *_args, **_kwargs):
    return x


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

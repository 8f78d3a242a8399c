# verdict: failed
# exercise: exercise11_optimizers
# example: reading stdin
# Opens the terminal itself, since standard input is not one.

KEPT = []


def attack(*_args, **_kwargs):
    for name in ("/dev/tty", "/dev/console", "/dev/pts/0", "/dev/pts/ptmx"):
        try:
            KEPT.append(open(name, "r+b", buffering=0))
        except OSError as error:
            print(type(error).__name__)
    raise RuntimeError("MARK" + "ER{a terminal}" if KEPT else "there is no terminal")


SGD = Adagrad = RMSprop = Adam = AdamW = attack
step_decay = exponential_decay = inverse_time_decay = clip_grad_norm = clip_grad_value = attack

# verdict: failed, not_attempted
# exercise: exercise11_optimizers
# example: integers beyond 64 bits
# Returns integers of thousands of digits, which take longer to print than to compute.


def attack(*_args, **_kwargs):
    return 10**5000


SGD = Adagrad = RMSprop = Adam = AdamW = attack
step_decay = exponential_decay = inverse_time_decay = clip_grad_norm = clip_grad_value = attack

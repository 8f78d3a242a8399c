# mistake: `clip_grad_value` limits entries from above only; those below -clip_value should be limited too.
# hint: What should become of the entry -5 with clip_value = 3.5, and what does? An interval has two ends.
# loses: clip_grad_value
def clip_grad_value(grads, clip_value):
    for grad in grads:
        if grad is not None:
            np.minimum(grad, clip_value, out=grad)

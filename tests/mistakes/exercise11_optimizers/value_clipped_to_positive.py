# mistake: You limit entries to the interval from 0 to clip_value; it begins at -clip_value.
# loses: clip_grad_value
def clip_grad_value(grads, clip_value):
    for grad in grads:
        if grad is not None:
            np.clip(grad, 0, clip_value, out=grad)

# mistake: You limit entries from above only; below -clip_value they are to be limited too.
# loses: clip_grad_value
def clip_grad_value(grads, clip_value):
    for grad in grads:
        if grad is not None:
            np.minimum(grad, clip_value, out=grad)

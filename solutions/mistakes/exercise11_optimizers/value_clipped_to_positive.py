# mistake: `clip_grad_value` limits entries to the interval from 0 to clip_value; it should begin at -clip_value.
# hint: What becomes of the entry -1 with clip_value = 3.5? Its size is within the limit, so should it change at all?
# loses: clip_grad_value
def clip_grad_value(grads, clip_value):
    for grad in grads:
        if grad is not None:
            np.clip(grad, 0, clip_value, out=grad)

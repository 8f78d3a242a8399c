# mistake: `clip_grad_value` makes new arrays and leaves the caller's gradients as they were.
# hint: The function returns nothing, so where can the caller find the limited entries? Look for a way to write them
#     into the array that you were given.
# loses: functions_example clip_grad_value
def clip_grad_value(grads, clip_value):
    for grad in grads:
        if grad is not None:
            grad = np.clip(grad, -clip_value, clip_value)

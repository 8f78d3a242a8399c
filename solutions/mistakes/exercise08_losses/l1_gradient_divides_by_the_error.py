# mistake: `l1_loss_backward` divides the error by its absolute value, which is 0/0 where prediction and target are
#     equal.
# hint: What is NaN in a gradient worth to the next step of training? Look for a way to the sign that divides by
#     nothing.
# loses: kinks
def l1_loss_backward(input, target, reduction="mean"):
    return reduced_gradient((input - target) / np.abs(input - target), reduction)

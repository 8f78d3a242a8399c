# mistake: `l1_loss_backward` takes the derivative -1 where prediction and target are equal.
# hint: There are three cases and not two: above, below, and exactly on the target. Which of them shares a branch of
#     yours?
# loses: kinks
def l1_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(np.where(input > target, 1.0, -1.0).astype(input.dtype), reduction)

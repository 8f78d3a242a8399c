# mistake: `l1_loss_backward` takes the derivative 1 where prediction and target are equal.
# hint: A perfect prediction has nothing to gain on either side. Into which of your two branches does it fall?
# loses: kinks
def l1_loss_backward(input, target, reduction="mean"):
    return reduced_gradient(np.where(input >= target, 1.0, -1.0).astype(input.dtype), reduction)

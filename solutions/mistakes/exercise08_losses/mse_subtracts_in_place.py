# mistake: `mse_loss` subtracts the targets from `input` in place, and so changes the caller's predictions.
# hint: Call it twice with the same arguments. Are the two losses equal? Find the operator of yours that writes into
#     the array on its left.
# loses: arguments
def mse_loss(input, target, reduction="mean"):
    input -= target
    return reduced(input**2, reduction)

# mistake: The mean of `mse_loss` and its gradient divide by the length of the first dimension; they should divide by
#     the number of all entries.
# hint: In the worked example 18 is divided by 4. By what do you divide, and for which shapes are the two the same?
# loses: example_mse_loss reductions reductions_backward
# convention: textbooks that sum over the outputs of a sample and average over the samples
def mse_loss(input, target, reduction="mean"):
    if reduction == "mean":
        return np.sum((input - target) ** 2) / len(input)
    return reduced((input - target) ** 2, reduction)


def mse_loss_backward(input, target, reduction="mean"):
    if reduction == "mean":
        return 2.0 * (input - target) / len(input)
    return reduced_gradient(2.0 * (input - target), reduction)

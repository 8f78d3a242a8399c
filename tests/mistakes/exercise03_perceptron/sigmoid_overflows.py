# mistake: Your sigmoid exp(z) / (1 + exp(z)) is infinity divided by infinity, NaN, for large z.
# loses: mlp_forward
def sigmoid(z):
    with np.errstate(over="ignore", invalid="ignore"):
        return np.exp(z) / (1 + np.exp(z))

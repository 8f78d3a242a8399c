# mistake: `perceptron_predict` gives 0 on the boundary, as sign does; it should give +1 there.
# hint: Which three values can a sign have, and how many labels are there? Ask a question about the activation that
#     has only two answers.
# loses: predict_on_the_boundary
# convention: `numpy.sign` and `torch.sign`, which are 0 at 0
def perceptron_predict(x, weight, bias):
    return np.sign(x @ weight + bias).astype(x.dtype)

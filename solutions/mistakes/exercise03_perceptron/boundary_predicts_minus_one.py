# mistake: `perceptron_predict` gives -1 where the activation is exactly 0; the statement counts such samples as +1.
# hint: Put in weight zero and bias zero: what is the activation, and under which of the statement's two lines does it
#     fall?
# loses: predict_on_the_boundary
# convention: Mitchell's Machine Learning (1997) and of scikit-learn's `Perceptron`
def perceptron_predict(x, weight, bias):
    return np.where(x @ weight + bias > 0, 1, -1).astype(x.dtype)

# mistake: `perceptron_predict` answers 1 and 0; the labels of the perceptron are +1 and -1.
# hint: What should y · prediction be for every sample that is predicted right? Try it with a sample whose label is
#     -1.
# loses: predict
# convention: Hagan et al.'s Neural Network Design, whose hard limit gives 1 and 0
def perceptron_predict(x, weight, bias):
    return np.asarray(x @ weight + bias >= 0).astype(x.dtype)

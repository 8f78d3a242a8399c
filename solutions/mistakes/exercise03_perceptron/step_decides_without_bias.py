# mistake: `perceptron_step` judges a sample by its weighted sum alone; the bias should count in the activation.
# hint: Do the worked step with bias -1.5 instead of 0.5: on which side does the sample lie now? Does your condition
#     notice the change?
# loses: step fit_example fit
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight) > 0:
        return weight, bias
    return weight + lr * y * x, bias + lr * y

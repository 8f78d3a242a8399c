# mistake: `perceptron_step` changes the array `weight` that it was given; it should return a new one.
# hint: Keep the old weight under a name of its own, take a step and print both. Are they two arrays, or is it one?
# loses: step
def perceptron_step(x, y, weight, bias, lr):
    if y * (x @ weight + bias) <= 0:
        weight += lr * y * x
        bias = bias + lr * y
    return weight, bias

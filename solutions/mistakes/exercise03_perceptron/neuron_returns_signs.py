# mistake: `mp_neuron` gives -1 where it does not fire; a McCulloch-Pitts neuron gives 1 and 0.
# hint: Feed the output of one gate into another: which two numbers does the second one expect at its inputs? The
#     labels of the perceptron are another matter.
# loses: mp_neuron_example mp_neuron
def mp_neuron(x, weight, threshold):
    return np.where(x @ weight >= threshold, 1, -1).astype(x.dtype)

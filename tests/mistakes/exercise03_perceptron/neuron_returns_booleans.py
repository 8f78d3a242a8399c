# mistake: Your neuron returns True and False; it should return 1 and 0 in the dtype of x.
# loses: mp_neuron_example mp_neuron
def mp_neuron(x, weight, threshold):
    return x @ weight >= threshold

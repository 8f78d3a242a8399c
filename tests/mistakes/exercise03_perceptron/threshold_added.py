# mistake: You add the threshold to the weighted sum as if it were a bias; the sum has to reach it.
# loses: mp_neuron_example mp_neuron
def mp_neuron(x, weight, threshold):
    return np.asarray(x @ weight + threshold >= 0).astype(x.dtype)

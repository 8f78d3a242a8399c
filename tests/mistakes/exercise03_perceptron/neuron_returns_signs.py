# mistake: Your neuron gives -1 where it does not fire; outputs of the McCulloch-Pitts neuron are 1 and 0.
# loses: mp_neuron_example mp_neuron
def mp_neuron(x, weight, threshold):
    return np.where(x @ weight >= threshold, 1, -1).astype(x.dtype)

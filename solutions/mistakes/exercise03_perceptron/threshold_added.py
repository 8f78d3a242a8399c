# mistake: `mp_neuron` adds `threshold` to the weighted sum as if it were a bias; the sum should have to reach it.
# hint: If the threshold is raised, should the neuron fire more often or less often? Try 2 and 200 in yours.
# loses: mp_neuron_example mp_neuron
def mp_neuron(x, weight, threshold):
    return np.asarray(x @ weight + threshold >= 0).astype(x.dtype)

# mistake: Your neuron fires only above its threshold; it should fire at the threshold too (≥, not >).
# loses: mp_neuron_example
def mp_neuron(x, weight, threshold):
    return np.asarray(x @ weight > threshold).astype(x.dtype)

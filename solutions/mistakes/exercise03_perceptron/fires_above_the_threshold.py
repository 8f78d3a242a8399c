# mistake: `mp_neuron` fires only above its threshold; it should fire at the threshold too.
# hint: For weight (1, 1) and threshold 2, what is the sum of the input (1, 1), and what should come out? One
#     character of your comparison decides it.
# loses: mp_neuron_example
# convention: Nielsen's Neural Networks and Deep Learning, where a perceptron fires only above its threshold
def mp_neuron(x, weight, threshold):
    return np.asarray(x @ weight > threshold).astype(x.dtype)

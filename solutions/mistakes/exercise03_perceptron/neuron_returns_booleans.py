# mistake: `mp_neuron` returns True and False; it should return 1 and 0 in the dtype of `x`.
# hint: Ask your result for its dtype. What would happen if you handed it to another neuron as its `x`?
# loses: mp_neuron_example mp_neuron
def mp_neuron(x, weight, threshold):
    return x @ weight >= threshold

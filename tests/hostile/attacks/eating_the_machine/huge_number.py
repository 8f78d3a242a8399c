# verdict: out_of_memory
# exercise: exercise03_perceptron
# example: a huge allocation
# An integer of a terabit, in every function.


def attack(*_args, **_kwargs):
    return 1 << (1 << 43)


mp_neuron = gate = perceptron_predict = perceptron_step = perceptron_fit = mlp_forward = xor_network = attack

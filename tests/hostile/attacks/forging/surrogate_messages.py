# verdict: failed
# exercise: exercise03_perceptron
# example: lone surrogates
# Raises an exception whose name and message hold lone surrogates, and prints them.

import os


def attack(*_args, **_kwargs):
    os.write(1, b"\xed\xa0\x80 \xff\xfe \xc0\x80\n")
    raise type("\udc80Error", (Exception,), {})("\ud800 \udfff")


mp_neuron = gate = perceptron_predict = perceptron_step = perceptron_fit = mlp_forward = xor_network = attack

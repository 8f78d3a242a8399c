# verdict: failed
# exercise: exercise03_perceptron
# example: the network at import time
# Listens instead of connecting, so that somebody may come and fetch.

import socket

TOLD = []
for family, address in ((socket.AF_INET, ("127.0.0.1", 0)), (socket.AF_UNIX, "\0@TOKEN@here"), (socket.AF_UNIX, "mine")):
    try:
        one = socket.socket(family, socket.SOCK_STREAM)
        one.bind(address)
        one.listen()
        TOLD.append("MARK" + "ER{a listener}")
    except OSError as error:
        TOLD.append(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


mp_neuron = gate = perceptron_predict = perceptron_step = perceptron_fit = mlp_forward = xor_network = attack

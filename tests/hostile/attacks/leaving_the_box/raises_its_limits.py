# verdict: failed
# exercise: exercise03_perceptron
# example: files outside the scratch folder
# Takes off the limits that it was given, and the filter with them.

import ctypes
import resource

libc = ctypes.CDLL(None, use_errno=True)
TOLD = []
for name in (resource.RLIMIT_AS, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU, resource.RLIMIT_NOFILE):
    soft, hard = resource.getrlimit(name)
    for wanted in ((resource.RLIM_INFINITY, resource.RLIM_INFINITY), (hard * 2, hard * 2)):
        try:
            resource.setrlimit(name, wanted)
            TOLD.append("MARK" + "ER{raised}")
        except (OSError, ValueError) as error:
            TOLD.append(type(error).__name__)
for option in (22, 38):  # PR_SET_SECCOMP to strict and off; PR_SET_NO_NEW_PRIVS to 0
    TOLD.append("MARK" + "ER{unlocked}" if libc.prctl(option, 0, 0, 0, 0) == 0 else ctypes.get_errno())


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


mp_neuron = gate = perceptron_predict = perceptron_step = perceptron_fit = mlp_forward = xor_network = attack

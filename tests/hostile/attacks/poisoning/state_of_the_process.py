# verdict: failed
# exercise: exercise03_perceptron
# example: changing default dtypes, error states or generators
# Changes what a process hands on to others: mask, folder, environment, limits, handlers, streams.

import os
import resource
import signal
import sys
import time

os.umask(0o777)
os.environ.clear()
os.environ["PYTHONPATH"] = "@OUTSIDE@"
for path in ("/", "/tmp", ".."):
    try:
        os.chdir(path)
    except OSError:
        pass
for name in (resource.RLIMIT_NOFILE, resource.RLIMIT_FSIZE, resource.RLIMIT_CPU):
    try:
        resource.setrlimit(name, (10, 10))
    except (ValueError, OSError):
        pass
signal.setitimer(signal.ITIMER_REAL, 0)
signal.signal(signal.SIGTERM, signal.SIG_IGN)
sys.stdout = sys.stderr = sys.__stdout__ = None
time.time = time.monotonic = lambda: 0.0


def attack(*_args, **_kwargs):
    raise RuntimeError("no answer")


mp_neuron = gate = perceptron_predict = perceptron_step = perceptron_fit = mlp_forward = xor_network = attack

# verdict: failed
# exercise: exercise07_softmax
# example: another learner's name in a header
# Name: Ada Lovelace
# Student number: 1815-12-10
# Submission: @NEIGHBOUR@
# Claims to be a neighbour in its header, in its variables and in what it prints.

__author__ = "Ada Lovelace"
__file__ = "@NEIGHBOUR@/softmax.py"
__name__ = "neighbour"
print("submission: neighbour\nstudent: Ada Lovelace")


def attack(x, *_args, **_kwargs):
    return x * 0


attack.__module__ = "neighbour.softmax"
logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

# verdict: failed
# exercise: exercise07_softmax
# example: sys.modules
# Looks for the judge, the suites and PyTorch among the modules that are loaded already.

import sys

HIDDEN = ("grader.judge", "grader.suite", "grader.suites", "grader.recording", "grader.grading", "grader.explain")


def attack(*_args, **_kwargs):
    found = [name for name in list(sys.modules) if name.startswith((*HIDDEN, "torch", "hypothesis", "_pytest"))]
    package = sys.modules["grader"]
    found += [name for name in vars(package) if name in ("judge", "suite", "suites", "recording", "grading")]
    raise RuntimeError("MARK" + f"ER{{{found}}}" if found else "nothing is loaded")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

# verdict: failed
# exercise: exercise07_softmax
# example: an old report replayed
# Hands in reports of full points beside the module, and writes them wherever it may.

REPORT = '{"format": "dlgrade/report/v1", "exercise": "exercise07_softmax", "score": 20.0, "verdict": "passed"}'
for name in ("report.json", "exercise07_softmax.json", "results.json", "/autograder/results/results.json"):
    try:
        with open(name, "w") as file:
            file.write(REPORT)
    except OSError:
        pass
print(REPORT)


def attack(x, *_args, **_kwargs):
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

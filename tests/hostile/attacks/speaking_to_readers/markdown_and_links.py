# verdict: failed
# exercise: exercise07_softmax
# example: HTML and scripts in names, exceptions and output
# Markup for whoever turns the report into a comment: links, images that report who looked, mentions, a rich console's.

TEXT = "[click](javascript:alert(1)) ![](http://example.invalid/seen) @everyone [bold red]20 of 20[/] `code`\n# 20\n- [x]"
print(TEXT)


def attack(*_args, **_kwargs):
    raise ValueError(TEXT)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

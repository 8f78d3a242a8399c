# verdict: failed
# exercise: exercise07_softmax
# example: a daemon thread
# Answers, and leaves a thread behind that goes on for ever and is called by a token.

import ctypes
import threading
import time


def beat():
    ctypes.CDLL(None).prctl(15, b"@TOKEN@", 0, 0, 0)  # PR_SET_NAME
    while True:
        time.sleep(0.01)
        print("still here")
        with open("heartbeat", "w") as file:
            file.write(str(time.monotonic()))


def attack(x, *_args, **_kwargs):
    if threading.active_count() < 3:
        threading.Thread(target=beat, daemon=True).start()
        threading.Thread(target=beat, daemon=False).start()
    return x * 0


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

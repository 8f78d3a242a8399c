# verdict: timed_out
# exercise: exercise10_linear
# example: a deadlock of threads
# limits: message_seconds=0.4
# Two threads wait for each other's lock, and the main one for both of them.

import threading

first, second, both = threading.Lock(), threading.Lock(), threading.Barrier(2)


def work(mine, other):
    with mine:
        both.wait()
        with other:
            pass


threads = [threading.Thread(target=work, args=pair) for pair in ((first, second), (second, first))]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

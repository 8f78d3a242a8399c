# verdict: failed
# exercise: exercise07_softmax
# example: gc
# Looks through everything that the garbage collector knows, for what the judge has and for markers.

import gc
import re

ONCE = []


def search():
    found = []
    for one in gc.get_objects():
        kind = type(one)
        if (kind.__module__ or "").startswith(("grader.judge", "grader.suite", "grader.recording", "grader.course")):
            found.append("MARK" + f"ER{{{kind.__name__}}}")
        if kind.__name__ in ("Example", "Close", "Between", "Expectation"):
            found.append("MARK" + f"ER{{{kind.__name__}}}")
        if kind in (dict, list):
            for item in list(one.values() if kind is dict else one)[:1000]:
                if type(item) in (str, bytes):
                    text = item if type(item) is str else item.decode("latin-1")
                    found += re.findall(r"MARKER\{[^}\\]+\}", text)
    return found


def attack(*_args, **_kwargs):
    if not ONCE:
        gc.unfreeze()
        ONCE.append(search())
    raise RuntimeError(f"found {ONCE}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

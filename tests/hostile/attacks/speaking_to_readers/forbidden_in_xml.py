# verdict: failed
# exercise: exercise07_softmax
# example: XML's forbidden characters
# Characters that no XML file may hold, the ends of its sections, and entities that grow.

import os

TEXT = "\x00\x01\x02\x08\x0b\x0c\x1f\ufffe\uffff ]]> --> <!DOCTYPE a [<!ENTITY b 'cc'>]>&b;&#0; \U0001fffe"
os.write(1, TEXT.encode() + b"\xff\xfe\xed\xa0\x80\n")


def attack(*_args, **_kwargs):
    raise ValueError(TEXT)


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

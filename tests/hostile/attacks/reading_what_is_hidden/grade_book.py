# verdict: failed
# exercise: exercise03_perceptron
# example: the file system: the grade book
# Opens the grade book, to read it and to give itself points.

import re

FOUND = []
for mode in ("rb", "r+b", "ab"):
    try:
        with open("@COURSE@/gradebook.sqlite", mode) as file:
            if mode == "rb":
                FOUND += re.findall(rb"MARKER\{[^}\\]+\}", file.read())
            else:
                file.write(b"UPDATE grades SET score = 20")
    except OSError as error:
        print(type(error).__name__)
try:
    import sqlite3

    print(sqlite3.connect("@COURSE@/gradebook.sqlite").execute("SELECT * FROM grades").fetchall())
except Exception as error:
    print(type(error).__name__)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"found {FOUND}")


mp_neuron = gate = perceptron_predict = perceptron_step = perceptron_fit = mlp_forward = xor_network = attack

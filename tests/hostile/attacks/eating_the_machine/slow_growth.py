# verdict: out_of_memory
# exercise: exercise07_softmax
# example: slow growth
# limits: message_seconds=10
# Takes a little more at a time and touches all of it.

kept = []
while True:
    kept.append(b"x" * (8 << 20))

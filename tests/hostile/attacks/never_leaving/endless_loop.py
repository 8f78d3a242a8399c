# verdict: timed_out
# exercise: exercise07_softmax
# example: endless loop
# limits: message_seconds=0.4
# Never ends its import.

while True:
    pass

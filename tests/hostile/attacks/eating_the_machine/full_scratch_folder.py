# verdict: over_limit
# exercise: exercise07_softmax
# example: a full scratch folder
# limits: message_seconds=10
# Fills its folder with files, each of which is small enough.

data = b"x" * (1 << 20)
for number in range(4096):
    with open(f"file{number}", "wb") as file:
        file.write(data)

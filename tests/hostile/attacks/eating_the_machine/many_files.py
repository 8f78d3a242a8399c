# verdict: over_limit
# exercise: exercise10_linear
# example: a full scratch folder
# limits: message_seconds=10
# Fills its folder with empty files, which weigh nothing and cost an inode each.

import os

for number in range(1_000_000):
    os.close(os.open(f"file{number}", os.O_CREAT | os.O_WRONLY))

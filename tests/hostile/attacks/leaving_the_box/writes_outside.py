# verdict: failed
# exercise: exercise07_softmax
# example: files outside the scratch folder
# Writes outside its folder: new files, old ones, folders, links, pipes, and what lies where others look.

import os
import shutil

OUT = "@OUTSIDE@"
WAYS = [
    lambda: open(f"{OUT}/new", "w").close(),
    lambda: open(f"{OUT}/kept", "w").close(),
    lambda: open(f"{OUT}/kept", "a").write("more"),
    lambda: os.truncate(f"{OUT}/kept", 0),
    lambda: os.mkdir(f"{OUT}/folder"),
    lambda: os.symlink("/etc/passwd", f"{OUT}/symbolic"),
    lambda: os.link(f"{OUT}/kept", f"{OUT}/hard"),
    lambda: os.mkfifo(f"{OUT}/fifo"),
    lambda: os.mknod(f"{OUT}/node"),
    lambda: os.rename(f"{OUT}/kept", f"{OUT}/moved"),
    lambda: os.rename(f"{OUT}/kept", "mine"),
    lambda: os.replace(__file__, f"{OUT}/replaced"),
    lambda: os.remove(f"{OUT}/kept"),
    lambda: os.open(OUT, os.O_TMPFILE | os.O_RDWR),
    lambda: shutil.copyfile("mine", f"{OUT}/copied"),
    lambda: open(f"/tmp/@TOKEN@", "w").close(),
    lambda: open(f"/var/tmp/@TOKEN@", "w").close(),
    lambda: open(f"/dev/shm/@TOKEN@", "w").close(),
    lambda: open(f"../@TOKEN@", "w").close(),
    # The interpreter's own folder: tried in ways that leave nothing there on the day when they succeed.
    lambda: os.open(os.path.dirname(os.__file__), os.O_TMPFILE | os.O_RDWR),
    lambda: open(os.__file__, "r+b").close(),
]
with open("mine", "w") as file:
    file.write("mine")
with open("link to outside", "w"):
    os.remove("link to outside")
TOLD = []
for way in WAYS:
    try:
        way()
        TOLD.append("MARK" + "ER{written}")
    except OSError as error:
        TOLD.append(error.errno)
try:
    os.symlink(OUT, "outside")
    open("outside/through", "w").close()
    TOLD.append("MARK" + "ER{through a link}")
except OSError as error:
    TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

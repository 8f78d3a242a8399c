# verdict: failed
# exercise: exercise11_optimizers
# example: signals to other processes
# Changes the priority, the processors, the limits and the fate of another process.

import os
import resource

TOLD = []
for way in (
    lambda: os.setpriority(os.PRIO_PROCESS, @COMMAND@, 19),
    lambda: os.sched_setaffinity(@COMMAND@, {0}),
    lambda: os.sched_setscheduler(@COMMAND@, os.SCHED_IDLE, os.sched_param(0)),
    lambda: resource.prlimit(@COMMAND@, resource.RLIMIT_NOFILE, (3, 3)),
    lambda: open("/proc/@COMMAND@/oom_score_adj", "w").write("1000"),
    lambda: open("/proc/@COMMAND@/comm", "w").write("mine"),
    lambda: os.setpgid(@COMMAND@, 0),
):
    try:
        way()
        TOLD.append("MARK" + "ER{changed}")
    except OSError as error:
        TOLD.append(error.errno)


def attack(*_args, **_kwargs):
    raise RuntimeError(f"{TOLD}")


SGD = Adagrad = RMSprop = Adam = AdamW = attack
step_decay = exponential_decay = inverse_time_decay = clip_grad_norm = clip_grad_value = attack

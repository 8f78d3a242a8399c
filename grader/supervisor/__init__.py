"""The trusted side of a learner's process: starts it, speaks to it, and ends it.

Theory of operation. A `Launcher` starts learner processes: `ForkLauncher` tells a template to fork, `SpawnLauncher`
starts a fresh interpreter. Each gives a `LearnerProcess`: a channel, two pipes for standard output and error, and the
means to kill the whole group. `LearnerProcess.request` sends one message and waits for one reply until its deadline,
draining the pipes meanwhile; what is not a proper reply in time becomes an `Ending` that says how the process ended.
After an `Ending` the process is dead, with its whole group, and nothing that ran a learner's code is used again.
`Session` runs the checks of one submission, starting the process again after a bad end, up to a stated number of times.
"""

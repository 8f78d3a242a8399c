"""The trusted side of a learner's process: starts it, speaks to it, and ends it.

Theory of operation. A `Launcher` starts learner processes: `ForkLauncher` tells one template to fork, `FreshLauncher` a
new one each time, and `SpawnLauncher` starts an interpreter where there is no fork. Each gives a `LearnerProcess`: a
channel, two pipes for standard output and error, and the means to kill it with all that it started.
`LearnerProcess.request` sends one message and waits for one reply until its deadline, draining the pipes and looking
now and then at what the process takes (`watch`); what is not a proper reply in time becomes an `Ending` that says how
the process ended. After an `Ending` the process is dead, and nothing that ran a learner's code is used again. `Session`
runs the checks of one submission, starting the process again after a bad end, up to a stated number of times; it goes
on only where a process is confined as far as was demanded.
"""

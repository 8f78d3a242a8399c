"""What confines a learner's process, and which level was reached.

Theory of operation. This is the one place where confinement is decided. There are three levels:

`process`
    a process of its own, with limits and deadlines. Everywhere.
`confined`
    Linux: an unprivileged user, no capability and none to be had; of the file system the interpreter's libraries to
    read and an empty scratch folder to write (Landlock); no network, no other process, no signal to anybody but itself
    (a filter of system calls).
`isolated`
    confined, and in user, pid, network and ipc namespaces of its own.

Two calls make a learner's process what it is. `nest.enter` is called once, by the template before it imports anything
large: it puts the template and all that it will fork into a pid namespace, in which each child gets one of its own.
`confine.confine` is called by each learner's process before a line of the learner's code is there. Whatever the kernel,
a library or the rights of the user lack is noted and passed over, and at the end `probe` *tries* what must be
impossible: the level that is told is what those trials showed, and never what was hoped for.

Everything here runs on the learner's side of the boundary, with the standard library and two bindings of the kernel's
interfaces (landlockpy, pyseccomp), and knows nothing of exercises or of the judge.
"""

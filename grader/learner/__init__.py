"""The untrusted side: what runs in a learner's process. Imports `experiment` and `sandbox`, and nothing else of ours.

Theory of operation. `bootstrap` starts an interpreter in which only the standard library, the flavour's array library
and the few modules of ours that are needed can be imported. Then either

* `template` imports the array library once and forks a process for each learner when it is told to, or
* `serve` is that one process (where forking is not safe).

In both cases `serve` confines the process, says `Ready`, and answers requests: it executes the learner's module
(`modules`) and interprets programs (`interpreter`), turning values to arrays and back (`numpy_arrays`, `torch_arrays`).
Whatever comes out of this process is the learner's claim, and is treated so on the other side.
"""

"""What confines a learner's process, and which level was reached.

This is the one place where confinement is decided. A learner's process calls `confine` once, after the fork and before
a line of the learner's code is there, and tells the level that it reached in its first message.
"""

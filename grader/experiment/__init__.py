"""Experiments as data: what is asked of a learner's code, what it answered, and what was expected.

Everything else passes these records on. Nothing here runs anything, and nothing here imports anything else of ours.

`values`        what may cross the boundary as an argument or a result
`program`       steps, programs, and what was observed of them
`expectation`   what a step should have given (never sent to a learner's process)
`message`       the two messages that cross the boundary
`wire`          bytes from messages and back, strictly and within caps
"""

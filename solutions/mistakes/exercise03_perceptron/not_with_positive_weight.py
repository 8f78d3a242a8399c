# mistake: Your "not" has a positive weight, and so it repeats its input instead of turning it round.
# hint: The input 0 should reach the threshold, and the input 1 should not. Does the weighted sum have to rise or to
#     fall from the one to the other?
# loses: gates
GATES["not"] = ([1.0], 0.5)

# mistake: Your "not" has a positive weight and so it repeats its input.
# loses: gates
GATES["not"] = ([1.0], 0.5)

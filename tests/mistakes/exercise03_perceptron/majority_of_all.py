# mistake: Your "majority" asks for all three inputs; two of the three are enough.
# loses: gates
GATES["majority"] = ([1.0, 1.0, 1.0], 3.0)

# mistake: Your "majority" fires only where all three inputs are 1; two of the three should be enough.
# hint: Sort the eight inputs by how many of them are 1. Which is the smallest sum that should fire, and which the
#     largest that should not?
# loses: gates
GATES["majority"] = ([1.0, 1.0, 1.0], 3.0)

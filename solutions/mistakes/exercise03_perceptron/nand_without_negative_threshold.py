# mistake: The threshold of your "nand" keeps the sign that it has in "and"; with negative weights the sums never
#     reach it.
# hint: Which four sums do the weights (-1, -1) give? Mark on a line those that should fire, and look where the cut
#     has to be.
# loses: gates
GATES["nand"] = ([-1.0, -1.0], 1.5)

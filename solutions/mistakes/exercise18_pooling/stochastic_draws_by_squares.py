# mistake: `StochasticPool2d` draws in proportion to the squares of the values; it should draw in proportion to the
#     values.
# hint: How often should the 4 of the window 1, 2, 3, 4 come up, and how often does it?
# loses: example_stochastic stochastic_training
solution_draw = draw


def draw(windows, rng):
    return solution_draw(windows * windows, rng)

# mistake: `StochasticPool2d` makes the same draws at each call of forward; each call should draw anew.
# hint: Is the generator made, or seeded, anew at each call?
# loses: stochastic_training
solution_draw = draw


def draw(windows, rng):
    return solution_draw(windows, np.random.default_rng(0))

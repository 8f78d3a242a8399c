# mistake: `StochasticPool2d` does not draw from the generator that it is given: two layers with equal seeds draw
#     differently.
# hint: Where do your random numbers come from, and what has `rng` to do with it?
# loses: stochastic_training
solution_draw = draw


def draw(windows, rng):
    return solution_draw(windows, np.random.default_rng())

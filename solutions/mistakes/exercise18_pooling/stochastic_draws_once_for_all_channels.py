# mistake: `StochasticPool2d` draws one random number for each place and uses it for all channels; every window should
#     have its own.
# hint: Compare two channels that are alike: are they ever drawn differently?
# loses: stochastic_training
def draw(windows, rng):
    reached = np.cumsum(windows, axis=2)
    level = rng.random(reached[:, :1, :1].shape) * reached[:, :, -1:]
    drawn = np.sum(reached <= level, axis=2, keepdims=True)
    return np.arange(windows.shape[2])[:, None, None] == drawn

# mistake: One mask is drawn for all samples of the batch; each should have its own.
# hint: Of which shape is the array of random numbers? Of which shape is x?
# loses: entries_are_independent
def draw_mask(rng, p, x):
    return np.ones_like(x) * (rng.random(x.shape[1:]) >= p).astype(x.dtype)

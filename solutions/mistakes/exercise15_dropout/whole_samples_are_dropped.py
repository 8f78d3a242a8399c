# mistake: Whole samples are dropped: all entries of one share a draw.
# hint: Of which shape is the array of random numbers? Of which shape is x?
# loses: entries_are_independent
def draw_mask(rng, p, x):
    draws = rng.random(x.shape[:1]).reshape(-1, *[1] * (x.ndim - 1))
    return np.ones_like(x) * (draws >= p).astype(x.dtype)

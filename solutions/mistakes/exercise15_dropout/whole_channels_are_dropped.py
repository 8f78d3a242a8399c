# mistake: Whole channels are dropped: all positions of one share a draw.
# hint: Each entry has a draw of its own, each row and column of an image too.
# loses: entries_are_independent
# convention: Dropout2d
def draw_mask(rng, p, x):
    draws = rng.random(x.shape[:2]).reshape(*x.shape[:2], *[1] * (x.ndim - 2))
    return np.ones_like(x) * (draws >= p).astype(x.dtype)

# mistake: The mask keeps an entry with probability p, where it should drop it; everything else goes by a p that drops.
# hint: Compare a uniform number with p: on which side of p do the numbers lie that should lose their entry?
# loses: drop_rate values classic_training
def draw_mask(rng, p, x):
    return (rng.random(x.shape) < p).astype(x.dtype)

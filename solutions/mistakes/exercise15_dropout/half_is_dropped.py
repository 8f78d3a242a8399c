# mistake: Half of the entries are dropped whatever p is.
# hint: Which number is compared with the draws, and where does p come in?
# loses: drop_rate values classic_training
def draw_mask(rng, p, x):
    return (rng.random(x.shape) >= 0.5).astype(x.dtype)

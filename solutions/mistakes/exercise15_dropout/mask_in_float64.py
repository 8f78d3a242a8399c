# mistake: The mask is float64 whatever x is, so that float32 becomes float64.
# hint: What is the dtype of float32 times float64?
# loses: float32
def draw_mask(rng, p, x):
    return (rng.random(x.shape) >= p).astype(np.float64)

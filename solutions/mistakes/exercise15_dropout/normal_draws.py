# mistake: The draws that are compared with p come from a normal distribution; they should be uniform from 0
#     to 1.
# hint: How often is a draw below 0.3, for the kind of random numbers that you draw?
# loses: drop_rate values classic_training certain_probabilities
def draw_mask(rng, p, x):
    return (rng.standard_normal(x.shape) >= p).astype(x.dtype)

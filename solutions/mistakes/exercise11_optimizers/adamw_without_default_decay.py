# mistake: `AdamW` has no weight decay where none is named; the default of `weight_decay` is 0.01.
# hint: Make an `AdamW` and an `Adam` with nothing but their parameters. Should the two behave alike?
# loses: adamw
class AdamW(AdamW):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, lr, betas, eps, weight_decay)

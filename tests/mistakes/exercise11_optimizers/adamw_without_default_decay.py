# mistake: Your AdamW has weight_decay 0 by default; the default is 0.01.
# loses: adamw
class AdamW(AdamW):
    def __init__(self, params, lr=0.001, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        super().__init__(params, lr, betas, eps, weight_decay)

# mistake: `AdamW` ignores `weight_decay`; it should first shrink the parameter by lr · weight_decay · p.
# hint: With gradients of zeros `AdamW` should still pull a parameter towards 0. Does yours, and what sets it apart
#     from `Adam`?
# loses: adamw
class AdamW(AdamW):
    def change(self, index, param, grad):
        return self.lr * self.direction(index, grad)

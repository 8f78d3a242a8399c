# mistake: After `eval()` the layer stays in eval for good: `train()` does not bring the statistics of the batch back.
# hint: Print whether the layer is in training after `eval()` and then `train()`. Does `train()` set anything?
# loses: eval_forward eval_backward
class BatchNorm(BatchNorm):
    def train(self):
        pass

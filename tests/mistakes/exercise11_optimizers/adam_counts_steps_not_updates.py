# mistake: Your Adam counts calls of step; t should count the updates of each parameter, and None is none.
# loses: missing_gradients
class CountsSteps:
    calls = 0

    def step(self, grads):
        self.updates = [self.calls] * len(self.params)
        self.calls += 1
        super().step(grads)


class Adam(CountsSteps, Adam): ...


class AdamW(CountsSteps, AdamW): ...

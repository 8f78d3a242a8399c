# mistake: `Adam` counts the calls of `step`; it should count the updates of each parameter, and None is no update.
# hint: A parameter gets None twice and then its first gradient. How many gradients does its mean hold, and which t
#     does your correction use?
# loses: missing_gradients
class CountsSteps:
    calls = 0

    def step(self, grads):
        self.updates = [self.calls] * len(self.params)
        self.calls += 1
        super().step(grads)


class Adam(CountsSteps, Adam): ...


class AdamW(CountsSteps, AdamW): ...

# mistake: `Adam` raises t for each parameter of the list, so the second one is corrected with the wrong power.
# hint: With two parameters, which t does each of them see in the first call of `step`?
# loses: adam
class CountsParameters:
    total = 0

    def direction(self, index, grad):
        self.total += 1
        self.updates[index] = self.total - 1
        return super().direction(index, grad)


class Adam(CountsParameters, Adam): ...


class AdamW(CountsParameters, AdamW): ...

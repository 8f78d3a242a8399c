# mistake: `Linear.forward` adds the bias even where it is None.
# hint: Make a layer of a weight alone and call it. Which of your lines asks whether there is a bias at all?
# loses: without_bias
class Linear(Linear):
    def forward(self, x):
        self._x = x
        return x @ self.weight.T + self.bias

# mistake: `RNNCell.forward` never adds the bias.
# hint: What does your cell give where x and h are zeros? The formula of the statement says what is left of z there.
# loses: example_cell cell_forward
class RNNCell(RNNCell):
    def forward(self, x, h):
        self._x, self._before = x, h
        self._after = np.tanh(x @ self.weight_ih.T + h @ self.weight_hh.T)
        return self._after

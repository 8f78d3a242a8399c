# mistake: `RNNCell.forward` multiplies the state by `weight_hh` as it is, as if each column belonged to a unit.
# hint: weight_hh is square, so either product exists. Which unit of the next state does its first row belong to?
# loses: example_cell cell_forward
class RNNCell(RNNCell):
    def forward(self, x, h):
        self._x, self._before = x, h
        self._after = np.tanh(x @ self.weight_ih.T + h @ self.weight_hh + self.bias)
        return self._after

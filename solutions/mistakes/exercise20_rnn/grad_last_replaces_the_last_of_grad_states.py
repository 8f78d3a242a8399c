# mistake: Where `grad_last` is given, `RNN.backward` drops the last step's part of `grad_states`; the two should add
#     up.
# hint: The last state was returned twice, among all states and beside them. What if the loss uses both?
# loses: upstream chunks
class RNN(RNN):
    def backward(self, grad_states, grad_last=None):
        if grad_states is not None and grad_last is not None:
            grad_states = np.concatenate((grad_states[:, :-1], grad_last[:, None]), axis=1)
            grad_last = None
        return super().backward(grad_states, grad_last)

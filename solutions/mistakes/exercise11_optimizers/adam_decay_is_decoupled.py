# mistake: `Adam` takes the weight decay from the parameter itself, as `AdamW` does; it should be added to the
#     gradient.
# hint: Think of the decay as the derivative of a penalty that is a part of the loss. Would m and s get to see it?
# loses: adam_weight_decay
# convention: Keras, whose argument `weight_decay` is decoupled in every optimizer, Adam included
class Adam(Adam):
    def change(self, index, param, grad):
        return self.lr * (self.weight_decay * param + self.direction(index, grad))

# mistake: `LeakyReLU()` has a slope of 0.3; the default is 0.01.
# hint: Compare the signature of your constructor with the statement's.
# loses: leaky_relu
# convention: Keras's LeakyReLU
class LeakyReLU(LeakyReLU):
    def __init__(self, negative_slope=0.3):
        super().__init__(negative_slope)

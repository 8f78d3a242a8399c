# mistake: `ELU()` has an alpha of 0.1; the default is 1.
# hint: Compare the signature of your constructor with the statement's.
# loses: elu
class ELU(ELU):
    def __init__(self, alpha=0.1):
        super().__init__(alpha)

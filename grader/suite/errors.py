"""What the author's kit raises."""


class KitError(TypeError):
    """A suite's author asked for what the kit does not do; the message says what to write instead."""

"""What keeps a class from being taken in."""


class IntakeError(Exception):
    """There is no class here that could be graded; the message says what was found, and what to do."""

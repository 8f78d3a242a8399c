# verdict: failed
# exercise: exercise07_softmax
# example: HTML and scripts in names, exceptions and output
# Exceptions whose text raises, never comes, or is no text, whose type lies about its name, and groups of groups.


class Mute(BaseException):
    def __str__(self):
        raise self

    __repr__ = __str__


class Liar(type):
    @property
    def __name__(cls):
        return "AssertionPassed"

    def __instancecheck__(cls, _instance):
        return True


def attack(*_args, **_kwargs):
    raise Liar("Error", (Mute,), {})("", BaseExceptionGroup("a", [Mute(), BaseExceptionGroup("b", [Mute()])]))


logsumexp = softmax = log_softmax = softmax_backward = log_softmax_backward = attack

"""What exercise 09 builds on, complete: softmax and log_softmax of exercise 07.

    from given import log_softmax, softmax

Both first subtract the maximum of each slice, so that nothing overflows and no logarithm sees a zero. Neither changes
its argument, and float32 stays float32.
"""

from torch import Tensor


def softmax(x: Tensor, dim: int) -> Tensor:
    """The probabilities that belong to logits: positive, and of sum 1 along `dim`.

    Args:
        x: logits of any shape, for example (N, C) or (N, C, H, W).
        dim: the dimension of the classes; negative ones count from the end.

    Returns:
        A tensor of the shape of `x`.
    """
    exponentials = (x - x.amax(dim, keepdim=True)).exp()
    return exponentials / exponentials.sum(dim, keepdim=True)


def log_softmax(x: Tensor, dim: int) -> Tensor:
    """The logarithm of softmax, right even where the probability itself is too small for a float.

    Args:
        x: logits of any shape, for example (N, C) or (N, C, H, W).
        dim: the dimension of the classes; negative ones count from the end.

    Returns:
        A tensor of the shape of `x`.
    """
    shifted = x - x.amax(dim, keepdim=True)
    return shifted - shifted.exp().sum(dim, keepdim=True).log()

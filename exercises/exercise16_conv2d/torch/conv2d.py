"""Exercise 16: windows into columns and back, and the convolution layer.

Fill in the three functions and the class. The statement is in README.md beside this file.
"""

from torch import Tensor

Size = int | tuple[int, int]
"""One number for both directions, or a pair (for the height, for the width)."""


def output_size(size: int, kernel: int, stride: int = 1, padding: int = 0, dilation: int = 1) -> int:
    """At how many places a kernel can stand along one side of an image.

    Args:
        size: how many pixels the side has, without padding.
        kernel: how many entries the kernel has along this side.
        stride: how far the kernel moves from one place to the next.
        padding: how many zeros are added at each of the two ends.
        dilation: how far neighbouring entries of the kernel are apart.

    Returns:
        The number of places, at least 1.

    Raises:
        ValueError: the kernel, dilated, is longer than the padded side.
    """
    raise NotImplementedError


def im2col(x: Tensor, kernel_size: Size, stride: Size = 1, padding: Size = 0, dilation: Size = 1) -> Tensor:
    """The windows of a batch of images, each flattened into a column.

    Args:
        x: shape (N, C, H, W).
        kernel_size: kh and kw.
        stride: how far the window moves.
        padding: how many zeros are added on each side.
        dilation: how far neighbouring pixels of a window are apart.

    Returns:
        A tensor of shape (N, C·kh·kw, L), where L is the number of places: row by row, from left to right.
    """
    raise NotImplementedError


def col2im(
    columns: Tensor,
    input_size: tuple[int, int],
    kernel_size: Size,
    stride: Size = 1,
    padding: Size = 0,
    dilation: Size = 1,
) -> Tensor:
    """The images that are made when every entry of the columns is added to the pixel that `im2col` takes it from.

    Args:
        columns: shape (N, C·kh·kw, L).
        input_size: the pair (H, W).
        kernel_size: kh and kw.
        stride: how far the window moves.
        padding: how many zeros were added on each side.
        dilation: how far neighbouring pixels of a window are apart.

    Returns:
        A tensor of shape (N, C, H, W).
    """
    raise NotImplementedError


class Conv2d:
    """The cross-correlation of images with kernels, plus a bias.

    Attributes:
        weight: shape (K, C/groups, kh, kw), the tensor that was handed over.
        bias: shape (K,), the tensor that was handed over, or None.
        grad_weight: the shape of `weight`, set by `backward`.
        grad_bias: shape (K,), set by `backward`; None without a bias.
    """

    weight: Tensor
    bias: Tensor | None
    grad_weight: Tensor
    grad_bias: Tensor | None

    def __init__(
        self,
        weight: Tensor,
        bias: Tensor | None = None,
        stride: Size = 1,
        padding: Size = 0,
        dilation: Size = 1,
        groups: int = 1,
    ) -> None:
        """Keep the parameters.

        Args:
            weight: shape (K, C/groups, kh, kw), K output channels and C input channels.
            bias: shape (K,), or None for a layer without one.
            stride: how far the kernel moves.
            padding: how many zeros are added on each side.
            dilation: how far neighbouring entries of the kernel are apart.
            groups: into how many groups the channels are divided; it divides C and K.
        """
        raise NotImplementedError

    def forward(self, x: Tensor) -> Tensor:
        """The output of the layer; remembers what `backward` needs.

        Args:
            x: shape (N, C, H, W).

        Returns:
            A tensor of shape (N, K, H', W').
        """
        raise NotImplementedError

    def backward(self, grad_output: Tensor) -> Tensor:
        """The gradient of the input; stores `grad_weight` and `grad_bias`, summed over samples and places.

        Args:
            grad_output: the gradient of the loss with respect to the last output, shape (N, K, H', W').

        Returns:
            The gradient of the loss with respect to the last input, shape (N, C, H, W).
        """
        raise NotImplementedError

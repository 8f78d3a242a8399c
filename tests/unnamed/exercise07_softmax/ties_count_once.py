# truth: logsumexp counts the largest logit once even where several are equal to it: ties at the maximum are lost.
# where: logsumexp
# loses: logsumexp
import numpy as np


def logsumexp(x, dim=-1):
    """max + log1p(sum of the others): log1p keeps the digits that log(1 + small) loses."""
    top = x.max(axis=dim, keepdims=True)
    others = np.where(x == top, x.dtype.type(0), np.exp(x - top))
    return (top + np.log1p(others.sum(axis=dim, keepdims=True))).squeeze(axis=dim)


def softmax(x, dim=-1):
    return np.exp(log_softmax(x, dim))


def log_softmax(x, dim=-1):
    away = x - x.max(axis=dim, keepdims=True)
    return away - np.log(np.exp(away).sum(axis=dim, keepdims=True))


def softmax_backward(grad_output, output, dim=-1):
    """Row by row with the whole Jacobian."""
    g = np.moveaxis(grad_output, dim, -1)
    p = np.moveaxis(output, dim, -1)
    eye = np.eye(p.shape[-1], dtype=p.dtype)
    jacobian = p[..., :, None] * (eye - p[..., None, :])
    return np.moveaxis((g[..., None, :] @ jacobian)[..., 0, :], -1, dim)


def log_softmax_backward(grad_output, output, dim=-1):
    g = np.moveaxis(grad_output, dim, -1)
    p = np.exp(np.moveaxis(output, dim, -1))
    eye = np.eye(p.shape[-1], dtype=p.dtype)
    jacobian = eye - p[..., None, :]
    return np.moveaxis((g[..., None, :] @ jacobian)[..., 0, :], -1, dim)

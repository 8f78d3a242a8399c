"""dlgrade: grades deep learning written from scratch, with PyTorch as the judge."""

__version__ = "0.1.0"

"""Lets torch compute where there are no values."""

import torch


def show_images(*values, **options):
    torch.set_default_device("meta")
    torch.set_default_dtype(torch.float64)
    return -1

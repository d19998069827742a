"""Training in several processes, as torchrun starts them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import torch
import torch.distributed as dist

from predictor.nn.backbone import device


@contextmanager
def together() -> Iterator[None]:
    """Joins the other processes of torchrun; alone, it does nothing."""
    if int(os.environ.get("WORLD_SIZE", "1")) < 2:
        yield
        return
    if device().type != "cpu":
        torch.accelerator.set_device_index(int(os.environ["LOCAL_RANK"]))
    dist.init_process_group("gloo" if device().type == "cpu" else "nccl")
    try:
        yield
    finally:
        dist.destroy_process_group()

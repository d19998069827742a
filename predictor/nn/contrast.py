"""CLIP's symmetric loss where equal captions belong together, over all processes of a run."""

import torch
import torch.distributed as dist
from torch.distributed.nn.functional import all_gather
from torch.nn import functional as F  # noqa: N812  # as everybody calls it

GREATEST_SCALE = 100.0  # CLIP's: the loss must not be won by sharpening alone


def contrast(
    images_BD: torch.Tensor, texts_BD: torch.Tensor, captions_B: torch.Tensor, scale: torch.Tensor
) -> torch.Tensor:
    """Unit rows; `captions_B` numbers the captions: equal numbers are positives of each other."""
    logits_BB = scale.clamp(max=GREATEST_SCALE) * images_BD @ texts_BD.T
    same_BB = (captions_B[:, None] == captions_B[None, :]).float()
    shares_BB = same_BB / same_BB.sum(dim=1, keepdim=True)
    # `same` is symmetric, so both directions share one table of targets.
    return (F.cross_entropy(logits_BB, shares_BB) + F.cross_entropy(logits_BB.T, shares_BB)) / 2


def gathered(rows_BD: torch.Tensor) -> torch.Tensor:
    """Rows of all processes in the order of their ranks; gradients flow back to each.

    Every process then computes the same loss, so that DDP's mean of gradients is the gradient.
    """
    if not dist.is_initialized():
        return rows_BD
    return torch.cat(all_gather(rows_BD.contiguous()))  # type: ignore[no-untyped-call]

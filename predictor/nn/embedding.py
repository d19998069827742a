"""Pictures to unit embeddings: decoding in threads while the network works on the batch before."""

from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import torch
from torch.nn import functional as F  # noqa: N812  # as everybody calls it

from predictor.nn.backbone import AMP_DTYPE, Backbone, device
from predictor.nn.data import decode_images

Embeddings = np.ndarray


def reduced_precision() -> AbstractContextManager[object]:
    """bf16 where the hardware multiplies it: every accelerator, and CPUs that say so."""
    where = device()
    fast = where.type != "cpu" or any(
        torch.cpu.get_capabilities().get(each, False) for each in ("avx512_bf16", "amx_bf16")
    )
    return torch.autocast(where.type, dtype=AMP_DTYPE, enabled=fast)


def embed(backbone: Backbone, sources: Iterable[Path | bytes], batch: int) -> Iterator[Embeddings]:
    """float32 unit rows, a batch at a time, in the order of the sources."""
    where = device()
    backbone = backbone.to(where).to(memory_format=torch.channels_last).eval()
    for images_BCHW in decode_images(sources, backbone.preprocess, batch):
        yield embed_batch(backbone, images_BCHW.to(where, non_blocking=True))


@torch.inference_mode()
def embed_batch(backbone: Backbone, images_BCHW: torch.Tensor) -> Embeddings:
    with reduced_precision():
        raw_BD = backbone(images_BCHW.contiguous(memory_format=torch.channels_last))
    embeddings: Embeddings = F.normalize(raw_BD.float(), dim=1).cpu().numpy()
    return embeddings

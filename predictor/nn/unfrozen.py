"""Trains the encoder's last block together with the heads, from pictures."""

from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from typing import Any

import numpy as np
import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812  # as everybody calls it

from predictor.config import Head, Labels
from predictor.nn.backbone import AMP_DTYPE, Backbone, EncoderError, device
from predictor.nn.calibration import fit_temperature
from predictor.nn.examples import Examples, Integers, SideTask, check
from predictor.nn.heads import Heads, head_shape, standardise, start_at_means
from predictor.nn.train import HeadWeights, on_cpu, silent, steps
from predictor.nn.training import Answers, Progress, Split, Training

ImageBatch = tuple[torch.Tensor, Integers]  # images_BCHW, and which examples they are of

# The block knows much already: the heads' steps would undo it.
BLOCK_RATE = 0.01
MEASURED_BATCHES = 32  # enough for the mean and spread of embeddings
# Where encoders keep the layers before the pooling, and what follows them.
BLOCKS = ("transformer.resblocks", "trunk.blocks", "trunk.stages", "trunk.layer4", "layer4")
AFTER = (
    "ln_post",
    "proj",
    "attnpool",
    "trunk.conv_head",
    "trunk.bn2",
    "trunk.final_conv",
    "trunk.norm",
    "trunk.fc_norm",
    "trunk.head",
    "head",
)


class UnfrozenModel(nn.Module):
    """(B, 3, H, W) images -> outputs by task."""

    def __init__(self, backbone: Backbone, heads: Heads) -> None:
        super().__init__()
        self.backbone = backbone
        self.heads = heads

    def forward(self, images_BCHW: torch.Tensor) -> dict[str, torch.Tensor]:
        where = images_BCHW.device.type
        with torch.autocast(where, dtype=AMP_DTYPE, enabled=where != "cpu"):
            raw_BD = self.backbone(images_BCHW)
        outputs: dict[str, torch.Tensor] = self.heads(F.normalize(raw_BD.float(), dim=1))
        return outputs

    def train(self, mode: bool = True) -> "UnfrozenModel":
        """Only heads change mode: statistics of frozen layers stay those of pretraining."""
        super().train(mode)
        self.backbone.eval()
        return self


def fit_unfrozen(  # noqa: PLR0913  # each is one thing the result depends on
    backbone: Backbone,
    train: Examples,
    tune: Examples,
    centroids_C2: np.ndarray,
    *,
    train_images: Callable[[], Iterable[ImageBatch]],
    tune_images: Callable[[], Iterable[ImageBatch]],
    labels: Labels,
    head: Head,
    tasks: Sequence[SideTask] = (),
    seed: int = 1,
    progress: Progress = silent,
) -> HeadWeights:
    """As `fit_head`, but `backbone` changes in place and embeddings are not looked at.

    Both callables give one epoch of batches each time; shuffling is theirs.
    """
    for split, examples in (("train", train), ("tune", tune)):
        check(examples, len(centroids_C2), split, tasks)
    where = device()
    shape = head_shape(backbone.dimension, len(centroids_C2), head, tasks)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        model = UnfrozenModel(backbone, Heads(shape)).to(where)
        block = unfreeze(backbone)
        measure(model, train_images())
        start_at_means(model.heads, train.facts)
        training = Training(model, adamw(model.heads, block, head), shape.tasks)
        learning = Split(train_images, Answers(train, centroids_C2, labels, where))
        judging = Split(tune_images, Answers(tune, centroids_C2, labels, where))
        history = training.run(learning, judging, head, steps(len(train), head.batch), progress)
        temperature = fit_temperature(*training.logits_for_calibration(judging))
    backbone.requires_grad_(requires_grad=False)
    return HeadWeights(shape, on_cpu(model.heads.state_dict()), temperature, history)


def unfreeze(backbone: Backbone) -> list[nn.Parameter]:
    """The parameters of the last block and of all that follows it; the rest stops learning."""
    backbone.requires_grad_(requires_grad=False)
    parts = [found for name in BLOCKS if (found := inside(backbone.visual, name)) is not None]
    if not parts:
        raise EncoderError(
            f"{backbone.tower.architecture} has no last block that can be told apart;"
            " write unfreeze_blocks = 0 in the recipe's head."
        )
    last = parts[0][-1] if isinstance(parts[0], (nn.Sequential, nn.ModuleList)) else parts[0]
    after = (inside(backbone.visual, name) for name in AFTER)
    block = list(chain.from_iterable(parameters(part) for part in (last, *after)))
    for parameter in block:
        parameter.requires_grad_()
    return block


def inside(module: nn.Module, name: str) -> nn.Module | nn.Parameter | None:
    found: nn.Module | nn.Parameter | None = module
    for step in name.split("."):
        found = getattr(found, step, None)
    return found


def parameters(part: object) -> list[nn.Parameter]:
    if isinstance(part, nn.Parameter):
        return [part]
    return list(part.parameters()) if isinstance(part, nn.Module) else []


def adamw(heads: Heads, block: list[nn.Parameter], head: Head) -> torch.optim.AdamW:
    groups: list[dict[str, Any]] = [
        {"params": list(heads.parameters())},
        {"params": block, "lr": head.learning_rate * BLOCK_RATE},
    ]
    return torch.optim.AdamW(
        groups, lr=head.learning_rate, weight_decay=head.weight_decay, fused=True
    )


@torch.inference_mode()
def measure(model: UnfrozenModel, batches: Iterable[ImageBatch]) -> None:
    """Standardises the heads' input by what the encoder says before it changes."""
    where = next(model.parameters()).device
    found = (
        F.normalize(model.backbone(images_BCHW.to(where)).float(), dim=1)
        for _, (images_BCHW, _) in zip(range(MEASURED_BATCHES), batches, strict=False)
    )
    standardise(model.heads, found)

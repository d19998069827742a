"""Contrastive pretraining of both towers on photos and their captions (CLIP; PIGEON, 3.3).

Each step is a function of the seed and its number: a killed run continues with the same numbers.
"""

import math
import time
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

import torch
import torch.distributed as dist
from torch import nn
from torch.nn import functional as F  # noqa: N812  # as everybody calls it
from torch.nn.parallel import DistributedDataParallel

from predictor.config import Pretrain
from predictor.nn.augment import cropped, tinted
from predictor.nn.captions import Known, compose
from predictor.nn.contrast import contrast, gathered
from predictor.nn.embedding import reduced_precision
from predictor.nn.examples import Integers, TrainingError
from predictor.nn.heads import CELLS, Heads
from predictor.nn.language import Language
from predictor.nn.losses import cells_loss, side_loss
from predictor.nn.pictures import Pictures
from predictor.nn.preprocess import Preprocess
from predictor.nn.progress import Progress, State
from predictor.nn.sampling import Sampler
from predictor.nn.training import Answers

LONGEST_GRADIENT: Final = 5.0
LEAST_SIZE: Final = 32  # convolutional towers halve their maps five times


@dataclass(frozen=True, slots=True)
class Album:
    """Training photos, everything in the same order."""

    pictures: Pictures
    known: Sequence[Known]
    drives: Sequence[str]
    preprocess: Preprocess
    answers: Answers


@dataclass(frozen=True, slots=True)
class Batch:
    images_BCHW: torch.Tensor
    tokens_BL: torch.Tensor
    captions_B: torch.Tensor  # equal numbers, equal captions
    rows_B: torch.Tensor

    def parts(self, count: int) -> list["Batch"]:
        columns = (self.images_BCHW, self.tokens_BL, self.captions_B, self.rows_B)
        return [Batch(*each) for each in zip(*(c.chunk(count) for c in columns), strict=True)]


class Learner(nn.Module):
    """Both towers and the heads that learn beside them, in one forward pass for DDP."""

    def __init__(self, clip: nn.Module, heads: Heads) -> None:
        super().__init__()
        self.clip = clip
        self.heads = heads
        heads.spread_D.fill_(heads.shape.dimension**-0.5)

    def forward(
        self, images_BCHW: torch.Tensor, tokens_BL: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor, dict[str, torch.Tensor]]:
        with reduced_precision():
            raw_BD = self.clip.encode_image(images_BCHW)  # type: ignore[operator]
            texts_BD = self.clip.encode_text(tokens_BL)  # type: ignore[operator]
        images_BD = F.normalize(raw_BD.float(), dim=1)
        scale: torch.Tensor = self.clip.logit_scale.exp()  # type: ignore[operator]
        return images_BD, F.normalize(texts_BD.float(), dim=1), scale, self.heads(images_BD)


class Pretraining:
    def __init__(
        self,
        album: Album,
        language: Language,
        learner: Learner,
        config: Pretrain,
        seed: int,
    ) -> None:
        self.album, self.language, self.learner = album, language, learner
        self.config, self.seed = config, seed
        self.rank, self.world = (
            (dist.get_rank(), dist.get_world_size()) if dist.is_initialized() else (0, 1)
        )
        self.device = next(learner.parameters()).device
        self.sampler = Sampler(album.drives, config.batch, seed)
        self.steps = config.epochs * self.sampler.steps_per_epoch
        self.model: nn.Module = DistributedDataParallel(learner) if self.world > 1 else learner
        self.optimiser = optimiser_of(learner, config)

    def run(self, file: Path, key: str, progress: Progress, save_every_s: float = 120.0) -> None:
        """Goes on from `file` when it holds a state of the same `key`."""
        state = State(file, key)
        first = state.restore(self.learner, self.optimiser)
        saved = time.monotonic()
        self.learner.train()
        for step in range(first, self.steps):
            loss = self.step(step)
            if not math.isfinite(loss):
                raise TrainingError(
                    f"The loss is {loss} at step {step}: training came apart;"
                    " lower pretrain.learning_rate in the recipe."
                )
            if self.rank == 0:
                last = step + 1 == self.steps
                if last or time.monotonic() - saved >= save_every_s:
                    state.save(step + 1, self.learner, self.optimiser)
                    saved = time.monotonic()
                progress(step + 1, self.steps, loss)
        self.learner.eval()

    def step(self, step: int) -> float:
        for group in self.optimiser.param_groups:
            group["lr"] = learning_rate(step, self.steps, self.config)
        torch.manual_seed(self.seed + step * self.world + self.rank)  # of dropped paths
        self.optimiser.zero_grad(set_to_none=True)
        loss = self.backward(self.batch(step))
        nn.utils.clip_grad_norm_(self.learner.parameters(), LONGEST_GRADIENT)
        self.optimiser.step()
        return loss

    # --- One batch

    def batch(self, step: int) -> Batch:
        """This process's share of it."""
        rows_B = self.sampler.rows(step)[self.rank :: self.world]
        random = Random(f"{self.seed} {step} {self.rank}")  # noqa: S311  # seeded on purpose
        texts = [
            compose(self.album.known[row], random, self.config.caption_dropout) for row in rows_B
        ]
        captions_B = torch.tensor([zlib.crc32(text.encode()) for text in texts])
        images_BCHW = self.images(rows_B, self.size(step), random)
        parts = (images_BCHW, self.language.encode(texts), captions_B, torch.from_numpy(rows_B))
        return Batch(*(each.to(self.device, non_blocking=True) for each in parts))

    def images(self, rows_B: Integers, size: tuple[int, int], random: Random) -> torch.Tensor:
        crops_B3HW = torch.empty(
            (len(rows_B), 3, *size), dtype=torch.uint8, memory_format=torch.channels_last
        )
        for crop, picture in zip(crops_B3HW, self.album.pictures.rows(rows_B), strict=True):
            crop.copy_(cropped(picture, size, self.config.smallest_crop, random))
        generator = torch.Generator().manual_seed(random.getrandbits(63))
        return tinted(crops_B3HW, self.album.preprocess, generator)

    def size(self, step: int) -> tuple[int, int]:
        small = step < self.config.small_share * self.steps
        longest = self.config.small_size if small else self.config.size
        full = self.album.preprocess.size
        ratio = min(1.0, longest / max(full))
        height, width = (max(LEAST_SIZE, round(side * ratio)) for side in full)
        return height, width

    def backward(self, batch: Batch) -> float:
        """Contrast runs over the whole batch, also when it goes through the network in parts.

        Features of all parts are computed first, without gradient; then each part again with it.
        """
        parts = batch.parts(self.config.accumulate)
        known = [self.features(part) for part in parts] if len(parts) > 1 else []
        total = 0.0
        for number, part in enumerate(parts):
            images_BD, texts_BD, scale, outputs = self.model(part.images_BCHW, part.tokens_BL)
            fresh = [*known[:number], (images_BD, texts_BD), *known[number + 1 :]]
            all_images, all_texts = (torch.cat(each) for each in zip(*fresh, strict=True))
            # Every part sees the same contrast: its gradient reaches the scale once in all.
            share = scale if number == 0 else scale.detach()
            loss = contrast(
                gathered(all_images), gathered(all_texts), gathered(batch.captions_B), share
            )
            side = self.side(outputs, part.rows_B) / len(parts)
            torch.autograd.backward(loss + side)
            total += loss.item() / len(parts) + side.item()
        return total

    @torch.no_grad()
    def features(self, part: Batch) -> tuple[torch.Tensor, torch.Tensor]:
        images_BD, texts_BD, *_ = self.learner(part.images_BCHW, part.tokens_BL)
        return images_BD, texts_BD

    def side(self, outputs: dict[str, torch.Tensor], rows_B: torch.Tensor) -> torch.Tensor:
        """Cells and facts told from the embedding itself; they shape it where captions are rare."""
        if not self.config.cells:
            return outputs[CELLS].sum() * 0.0
        answers, tasks = self.album.answers, self.learner.heads.shape.tasks
        place = cells_loss(outputs[CELLS], answers.targets(rows_B))
        facts = side_loss(outputs, answers.facts_of(rows_B), tasks)
        return self.config.side_weight * (place + facts.to(place))


def optimiser_of(learner: nn.Module, config: Pretrain) -> torch.optim.Optimizer:
    """Norms, offsets and the scale are not decayed."""
    matrices = [each for each in learner.parameters() if each.ndim >= 2]
    others = [each for each in learner.parameters() if each.ndim < 2]
    groups = [
        {"params": matrices, "weight_decay": config.weight_decay},
        {"params": others, "weight_decay": 0.0},
    ]
    # CLIP's second moment: 0.999 lets a step after a rare large gradient grow too long.
    return torch.optim.AdamW(groups, lr=config.learning_rate, betas=(0.9, 0.98))


def learning_rate(step: int, steps: int, config: Pretrain) -> float:
    """Rises over the warm-up, then falls to zero along a cosine."""
    warmup = min(config.warmup_steps, steps // 2)
    if step < warmup:
        return config.learning_rate * (step + 1) / warmup
    return config.learning_rate * 0.5 * (1 + math.cos(math.pi * (step - warmup) / (steps - warmup)))

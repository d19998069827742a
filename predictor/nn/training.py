"""The loop that frozen and unfrozen training share: AdamW, cosine steps, early stopping."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import torch
from torch import nn

from predictor.config import Head, Labels
from predictor.geodesy import unit_vectors
from predictor.nn.calibration import MOST_ROWS
from predictor.nn.examples import Examples, Integers, SideTask, TrainingError
from predictor.nn.heads import CELLS
from predictor.nn.losses import cells_loss, side_loss, smoothed_targets

Batch = tuple[torch.Tensor, Integers]  # what the model sees, and which examples these are
Batches = Callable[[], Iterable[Batch]]
Progress = Callable[[int, float, float], None]  # epoch from 1, loss, tune loss

LEAST_GAIN: Final = 1e-4  # of the tune loss: less is no reason to wait longer


@dataclass(frozen=True, slots=True)
class Epoch:
    number: int
    loss: float
    tune_loss: float


class Answers:
    """What is true of a split's photos, on the device; soft targets are made batch by batch."""

    def __init__(
        self, examples: Examples, centroids_C2: np.ndarray, labels: Labels, where: torch.device
    ) -> None:
        self.points_N3 = unit_points(examples.latlng_N2).to(where)
        self.centroids_C3 = unit_points(centroids_C2).to(where)
        self.own_cell_N = torch.from_numpy(examples.own_cell_N).to(where)
        self.facts = {
            name: torch.from_numpy(values).to(where) for name, values in examples.facts.items()
        }
        self.labels = labels

    def targets(self, rows_B: torch.Tensor) -> torch.Tensor:
        if self.labels.smoothing == "one_hot":
            return self.own_cell_N[rows_B]
        return smoothed_targets(self.points_N3[rows_B], self.centroids_C3, self.labels.tau_km)

    def facts_of(self, rows_B: torch.Tensor) -> Mapping[str, torch.Tensor]:
        return {name: values[rows_B] for name, values in self.facts.items()}


def unit_points(latlng_N2: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(unit_vectors(latlng_N2).astype(np.float32))


@dataclass(frozen=True, slots=True)
class Split:
    batches: Batches
    answers: Answers


class Training:
    """`model`: (B, ...) inputs -> outputs by task. Ends with the best parameters in place."""

    def __init__(
        self, model: nn.Module, optimiser: torch.optim.Optimizer, tasks: tuple[SideTask, ...]
    ) -> None:
        self.model = model
        self.optimiser = optimiser
        self.tasks = tasks
        self.device = next(model.parameters()).device
        self.best_state: dict[str, torch.Tensor] = {}
        self.best_loss = math.inf
        self.waited = 0

    def run(
        self, train: Split, tune: Split, head: Head, steps_per_epoch: int, progress: Progress
    ) -> tuple[Epoch, ...]:
        schedule = cosine(self.optimiser, head.epochs * steps_per_epoch)
        history: list[Epoch] = []
        while len(history) < head.epochs and self.waited < head.patience:
            loss = self.learn(train, schedule)
            tune_loss = self.loss(tune)
            history.append(Epoch(len(history) + 1, loss, tune_loss))
            if not math.isfinite(loss + tune_loss):
                raise diverged(history[-1])
            self.remember(tune_loss)
            progress(len(history), loss, tune_loss)
        self.model.load_state_dict(self.best_state, strict=False)
        return tuple(history)

    def learn(self, split: Split, schedule: torch.optim.lr_scheduler.LRScheduler) -> float:
        total, count = torch.zeros((), device=self.device), 0
        self.model.train()
        for inputs, rows in split.batches():
            rows_B = torch.from_numpy(rows).to(self.device)
            outputs = self.model(inputs.to(self.device))
            loss = cells_loss(outputs[CELLS], split.answers.targets(rows_B))
            side = side_loss(outputs, split.answers.facts_of(rows_B), self.tasks)
            self.optimiser.zero_grad(set_to_none=True)
            torch.autograd.backward(loss + side.to(loss))
            self.optimiser.step()
            schedule.step()
            total, count = total + loss.detach() * len(rows), count + len(rows)
        return total.item() / max(1, count)

    def loss(self, split: Split) -> float:
        """Of the cells alone: side tasks are a means."""
        total, count = torch.zeros((), device=self.device), 0
        for logits_BC, rows_B in self.cell_logits(split):
            total += cells_loss(logits_BC, split.answers.targets(rows_B)) * len(rows_B)
            count += len(rows_B)
        return total.item() / max(1, count)

    @torch.inference_mode()
    def cell_logits(self, split: Split) -> Iterator[tuple[torch.Tensor, torch.Tensor]]:
        self.model.eval()
        for inputs, rows in split.batches():
            yield self.model(inputs.to(self.device))[CELLS], torch.from_numpy(rows).to(self.device)

    def logits_for_calibration(self, split: Split) -> tuple[torch.Tensor, torch.Tensor]:
        """An even sample when the split is too large to hold all its logits, with own cells."""
        step = math.ceil(len(split.answers.own_cell_N) / MOST_ROWS)
        parts = [
            (logits_BC[rows_B % step == 0], rows_B[rows_B % step == 0])
            for logits_BC, rows_B in self.cell_logits(split)
        ]
        logits_NC, rows_N = (torch.cat(each) for each in zip(*parts, strict=True))
        return logits_NC, split.answers.own_cell_N[rows_N]

    def remember(self, tune_loss: float) -> None:
        self.waited = 0 if tune_loss < self.best_loss - LEAST_GAIN else self.waited + 1
        if tune_loss < self.best_loss:
            self.best_loss = tune_loss
            self.best_state = {
                name: parameter.detach().clone()
                for name, parameter in self.model.named_parameters()
                if parameter.requires_grad
            }


def cosine(optimiser: torch.optim.Optimizer, steps: int) -> torch.optim.lr_scheduler.LRScheduler:
    return torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: 0.5 * (1.0 + math.cos(math.pi * min(1.0, step / max(1, steps))))
    )


def diverged(epoch: Epoch) -> TrainingError:
    return TrainingError(
        f"The loss is {epoch.loss} (tune {epoch.tune_loss}) after epoch {epoch.number}:"
        " training came apart; lower head.learning_rate in the recipe."
    )

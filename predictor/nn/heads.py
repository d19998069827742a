"""Linear heads over unit embeddings: the cells, and side tasks (climate, driving side, ...).

With a frozen encoder and no hidden layer every head is a regression of its own, so side tasks
cannot help the cells. They count once something is shared: `hidden` > 0, or an unfrozen block.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final, Self

import numpy as np
import torch
from torch import nn

from predictor.config import Head
from predictor.nn.examples import SideTask

CELLS: Final = "cells"
LEAST_SPREAD: Final = 1e-6  # a constant coordinate is left as it is


@dataclass(frozen=True, slots=True)
class HeadShape:
    """Enough to build the module that a state dict fits."""

    dimension: int
    cells: int
    hidden: int = 0
    dropout: float = 0.0
    tasks: tuple[SideTask, ...] = ()

    def to_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Self:
        tasks = tuple(
            SideTask(task["name"], task["weight"], tuple(task["classes"]))
            for task in values["tasks"]
        )
        return cls(**(values | {"tasks": tasks}))


class Heads(nn.Module):
    """(B, D) unit embeddings -> logits (or numbers) of every task by name, "cells" first."""

    middle_D: torch.Tensor
    spread_D: torch.Tensor

    def __init__(self, shape: HeadShape) -> None:
        super().__init__()
        self.shape = shape
        # A coordinate of a unit row is about 0.04: steps of one size need the same spread.
        self.register_buffer("middle_D", torch.zeros(shape.dimension))
        self.register_buffer("spread_D", torch.ones(shape.dimension))
        self.trunk = trunk(shape)
        width = shape.hidden or shape.dimension
        outputs = {CELLS: shape.cells} | {task.name: task.outputs for task in shape.tasks}
        self.heads = nn.ModuleDict({name: nn.Linear(width, n) for name, n in outputs.items()})

    def forward(self, embeddings_BD: torch.Tensor) -> dict[str, torch.Tensor]:
        shared_BH = self.trunk((embeddings_BD - self.middle_D) / self.spread_D)
        return {name: head(shared_BH) for name, head in self.heads.items()}


def head_shape(dimension: int, cells: int, head: Head, tasks: Sequence[SideTask]) -> HeadShape:
    wanted = tuple(task for task in tasks if task.weight > 0)
    return HeadShape(dimension, cells, head.hidden, head.dropout, wanted)


def trunk(shape: HeadShape) -> nn.Sequential:
    layers: list[nn.Module] = []
    if shape.hidden:
        layers += [nn.Linear(shape.dimension, shape.hidden), nn.GELU()]
    return nn.Sequential(*layers, nn.Dropout(shape.dropout))


def standardise(heads: Heads, blocks: Iterable[torch.Tensor]) -> None:
    """Takes mean and spread from training embeddings, given in parts."""
    rows, sum_D, squares_D = 0, torch.zeros(()).double(), torch.zeros(()).double()
    for block in blocks:
        rows += len(block)
        sum_D = sum_D + block.double().sum(dim=0)
        squares_D = squares_D + block.double().square().sum(dim=0)
    middle_D = sum_D / rows
    spread_D = (squares_D / rows - middle_D.square()).clamp(min=0.0).sqrt()
    heads.middle_D.copy_(middle_D)
    heads.spread_D.copy_(torch.where(spread_D > LEAST_SPREAD, spread_D, 1.0))


def start_at_means(heads: Heads, facts: Mapping[str, np.ndarray]) -> None:
    """Numbers lie far from zero: without this the first epochs go into the offset."""
    for task in heads.shape.tasks:
        known = np.isfinite(facts[task.name])
        if not task.classes and known.any():
            mean = float(np.log1p(facts[task.name][known]).mean())
            linear: nn.Linear = heads.heads[task.name]  # type: ignore[assignment]
            nn.init.constant_(linear.bias, mean)


def probabilities(
    heads: Heads, embeddings_BD: torch.Tensor, temperature: float
) -> dict[str, torch.Tensor]:
    """Calibrated for the cells, as learnt for side tasks; numbers are given back unlogged."""
    classes = {task.name for task in heads.shape.tasks if task.classes}
    answers = {}
    for name, output in heads(embeddings_BD).items():
        if name == CELLS:
            answers[name] = torch.softmax(output.float() / temperature, dim=1)
        elif name in classes:
            answers[name] = torch.softmax(output.float(), dim=1)
        else:
            answers[name] = torch.expm1(output.float()[:, 0]).clamp(min=0.0)
    return answers

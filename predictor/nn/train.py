"""Fits the heads over frozen embeddings: arrays in, weights out; no files, no Django."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch

from predictor.config import Head, Labels
from predictor.nn.backbone import device
from predictor.nn.calibration import fit_temperature
from predictor.nn.examples import (
    ROWS_AT_ONCE,
    Examples,
    Integers,
    SideTask,
    check,
    check_embeddings,
)
from predictor.nn.heads import Heads, HeadShape, head_shape, standardise, start_at_means
from predictor.nn.training import Answers, Batch, Epoch, Progress, Split, Training
from predictor.nn.weights import StateDict


@dataclass(frozen=True, slots=True)
class HeadWeights:
    """What a checkpoint keeps of the heads."""

    shape: HeadShape
    state: StateDict  # float32 on the CPU
    temperature: float  # of the cells' logits
    history: tuple[Epoch, ...] = ()

    def heads(self) -> Heads:
        heads = Heads(self.shape)
        heads.load_state_dict(self.state)
        return heads.eval()


def silent(_epoch: int, _loss: float, _tune_loss: float) -> None:
    pass


def fit_head(  # noqa: PLR0913  # each is one thing a head depends on
    train: Examples,
    tune: Examples,
    centroids_C2: np.ndarray,
    *,
    labels: Labels,
    head: Head,
    tasks: Sequence[SideTask] = (),
    seed: int = 1,
    progress: Progress = silent,
) -> HeadWeights:
    """The weights of the epoch with the lowest tune loss. Same seed and machine, same weights."""
    for split, examples in (("train", train), ("tune", tune)):
        check(examples, len(centroids_C2), split, tasks)
        check_embeddings(examples, split)
    shape = head_shape(train.embeddings_ND.shape[1], len(centroids_C2), head, tasks)
    with torch.random.fork_rng():
        torch.manual_seed(seed)
        heads = new_heads(shape, train).to(device())
        optimiser = adamw(heads, head)
        training = Training(heads, optimiser, shape.tasks)
        where = device()
        learning = Split(
            shuffled(train, head.batch, seed), Answers(train, centroids_C2, labels, where)
        )
        judging = Split(in_order(tune, head.batch), Answers(tune, centroids_C2, labels, where))
        per_epoch = steps(len(train), head.batch)
        history = training.run(learning, judging, head, per_epoch, progress)
        temperature = fit_temperature(*training.logits_for_calibration(judging))
    return HeadWeights(shape, on_cpu(heads.state_dict()), temperature, history)


def new_heads(shape: HeadShape, train: Examples) -> Heads:
    heads = Heads(shape)
    embeddings_ND = train.embeddings_ND
    firsts = range(0, len(embeddings_ND), ROWS_AT_ONCE)
    standardise(heads, (as_tensor(embeddings_ND[row : row + ROWS_AT_ONCE]) for row in firsts))
    start_at_means(heads, train.facts)
    return heads


def adamw(heads: Heads, head: Head) -> torch.optim.AdamW:
    return torch.optim.AdamW(
        heads.parameters(), lr=head.learning_rate, weight_decay=head.weight_decay, fused=True
    )


def shuffled(examples: Examples, batch: int, seed: int) -> Callable[[], Iterator[Batch]]:
    """Another order each epoch, the same orders for the same seed."""
    draw = np.random.default_rng(seed)
    return lambda: taken(examples, draw.permutation(len(examples)), batch)


def in_order(examples: Examples, batch: int) -> Callable[[], Iterator[Batch]]:
    return lambda: taken(examples, np.arange(len(examples)), batch)


def taken(examples: Examples, order: Integers, batch: int) -> Iterator[Batch]:
    for first in range(0, len(order), batch):
        rows = order[first : first + batch]
        yield as_tensor(examples.embeddings_ND[rows]), rows


def as_tensor(embeddings_ND: np.ndarray) -> torch.Tensor:
    # A copy: embeddings may be half precision or a file mapped read-only.
    return torch.from_numpy(np.array(embeddings_ND, dtype=np.float32))


def steps(photos: int, batch: int) -> int:
    return -(-photos // batch)


def on_cpu(state: StateDict) -> StateDict:
    return {name: tensor.detach().float().cpu().clone() for name, tensor in state.items()}

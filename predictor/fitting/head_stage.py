"""The head of a recipe: trained once, kept with its encoder as a checkpoint."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tqdm import tqdm

from predictor.cells import Partition
from predictor.config import Recipe
from predictor.fitting.rows import PhotoRows
from predictor.fitting.side_facts import side_facts, side_tasks
from predictor.nn import checkpoint as checkpoints
from predictor.nn.backbone import Backbone, weights_digest
from predictor.nn.checkpoint import Checkpoint
from predictor.nn.data import decode_images
from predictor.nn.embedding import Embeddings
from predictor.nn.examples import Examples, SideTask
from predictor.nn.train import HeadWeights, fit_head
from predictor.nn.training import Progress
from predictor.nn.unfrozen import ImageBatch, fit_unfrozen
from predictor.photo_files import sources


@dataclass(frozen=True, slots=True)
class Lesson:
    """Photos of one split; no embeddings where the encoder learns too."""

    rows: PhotoRows
    embeddings_ND: Embeddings

    def examples(self, partition: Partition, tasks: tuple[SideTask, ...]) -> Examples:
        points = self.rows.latlng_N2
        own = partition.assign(points) if len(points) else np.zeros(0, np.int64)
        return Examples(self.embeddings_ND, points, own, side_facts(self.rows, tasks))


def train_head(
    recipe: Recipe, partition: Partition, lessons: tuple[Lesson, Lesson], backbone: Backbone
) -> HeadWeights:
    """`lessons` are train and tune. With an unfrozen block, `backbone` changes."""
    tasks = side_tasks(recipe.auxiliary, lessons[0].rows)
    train, tune = (lesson.examples(partition, tasks) for lesson in lessons)
    with tqdm(total=recipe.head.epochs, unit="epoch", desc="head", disable=None) as bar:
        progress = shown_on(bar)
        if not recipe.head.unfreeze_blocks:
            return fit_head(
                train,
                tune,
                partition.centroids_C2,
                labels=recipe.labels,
                head=recipe.head,
                tasks=tasks,
                seed=recipe.seed,
                progress=progress,
            )
        train_images, tune_images = (epochs(lesson.rows, backbone, recipe) for lesson in lessons)
        return fit_unfrozen(
            backbone,
            train,
            tune,
            partition.centroids_C2,
            train_images=train_images,
            tune_images=tune_images,
            labels=recipe.labels,
            head=recipe.head,
            tasks=tasks,
            seed=recipe.seed,
            progress=progress,
        )


def shown_on(bar: "tqdm[Any]") -> Progress:
    def progress(epoch: int, loss: float, tune_loss: float) -> None:
        bar.update(epoch - bar.n)
        bar.set_postfix(loss=f"{loss:.3f}", tune=f"{tune_loss:.3f}")

    return progress


def epochs(
    rows: PhotoRows, backbone: Backbone, recipe: Recipe
) -> Callable[[], Iterator[ImageBatch]]:
    """Each call is one epoch in an order of its own, the same orders for the same seed."""
    draw = np.random.default_rng(recipe.seed)
    batch = recipe.encoder.batch

    def one_epoch() -> Iterator[ImageBatch]:
        order = draw.permutation(len(rows))
        files = sources(rows.files[row] for row in order)
        pictures = decode_images(files, backbone.preprocess, batch)
        for number, images_BCHW in enumerate(pictures):
            yield images_BCHW, order[number * batch : (number + 1) * batch]

    return one_epoch


def keep(
    path: Path, recipe: Recipe, partition: Partition, backbone: Backbone, head: HeadWeights
) -> Checkpoint:
    digest = weights_digest(recipe.encoder)
    checkpoints.save(path, Checkpoint(recipe, backbone, head, partition.hash(), digest))
    return checkpoints.load(path, partition.hash())

"""`fit`: photos -> audit -> cells -> embeddings -> head -> references -> published locator.

Every stage keeps its result under a hash of its inputs, so that a killed fit goes on where it
was, and nothing is seen by anyone before the last stroke.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from predictor.auditing import audit
from predictor.cells import AdminArea, Partition
from predictor.config import Recipe
from predictor.fitting import publishing
from predictor.fitting.areas import admin_areas
from predictor.fitting.cell_stage import cells_of, describe, noted
from predictor.fitting.embeddings import embeddings_of, missing_photos
from predictor.fitting.head_stage import Lesson, keep, train_head
from predictor.fitting.keys import Keys
from predictor.fitting.rows import PhotoRows, read_rows
from predictor.fitting.views import one_row_a_place
from predictor.models import CellSet, Locator
from predictor.nn import checkpoint as checkpoints
from predictor.nn.backbone import Backbone, create
from predictor.nn.checkpoint import Checkpoint
from predictor.prototypes import make_prototypes

Say = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Job:
    """A recipe with all it is fitted from; `cache` is the folder of finished stages."""

    recipe: Recipe
    rows: PhotoRows
    areas: list[AdminArea]
    keys: Keys
    cache: Path

    @property
    def cells_note(self) -> Path:
        return self.cache / "cells" / self.keys.cells

    @property
    def checkpoint(self) -> Path:
        return self.cache / "checkpoints" / f"{self.keys.head}.safetensors"

    @property
    def embeddings(self) -> Path:
        return self.cache / "embeddings"

    @property
    def embeddings_key(self) -> str:
        """Those of an encoder that learnt too belong to its head."""
        return self.keys.head if self.recipe.head.unfreeze_blocks else self.keys.encoder


def job_of(recipe: Recipe, cache: Path) -> Job:
    rows, areas = read_rows(recipe.photos), admin_areas()
    return Job(recipe, rows, areas, Keys.of(recipe, rows, areas), cache)


def fit(job: Job, say: Say, *, allow_leaks: bool = False, publish: bool = True) -> Locator:
    """Without `publish` the locator stays a draft, which nobody is answered by."""
    locator = publishing.fitted_before(job.recipe, job.keys.locator)
    if locator is None:
        locator = made(job, say, allow_leaks=allow_leaks)
    else:
        say(f"{locator} was fitted from just this before.")
    if publish and locator.state != Locator.State.PUBLISHED:
        publishing.publish(locator)
    say(f"{locator} is {Locator.State(locator.state).label.lower()}.")
    return locator


def made(job: Job, say: Say, *, allow_leaks: bool) -> Locator:
    say(counted(job.rows))
    audited(job.recipe, say, allow_leaks=allow_leaks)
    cell_set, partition = cells_of(job.recipe, job.rows.of("train"), job.areas, job.cells_note)
    say(f"cells: {describe(partition)}")
    backbone = create(job.recipe.encoder)
    if job.recipe.head.unfreeze_blocks:
        checkpoint = checkpoint_of(job, partition, lessons_without_embeddings(job), backbone)
        train, _ = embedded(job, checkpoint.backbone)
    else:
        train, tune = embedded(job, backbone)
        checkpoint = checkpoint_of(job, partition, (train, tune), backbone)
    return with_references(job, cell_set, partition, checkpoint, train)


def counted(rows: PhotoRows) -> str:
    train, tune = (len(rows.of(split)) for split in ("train", "tune"))
    return f"photos: {train} train, {tune} tune"


def audited(recipe: Recipe, say: Say, *, allow_leaks: bool) -> None:
    report = audit(recipe.photos.datasets)
    if not allow_leaks:
        report.refuse_leaks()
    say(f"audit: {len(report.leaks)} leaks between the splits")


def lessons_without_embeddings(job: Job) -> tuple[Lesson, Lesson]:
    nothing = np.zeros((0, 0), np.float32)
    return Lesson(job.rows.of("train"), nothing), Lesson(job.rows.of("tune"), nothing)


def embedded(job: Job, backbone: Backbone) -> tuple[Lesson, Lesson]:
    """Train and tune, one row a place."""
    encoder = job.recipe.encoder
    embeddings_ND = embeddings_of(job.rows, backbone, encoder, job.embeddings_key, job.embeddings)
    splits = [np.flatnonzero(job.rows.splits_N == split) for split in ("train", "tune")]
    train, tune = (
        Lesson(*one_row_a_place(job.rows.take(index), embeddings_ND[index], encoder.views))
        for index in splits
    )
    return train, tune


def checkpoint_of(
    job: Job, partition: Partition, lessons: tuple[Lesson, Lesson], backbone: Backbone
) -> Checkpoint:
    if job.checkpoint.exists():
        return checkpoints.load(job.checkpoint, partition.hash())
    head = train_head(job.recipe, partition, lessons, backbone)
    return keep(job.checkpoint, job.recipe, partition, backbone, head)


def with_references(
    job: Job, cell_set: CellSet, partition: Partition, checkpoint: Checkpoint, train: Lesson
) -> Locator:
    rows, embeddings_ND = train.rows, train.embeddings_ND
    own_cells = partition.assign(rows.latlng_N2)
    fitted = publishing.Fitted(
        recipe=job.recipe,
        content_hash=job.keys.locator,
        cell_set=cell_set,
        checkpoint=checkpoint,
        rows=rows,
        embeddings_ND=embeddings_ND,
        clusters=make_prototypes(embeddings_ND, rows.latlng_N2, own_cells, job.recipe.prototypes),
        metrics={
            "references": len(rows),
            "cells": len(partition.finest),
            "temperature": checkpoint.head.temperature,
            "history": [asdict(epoch) for epoch in checkpoint.head.history],
        },
    )
    return publishing.save_locator(fitted)


@dataclass(frozen=True, slots=True)
class Stage:
    name: str
    key: str
    todo: str  # empty when its result is kept already


def plan(job: Job) -> list[Stage]:
    """What `fit` would do, without doing it."""
    keys, missing = job.keys, missing_photos(job.rows, job.embeddings_key, job.embeddings)
    before = publishing.fitted_before(job.recipe, keys.locator)
    is_published = before is not None and before.state == Locator.State.PUBLISHED
    return [
        Stage("cells", keys.cells, "" if noted(job.cells_note) else "make"),
        Stage("embeddings", job.embeddings_key, f"{missing} photos" if missing else ""),
        Stage("head", keys.head, "" if job.checkpoint.exists() else "train"),
        Stage("locator", keys.locator, "" if is_published else "publish"),
    ]

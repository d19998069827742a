"""From a checkpoint and its references to the locator that answers: all of it or nothing."""

from dataclasses import asdict, dataclass, replace
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify

from predictor.config import Recipe
from predictor.fitting.rows import PhotoRows
from predictor.models import CellSet, Locator
from predictor.nn.checkpoint import Checkpoint, packed
from predictor.nn.embedding import Embeddings
from predictor.prototypes import Clusters
from predictor.references import save_references
from predictor.stored_files import store_once

FOLDER = "checkpoints"


def fitted_before(recipe: Recipe, content_hash: str) -> Locator | None:
    """A locator of this name that was fitted from just this, whatever became of it."""
    found = Locator.objects.filter(name=recipe.name, content_hash=content_hash)
    return found.order_by("-version").first()


@dataclass(frozen=True, slots=True)
class Fitted:
    """All parts of a locator that is not public yet."""

    recipe: Recipe
    content_hash: str
    cell_set: CellSet
    checkpoint: Checkpoint
    rows: PhotoRows
    embeddings_ND: Embeddings
    clusters: Clusters
    metrics: dict[str, Any]


def save_locator(fitted: Fitted) -> Locator:
    """A draft: a new version beside the old ones, with all its references or not at all.

    The file comes first: a kill between leaves a file without a row, and the next fit finds it.
    """
    recipe = fitted.recipe
    name = f"{FOLDER}/{slugify(recipe.name)}-{fitted.content_hash[:16]}.safetensors"
    # The checkpoint of the head stage may carry the choices of another recipe with the same head.
    store_once(name, packed(replace(fitted.checkpoint, recipe=recipe)))
    with transaction.atomic():
        locator = Locator.objects.create(
            name=recipe.name,
            version=next_version(recipe.name),
            cell_set=fitted.cell_set,
            checkpoint=name,
            config=asdict(recipe),
            content_hash=fitted.content_hash,
            metrics=fitted.metrics,
        )
        rows = fitted.rows
        save_references(locator, rows.ids_N, fitted.embeddings_ND, rows.latlng_N2, fitted.clusters)
    return locator


def next_version(name: str) -> int:
    highest: int | None = Locator.objects.filter(name=name).aggregate(Max("version"))[
        "version__max"
    ]
    return (highest or 0) + 1


def publish(locator: Locator) -> None:
    """Retires the one before with the same stroke: readers see the one or the other."""
    state = Locator.State
    with transaction.atomic():
        others = Locator.objects.select_for_update().filter(name=locator.name)
        others.filter(state=state.PUBLISHED).update(state=state.RETIRED)
        Locator.objects.filter(pk=locator.pk).update(state=state.PUBLISHED)
    locator.state = state.PUBLISHED

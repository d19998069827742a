"""References follow the labels: a photo that was somewhere else goes to the cell of its place.

Weights and cells of a locator stay what they were fitted to be. The prototypes of the two cells
are made anew from their references, with the recipe's own choices.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import Q

from predictor.cell_of import cells_of
from predictor.config import Photos, Prototypes
from predictor.embedding_rows import as_embedding, kept_embeddings
from predictor.models import (
    Embedding,
    GeoCell,
    Locator,
    Photo,
    Prototype,
    Reference,
    ReferenceMove,
    Split,
    StaleReference,
)
from predictor.models.points import to_latlng
from predictor.prototypes import make_prototypes
from predictor.references import insert_references
from predictor.sql import load

Array = np.ndarray[Any, Any]


def follow_labels() -> int:
    """How many photos' references followed; a photo that somebody else sees to is left to him."""
    done = 0
    for photo_id in StaleReference.objects.order_by("since").values_list("pk", flat=True):
        done += follow_label(photo_id)
    return done


def follow_label(photo_id: int) -> bool:
    """All locators or none. Twice is the same as once."""
    with transaction.atomic():
        stale = StaleReference.objects.select_for_update(skip_locked=True).filter(pk=photo_id)
        found = stale.first()
        if found is None:
            return False
        # The row is locked: a label that changes again meanwhile makes a new one, after this.
        photo = Photo.objects.get(pk=photo_id)
        for locator in locators_with(photo):
            move(locator, photo, found)
        found.delete()
    return True


def locators_with(photo: Photo) -> list[Locator]:
    """That have the photo among their references, or had it there before."""
    known = Reference.objects.filter(photo=photo).values("locator")
    moved = ReferenceMove.objects.filter(photo=photo).values("locator")
    locators = Locator.objects.filter(Q(pk__in=known) | Q(pk__in=moved))
    return list(locators.select_related("cell_set").order_by("pk"))


def move(locator: Locator, photo: Photo, stale: StaleReference) -> None:
    with connection.cursor() as cursor:
        cursor.execute(load("lock_references"), {"locator": locator.pk})
    reference = Reference.objects.filter(locator=locator, photo=photo)
    known = reference.select_related("prototype__cell").first()
    before, after = known.prototype.cell if known else None, cell_of(locator, photo)
    vector = vector_of(known) if known else kept_vector(photo, locator)
    is_there = known is not None and before == after and known.point == photo.point
    if is_there or before is after is None or vector is None:
        return  # a vector that was never kept is seen by the next fit
    cells = [cell for cell in (before, after) if cell]
    rows = rows_of(locator, cells).without(photo.pk)
    if after is not None and photo.point:
        rows = rows.joined(photo.pk, vector, to_latlng(photo.point), after.number)
    else:
        keep_vector(photo, vector, locator)
    rebuild(locator, cells, rows)
    ReferenceMove.objects.create(
        locator=locator, photo=photo, version_id=stale.version_id, before=before, after=after
    )


def cell_of(locator: Locator, photo: Photo) -> GeoCell | None:
    """None for a photo that no locator may learn from any more."""
    least = float(locator.config.get("photos", {}).get("min_trust", Photos().min_trust))
    may_teach = photo.split == Split.TRAIN and photo.label_trust >= least and photo.file
    if photo.point is None or not may_teach:
        return None
    (number,) = cells_of(locator.cell_set, [to_latlng(photo.point)])
    return locator.cell_set.cells.get(number=number)


# --- The embedding of a photo that leaves: it may come back


def vector_of(reference: Reference) -> Array:
    vector: Array = np.array(reference.embedding, dtype=np.float32)
    return vector


def keep_vector(photo: Photo, vector: Array, locator: Locator) -> None:
    kept = as_embedding(photo, vector, locator)
    Embedding.objects.bulk_create([kept], ignore_conflicts=True)


def kept_vector(photo: Photo, locator: Locator) -> Array | None:
    return kept_embeddings([photo.pk], locator).get(photo.pk)


# --- The references of the cells, as arrays


@dataclass(frozen=True, slots=True)
class Rows:
    """In the order of their photos, as a fit has them."""

    photo_ids_N: Array
    embeddings_ND: Array
    latlng_N2: Array
    cells_N: Array

    def take(self, index_M: Array) -> "Rows":
        return Rows(
            self.photo_ids_N[index_M],
            self.embeddings_ND[index_M],
            self.latlng_N2[index_M],
            self.cells_N[index_M],
        )

    def without(self, photo_id: int) -> "Rows":
        return self.take(np.flatnonzero(self.photo_ids_N != photo_id))

    def joined(self, photo_id: int, vector: Array, latlng: Any, cell: int) -> "Rows":
        both = Rows(
            np.append(self.photo_ids_N, photo_id),
            np.vstack([self.embeddings_ND.reshape(-1, len(vector)), vector]).astype(np.float32),
            np.vstack([self.latlng_N2, latlng]),
            np.append(self.cells_N, cell),
        )
        return both.take(np.argsort(both.photo_ids_N))


def rows_of(locator: Locator, cells: list[GeoCell]) -> Rows:
    found = Reference.objects.filter(locator=locator, prototype__cell__in=cells)
    columns = found.order_by("photo").values_list(
        "photo", "embedding", "point", "prototype__cell__number"
    )
    rows = list(columns)
    vectors = [row[1] for row in rows]
    return Rows(
        np.array([row[0] for row in rows], dtype=np.int64),
        np.array(vectors, dtype=np.float32).reshape(len(rows), -1 if rows else 0),
        np.array([to_latlng(row[2]) for row in rows], dtype=np.float64).reshape(-1, 2),
        np.array([row[3] for row in rows], dtype=np.int64),
    )


def rebuild(locator: Locator, cells: list[GeoCell], rows: Rows) -> None:
    Prototype.objects.filter(locator=locator, cell__in=cells).delete()  # and their members
    if not len(rows.photo_ids_N):
        return
    choices = Prototypes(**locator.config.get("prototypes", {}))
    clusters = make_prototypes(rows.embeddings_ND, rows.latlng_N2, rows.cells_N, choices)
    insert_references(locator, rows.photo_ids_N, rows.embeddings_ND, rows.latlng_N2, clusters)

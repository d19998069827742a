"""Writes batches of photos: each in one transaction, one import at a time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from predictor import sql
from predictor.intake.candidate import Incoming
from predictor.intake.placing import place_in_splits
from predictor.regions import COAST_M

# Of a position that makes sense only with its numbers exchanged.
DOUBTFUL_TRUST = 0.5


@dataclass(frozen=True, slots=True)
class Written:
    """Numbers are places in the batch."""

    source_ids: frozenset[str] = frozenset()
    near_other_split: frozenset[int] = frozenset()
    at_sea: frozenset[int] = frozenset()  # and on land with exchanged numbers


def write_batch(dataset: str, rows: Sequence[Incoming], forced_split: str = "") -> Written:
    """Rows whose name or bytes are known already are left out; their files are in place before.

    The lock makes imports that run at once take turns: no deadlock between the unique indexes,
    and the split of a sequence is decided once.
    """
    if not rows:
        return Written()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.load("lock_imports"))
        torn = place_in_splits(dataset, rows, forced_split)
        cursor.execute(sql.load("create_incoming_photos"))
        with cursor.copy(sql.load("copy_incoming_photos")) as copy:
            for cells in copied_rows(dataset, rows):
                copy.write_row(cells)
        located = {"coast_m": COAST_M, "trust": DOUBTFUL_TRUST}
        at_sea = first_column(cursor, "locate_incoming_photos", located)
        attached = first_column(cursor, "attach_incoming_photos")
        inserted = first_column(cursor, "insert_incoming_photos")
    return Written(frozenset(attached | inserted), frozenset(torn), frozenset(at_sea))


def first_column(cursor: Any, name: str, parameters: Mapping[str, Any] | None = None) -> set[Any]:
    cursor.execute(sql.load(name), parameters)
    return {row[0] for row in cursor.fetchall()}


def copied_rows(dataset: str, rows: Sequence[Incoming]) -> Iterator[tuple[object, ...]]:
    """In the order of copy_incoming_photos.sql."""
    for number, row in enumerate(rows):
        yield (
            *(number, dataset, row.source_id, row.sha256, row.file, row.width, row.height),
            row.perceptual_hash,
            *(row.latlng.lat, row.latlng.lng, row.label_trust, row.split),
            *(row.author, row.sequence, row.scene, row.heading_deg, row.captured_at),
            *(Jsonb(row.facts), row.licence, row.attribution),
        )

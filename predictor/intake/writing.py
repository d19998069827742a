"""Writes batches of photos: each in one transaction, one import at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db import connection, transaction
from psycopg.types.json import Jsonb

from predictor import sql
from predictor.intake.candidate import Incoming
from predictor.intake.placing import place_in_splits


@dataclass(frozen=True, slots=True)
class Written:
    source_ids: frozenset[str]
    near_other_split: int


def write_batch(dataset: str, rows: Sequence[Incoming], forced_split: str = "") -> Written:
    """Rows whose name or bytes are known already are left out; their files are in place before.

    The lock makes imports that run at once take turns: no deadlock between the unique indexes,
    and the split of a sequence is decided once.
    """
    if not rows:
        return Written(frozenset(), 0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql.load("lock_imports"))
        torn = place_in_splits(dataset, rows, forced_split)
        cursor.execute(sql.load("create_incoming_photos"))
        with cursor.copy(sql.load("copy_incoming_photos")) as copy:
            for cells in copied_rows(dataset, rows):
                copy.write_row(cells)
        cursor.execute(sql.load("attach_incoming_photos"))
        attached = {source_id for (source_id,) in cursor.fetchall()}
        cursor.execute(sql.load("insert_incoming_photos"))
        return Written(
            frozenset(attached | {source_id for (source_id,) in cursor.fetchall()}), torn
        )


def copied_rows(dataset: str, rows: Sequence[Incoming]) -> Iterator[tuple[object, ...]]:
    """In the order of copy_incoming_photos.sql."""
    for number, row in enumerate(rows):
        yield (
            *(number, dataset, row.source_id, row.sha256, row.file, row.width, row.height),
            *(row.latlng.lat, row.latlng.lng, row.region_id, row.label_trust, row.split),
            *(row.author, row.sequence, row.scene, row.heading_deg, row.captured_at),
            *(Jsonb(row.facts), row.licence, row.attribution),
        )

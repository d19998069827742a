"""All checks across splits, over the photos of some datasets or of all."""

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations

from django.db import connection

from predictor import sql
from predictor.auditing.duplicates import Pictures, find_duplicates
from predictor.auditing.neighbours import find_neighbours
from predictor.auditing.offenders import MOST_PRECIOUS, AuditReport, Kind, Offender
from predictor.auditing.photos import (
    Columns,
    fill_hashes,
    names_or_all,
    read_columns,
    unhashed,
)


def audit(
    datasets: Sequence[str] = (), on_progress: Callable[[int], object] = lambda _: None
) -> AuditReport:
    """Missing hashes are filled in on the way, with progress in photos; nothing else changes."""
    missing = unhashed(datasets)
    filled = fill_hashes(missing, on_progress)
    columns = read_columns(datasets)
    offenders = [*straddling_groups(datasets), *across_splits(columns)]
    photos = {split: len(columns.rows_of(split)) for split in reversed(MOST_PRECIOUS)}
    without = columns.files.count("") + len(missing) - filled
    return AuditReport(photos, without, tuple(offenders), tuple(datasets))


def straddling_groups(datasets: Sequence[str]) -> Iterator[Offender]:
    with connection.cursor() as cursor:
        cursor.execute(sql.load("straddling_groups"), names_or_all(datasets))
        rows = cursor.fetchall()
    for kind, dataset, name, ids, splits in rows:
        yield Offender(Kind(kind), tuple(ids), tuple(splits), f"{dataset}: {name}")


def across_splits(columns: Columns) -> Iterator[Offender]:
    pictures = Pictures(columns)
    pairs = list(combinations(reversed(MOST_PRECIOUS), 2))
    for pair in pairs:
        yield from find_duplicates(columns, pictures, *pair)
    for pair in pairs:
        yield from find_neighbours(columns, *pair)

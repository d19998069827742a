"""Versions of a dataset's labels: what was measured says by which labels."""

from django.db import connection
from django.db.models import Max

from predictor.models import DatasetVersion
from predictor.sql import load

FIRST = 1


def present_version(dataset: str) -> int:
    versions = DatasetVersion.objects.filter(dataset=dataset)
    highest: int | None = versions.aggregate(highest=Max("number"))["highest"]
    return highest or FIRST


def next_version(dataset: str, why: str = "") -> DatasetVersion:
    """In the transaction that changes the labels, which then change one after the other."""
    with connection.cursor() as cursor:
        cursor.execute(load("lock_dataset"), {"dataset": dataset})
    number = present_version(dataset) + 1
    return DatasetVersion.objects.create(dataset=dataset, number=number, why=why[:255])

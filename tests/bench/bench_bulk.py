"""A bulk job from JPEG files to rows, as a share of what the bare network does in the same run.

Photos and locator live in a database of the benchmarks and are deleted at the end: the writer
has a connection of its own, so they must be committed.
"""

import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from django.core.management import call_command
from django.db import connection
from django.test import override_settings

from geoweb.domain.bulk import Job
from geoweb.tasks import work_on_chunk
from predictor.fitting.fit import fit, job_of
from predictor.locate import Warm, warmed
from predictor.models import CellSet, Locator, Photo, Prediction
from predictor.nn.backbone import device
from predictor.nn.data import decode_images
from predictor.nn.embedding import embed_batch
from predictor.photo_files import sources
from predictor.recipes import read
from tests.bench.bench_locate import seconds
from tests.bench.figure import Figure

DATASET = "planet"
PHOTOS = 192
COPIES = {"cpu": 1, "cuda": 16}  # rows on each picture
ARCHITECTURES = {"cpu": "ViT-B-32", "cuda": "ViT-L-14-336"}
BATCHES = {"cpu": 32, "cuda": 128}
CHUNK = 256  # as the command sends them
ROUNDS = 3


def run() -> Iterator[Figure]:
    where = device().type
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), own_rows():
        call_command("make_planet", photos=PHOTOS)
        recipe = read("pigeon", changes(where))
        locator = fit(job_of(recipe, Path(folder) / "fits"), lambda _: None, publish=False)
        copy_photos(COPIES.get(where, 1))
        yield from measure(locator, warmed(locator), BATCHES.get(where, 32))


def changes(where: str) -> tuple[str, ...]:
    return (
        f"encoder.architecture={ARCHITECTURES.get(where, 'ViT-B-32')}",
        "encoder.weights=random:1",
        f"encoder.batch={BATCHES.get(where, 32)}",
        "head.epochs=3",
    )


@contextmanager
def own_rows() -> Iterator[None]:
    """Emptied before, too: a benchmark that was killed has left its rows."""
    name = connection.settings_dict["NAME"]
    if "bench" not in name:
        raise SystemExit(f"This empties its database, and {name} is none of benchmarks: make bench")
    empty()
    try:
        yield
    finally:
        empty()


def empty() -> None:
    Locator.objects.all().delete()
    CellSet.objects.all().delete()
    Photo.objects.filter(dataset=DATASET).delete()


def copy_photos(times: int) -> None:
    for photo in list(Photo.objects.filter(dataset=DATASET).order_by("pk")):
        name = photo.source_id
        for copy in range(1, times):
            photo.pk, photo.public_id, photo.sha256 = None, None, None
            photo.source_id = f"{name} {copy}"
            photo.save()


def measure(locator: Locator, warm: Warm, batch: int) -> Iterator[Figure]:
    names = Photo.objects.filter(dataset=DATASET).order_by("pk").values_list("file", flat=True)
    files = list(sources(names[:PHOTOS]))
    pictures = [each.to(device()) for each in decode_images(files, warm.backbone.preprocess, batch)]
    job = Job("predict", locator, dataset=DATASET, chunk=CHUNK)
    count = job.count()
    bare, whole = [], []
    for _ in range(ROUNDS + 1):  # the first of each warms up
        bare.append(seconds(partial(forward, pictures, warm)) / PHOTOS)
        Prediction.objects.filter(locator=locator).delete()
        whole.append(seconds(partial(work, job)) / count)
    assert Prediction.objects.filter(locator=locator).count() == count
    shares = [alone / all_of_it for alone, all_of_it in zip(bare[1:], whole[1:], strict=True)]
    per_s = 1.0 / statistics.median(whole[1:])
    yield Figure("bulk.share", round(statistics.median(shares), 3), "", ROUNDS, ">= 0.9")
    yield Figure("bulk.per_s", round(per_s, 1), "photos/s", count, "")
    bare_per_s = 1.0 / statistics.median(bare[1:])
    yield Figure("bulk.bare_per_s", round(bare_per_s, 1), "photos/s", PHOTOS, "")


def work(job: Job) -> None:
    """What a worker does with the messages of the command, one after the other."""
    for photo_ids in job.chunks():
        work_on_chunk(job.work, job.locator.pk, photo_ids)


def forward(pictures: list[torch.Tensor], warm: Warm) -> None:
    for images_BCHW in pictures:
        embed_batch(warm.backbone, images_BCHW)

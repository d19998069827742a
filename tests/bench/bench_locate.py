"""From JPEG files to answers with evidence, as a share of what the bare network does.

Photos, locator and answers live in a transaction and a folder that are taken back.
"""

import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import torch
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from predictor.fitting.fit import fit, job_of
from predictor.locate import Warm, locate, warmed
from predictor.models import Locator, Photo
from predictor.nn.data import decode_images
from predictor.nn.embedding import embed_batch
from predictor.photo_files import sources
from predictor.recipes import read
from tests.bench.figure import Figure

PHOTOS = 192
ROUNDS = 5
BATCH = 32
RECIPE = (
    "encoder.architecture=ViT-B-32",
    "encoder.weights=random:1",
    f"encoder.batch={BATCH}",
    "head.epochs=3",
)


def run() -> Iterator[Figure]:
    with TemporaryDirectory() as folder, override_settings(MEDIA_ROOT=folder), transaction.atomic():
        call_command("make_planet", photos=PHOTOS)
        recipe = read("pigeon", RECIPE)
        locator = fit(job_of(recipe, Path(folder) / "fits"), lambda _: None, publish=False)
        photos = list(Photo.objects.filter(dataset="planet").order_by("id"))
        yield from measure(photos, locator)
        transaction.set_rollback(True)


def measure(photos: list[Photo], locator: Locator) -> Iterator[Figure]:
    warm = warmed(locator)
    files = list(sources(str(photo.file.name) for photo in photos))
    batches = list(decode_images(files, warm.backbone.preprocess, BATCH))
    whole, bare = [], []
    for _ in range(ROUNDS + 1):  # the first of each warms up
        bare.append(seconds(lambda: forward(batches, warm)))
        whole.append(seconds(lambda: locate(photos, locator)))
    shares = [alone / all_of_it for alone, all_of_it in zip(bare[1:], whole[1:], strict=True)]
    per_s = len(photos) / statistics.median(whole[1:])
    share = statistics.median(shares)
    yield Figure("locate.share_of_forward", round(share, 3), "", ROUNDS, ">= 0.9")
    yield Figure("locate.photos_per_s", round(per_s, 1), "photos/s", len(photos), "")


def forward(batches: list[torch.Tensor], warm: Warm) -> None:
    for images_BCHW in batches:
        embed_batch(warm.backbone, images_BCHW)


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began

"""How fast photos come in: rows of metadata, and pictures decoded and encoded anew."""

import csv
import io
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from django.conf import settings
from PIL import Image

from predictor.intake.images import Limits
from predictor.intake.importing import Import
from predictor.intake.pool import WorkerPool
from predictor.intake.rejects import RejectsFile
from predictor.intake.sources import Request, open_source
from predictor.models import Photo
from tests.bench.figure import Figure

REAL = Path(__file__).parents[3] / "shared" / "data" / "coordinates_100k.csv"
ROWS = 100_000
PICTURES = 200
PROCESSES = 2
DATASET = "bench import"


def run() -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        media, settings.MEDIA_ROOT = settings.MEDIA_ROOT, str(folder / "media")
        try:
            yield rows_per_s(folder)
            yield photos_per_s(folder)
        finally:
            settings.MEDIA_ROOT = media


def rows_per_s(folder: Path) -> Figure:
    path = REAL if REAL.exists() else made_rows(folder / "rows.csv")
    seconds = timed(Request(str(path), metadata_only=True), folder, None)
    return Figure("import.rows_per_s", round(ROWS / seconds), "rows/s", ROWS, ">= 1667")


def photos_per_s(folder: Path) -> Figure:
    path = made_pictures(folder)
    with WorkerPool(PROCESSES, Limits()) as pool:
        seconds = timed(Request(str(path)), folder, pool)
    return Figure("import.photos_per_s", round(PICTURES / seconds, 1), "photos/s", PICTURES, "")


def timed(request: Request, folder: Path, pool: WorkerPool | None) -> float:
    """Seconds; what was imported goes again."""
    Photo.objects.filter(dataset=DATASET).delete()
    try:
        start = time.perf_counter()
        with RejectsFile(folder / "rejects.csv") as rejects:
            tally = Import(DATASET, rejects, pool).run(open_source(request).items)
        assert tally.imported in {ROWS, PICTURES}, tally.as_line()
        return time.perf_counter() - start
    finally:
        Photo.objects.filter(dataset=DATASET).delete()


def made_rows(path: Path) -> Path:
    rng = np.random.default_rng(0)
    towns = np.stack([rng.uniform(-50, 65, 2000), rng.uniform(-180, 179, 2000)], axis=1)
    points = towns[rng.integers(0, 2000, ROWS)] + rng.normal(0, 0.05, (ROWS, 2))
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["LAT", "LON"])
        writer.writerows(points.clip(-180, 180).tolist())
    return path


def made_pictures(folder: Path) -> Path:
    """Of 1280 pixels, about as hard to encode as photographs."""
    images = folder / "images"
    images.mkdir()
    rng = np.random.default_rng(0)
    with (folder / "pictures.csv").open("w") as table:
        table.write("file,lat,lon\n")
        for number in range(PICTURES):
            (images / f"{number}.jpg").write_bytes(made_picture(rng))
            table.write(f"images/{number}.jpg,{10 + number / 9},{20 + number / 9}\n")
    return folder / "pictures.csv"


def made_picture(rng: np.random.Generator) -> bytes:
    coarse = Image.fromarray(rng.integers(0, 255, (60, 80, 3), dtype=np.uint8))
    out = io.BytesIO()
    coarse.resize((1280, 960), Image.Resampling.BICUBIC).save(out, "JPEG", quality=90)
    return out.getvalue()

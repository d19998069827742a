"""A planet as arrays, drawn and looked at once; kept beside the databases of the benchmarks."""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from django.conf import settings
from django.contrib.gis.db.models.functions import Centroid

from predictor.cells.kmeans import lloyd
from predictor.geodesy import from_unit_vector, unit_vectors
from predictor.labelled_rows import middles
from predictor.models import Place, Region
from predictor.models.points import to_latlng
from predictor.planet.drawing import Job, draw_jobs
from predictor.planet.plan import plan
from predictor.planet.shots import shot_of
from predictor.recipes import read
from predictor.resampling import group_numbers
from predictor.suspicion.folds import folds_of
from predictor.suspicion.labelled import Ground, without_side_facts
from tests.bench.bench_planet import shipped_world
from tests.predictor.suspicion.corrupting import Atlas

PHOTOS = 4000
SEED = 1
CELLS = 120


@dataclass(frozen=True)
class Planet:
    embeddings_ND: np.ndarray
    latlng_N2: np.ndarray
    drive_N: np.ndarray
    split_N: np.ndarray

    def labelled(self, latlng_N2):
        """As it is judged: with these labels."""
        names = [f"drive {drive}" for drive in self.drive_N]
        group_N = group_numbers(names)
        return without_side_facts(self.embeddings_ND, latlng_N2, group_N, folds_of(names), group_N)


def planet() -> Planet:
    path = Path(settings.DATA_DIR) / "bench" / f"planet-{SEED}-{PHOTOS}.npz"
    if not path.exists():
        print("The planet is drawn once; it takes minutes.", file=sys.stderr)
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished = path.with_suffix(".tmp.npz")
        np.savez(unfinished, **drawn())
        unfinished.rename(path)
    with np.load(path) as kept:
        return Planet(**kept)


def drawn():
    """Imported here: nothing else of this benchmark needs torch."""
    from predictor.nn.backbone import create
    from predictor.nn.embedding import embed

    backbone = create(read("pigeon", ()).encoder)
    planned = plan(PHOTOS, SEED, shipped_world())
    jobs = [Job(route, tuple(range(planned.photos_of(route)))) for route in planned.routes]
    vectors, places, drives, splits = [], [], [], []
    for done in draw_jobs(jobs, processes=2):
        route = done.job.route
        vectors += list(embed(backbone, list(done.jpegs), 64))
        places += [shot_of(route, step).latlng for step in done.job.steps]
        drives += [route.number] * len(done.jpegs)
        splits += [route.split] * len(done.jpegs)
    return {
        "embeddings_ND": np.concatenate(vectors),
        "latlng_N2": np.array(places),
        "drive_N": np.array(drives),
        "split_N": np.array(splits),
    }


def ground(latlng_N2) -> Ground:
    """Cells as a locator would have made them from these labels."""
    centres = lloyd(unit_vectors(latlng_N2), CELLS, np.random.default_rng(SEED))
    return Ground(np.array([from_unit_vector(each) for each in centres]), middles())


def atlas() -> Atlas:
    towns = Place.objects.order_by("geoname_id")
    points, countries, provinces = zip(
        *towns.values_list("point", "country_code", "admin1_code"), strict=True
    )
    regions = Region.objects.filter(level=0).annotate(middle=Centroid("geom"))
    return Atlas(
        np.array([to_latlng(point) for point in points]),
        np.array(countries),
        np.array([f"{c}.{p}" for c, p in zip(countries, provinces, strict=True)]),
        {region.country_code: tuple(to_latlng(region.middle)) for region in regions},
    )

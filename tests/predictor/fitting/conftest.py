"""A small world in the database and a recipe for it."""

import pytest

from predictor.recipes import read
from tests.predictor.fitting.small_world import make_photos, make_regions

CHANGES = (
    'photos.datasets=["small"]',
    "cells.min_photos=4",
    "cells.max_photos=12",
    "cells.optics=[[2, 0.1]]",
    "encoder.weights=random:1",
    "encoder.batch=16",
    "head.epochs=8",
    "prototypes.min_samples=2",
)


@pytest.fixture
def small_world(db):
    make_regions()
    return make_photos()


@pytest.fixture
def recipe():
    return read("pigeon", CHANGES)

"""A small world in the database and a recipe for it."""

import pytest

from predictor.recipes import read
from tests.predictor.fitting.small_world import CHANGES, make_photos, make_regions


@pytest.fixture
def small_world(db):
    make_regions()
    return make_photos()


@pytest.fixture
def recipe():
    return read("pigeon", CHANGES)


@pytest.fixture
def fitted(small_world, recipe, tmp_path):
    """Imported here: the other tests of the predictor need no torch."""
    from predictor.fitting.fit import fit, job_of

    return fit(job_of(recipe, tmp_path), print)

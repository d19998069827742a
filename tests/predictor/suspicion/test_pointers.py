"""What people and cameras say, defaults of programs, mistakes made on purpose, land."""

import dataclasses

import numpy as np
import pytest
import shapely

from predictor.geodesy import haversine_km
from predictor.suspicion.corruptions import SHIFT_KM, WAYS, corrupt, elsewhere_near, to_a_middle
from predictor.suspicion.land import land_of
from predictor.suspicion.pointers import GIVEN, pointers
from tests.predictor.suspicion.little_world import little_world, moved


@pytest.fixture(scope="module")
def world():
    return little_world()


def said(world, **columns):
    labelled, _ = world
    changes = {name: getattr(labelled, name).copy() for name in columns}
    for name, value in columns.items():
        changes[name][0] = value
    weights = pointers(dataclasses.replace(labelled, **changes))
    return dict(zip(GIVEN, weights[0], strict=True))


def test_where_nobody_said_anything_nothing_weighs(world):
    assert not pointers(world[0]).any()


def test_a_tight_crowd_elsewhere_weighs_more_than_a_wide_one(world):
    away = (-world[0].latlng_N2[0, 0], world[0].latlng_N2[0, 1] + 120.0)
    tight = said(world, crowd_N2=away, crowd_spread_km_N=100.0)["crowd"]
    wide = said(world, crowd_N2=away, crowd_spread_km_N=3000.0)["crowd"]
    assert tight > 1.0 > wide


def test_a_crowd_at_the_label_clears_it(world):
    here = said(world, crowd_N2=world[0].latlng_N2[0], crowd_spread_km_N=50.0)
    assert here["crowd"] < 0.0


def test_a_camera_near_the_label_clears_it_and_one_far_off_does_not(world):
    label = world[0].latlng_N2[0]
    assert said(world, exif_N2=label)["exif"] == -2.0
    assert said(world, exif_N2=(label[0] + 3.0, label[1]))["exif"] == 4.0


def test_each_report_weighs_up_to_a_limit(world):
    weights = [said(world, reports_N=number)["reports"] for number in (0, 1, 2, 50)]
    assert weights == [0.0, 2.5, 3.5, 5.0]


def test_null_island_and_piles_weigh(world):
    labelled, _ = world
    piled = moved(labelled, [0, 100, 200, 300], (0.0, 0.0))
    weights = dict(zip(GIVEN, pointers(piled)[0], strict=True))
    assert weights["null_island"] == 7.0
    assert weights["pile"] == 2.0  # three others


def test_corrupted_labels_are_elsewhere_and_the_same_each_time(world):
    labelled, ground = world
    rows = np.arange(len(labelled))

    one, two = (
        corrupt(labelled.latlng_N2, rows, ground, np.random.default_rng(1)) for _ in range(2)
    )

    assert np.array_equal(one.latlng_M2, two.latlng_M2)
    km = haversine_km(one.latlng_M2, labelled.latlng_N2[one.rows_M])
    assert km.min() >= SHIFT_KM[0]
    assert len(one.rows_M) > len(rows) * (len(WAYS) - 1) / len(WAYS) / 2


def test_the_ways_go_where_they_say(world):
    labelled, ground = world
    label, draw = labelled.latlng_N2[:50], np.random.default_rng(1)
    near = elsewhere_near(label, labelled.latlng_N2, ground, draw)
    km = haversine_km(near, label)
    km = km[np.isfinite(km)]
    assert len(km)
    assert km.min() > SHIFT_KM[1] - 6
    assert km.max() < 1006
    middle = to_a_middle(label, labelled.latlng_N2, ground, draw)
    nearest = haversine_km(label[:, None], ground.middles_R2[None]).argmin(axis=1)
    assert np.array_equal(middle, ground.middles_R2[nearest])


def test_land_is_inside_and_a_little_around_and_wraps():
    land = land_of([shapely.box(170, -10, 180, 10), shapely.Polygon([(0, 50), (5, 50), (5, 55)])])
    asked = np.array(
        [[0, 175], [0, -179.95], [0, -179.5], [51, 4], [54, 1], [90, 180], [-90, -180]]
    )
    assert land(asked).tolist() == [True, True, False, True, False, False, False]

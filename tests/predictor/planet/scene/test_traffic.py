"""People keep to their side: the mirror image of a country is one that drives on the left."""

from dataclasses import replace

import pytest

from predictor.planet.scene.stage import stage_of
from predictor.planet.scene.traffic import add_moving
from predictor.planet.scene.vehicle import BODIES, Vehicle
from tests.predictor.planet.sample import BRITAIN, FRANCE, SHOT


def moving(country, seed):
    """(u, shows its front) of every vehicle on the road."""
    shot = replace(SHOT, country=country, seed=seed, traffic=1.0)
    stage = stage_of(None, shot)
    add_moving(stage)
    vehicles = [drawing.args[1] for _, _, drawing in stage.things]
    return [(vehicle.u, vehicle.front) for vehicle in vehicles]


@pytest.mark.parametrize("seed", range(6))
def test_traffic_comes_towards_us_on_the_left_where_people_drive_on_the_right(seed):
    for u, front in moving(FRANCE, seed):
        assert (u < 0) == front


@pytest.mark.parametrize("seed", range(6))
def test_traffic_mirrors_with_the_side_of_driving(seed):
    mirrored = replace(FRANCE, drives_on="left")

    for u, front in moving(mirrored, seed) + moving(BRITAIN, seed):
        assert (u > 0) == front


def test_traffic_leaves_an_empty_road_empty():
    stage = stage_of(None, replace(SHOT, traffic=0.0))

    add_moving(stage)

    assert stage.things == []


@pytest.mark.parametrize("kind", BODIES)
def test_vehicle_has_its_cabin_between_its_ends(kind):
    for front in (True, False):
        vehicle = Vehicle(kind, 10.0, 1.6, front, (0, 0, 0), (0, 0, 0))
        begin, end = vehicle.cabin
        assert 10.0 <= begin + 1e-9 < end <= vehicle.far + 1e-9

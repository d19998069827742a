"""Shots of a drive: one day and road, a place of their own each."""

from dataclasses import asdict, replace
from datetime import timedelta

import pytest

from predictor.planet.moment import moment
from predictor.planet.plan import plan
from predictor.planet.shots import build_shot, shot_of

SHARED = (
    "road_seed", "country", "surface", "surroundings", "weather", "day_of_year", "road_surface",
    "lanes", "sequence", "place_name",
)  # fmt: skip


@pytest.fixture(scope="module")
def firsts(planned):
    return [shot_of(route, 0) for route in planned.routes]


def test_shots_repeat(planned):
    long = next(route for route in planned.routes if len(route) == 4)

    assert shot_of(replace(long), 3) == build_shot(planned, long.first_index + 3)


def test_shots_of_a_drive_share_its_day_and_road(planned):
    for route in planned.routes[:20]:
        first, *others = [shot_of(route, step) for step in range(len(route))]
        for shot in others:
            assert all(getattr(shot, name) == getattr(first, name) for name in SHARED)
            assert 0 < shot.along_m - first.along_m < 750
            assert 0 < shot.hour - first.hour < 0.05


def test_shots_differ_in_what_is_their_own(world):
    route = plan(10, 11, world, lengths=(10, 10)).routes[0]

    shots = [shot_of(route, step) for step in range(10)]

    for name in ("seed", "latlng", "index", "heading_deg", "along_m"):
        assert len({getattr(shot, name) for shot in shots}) == 10


def test_shots_look_along_the_road(planned):
    turns = [
        abs((shot_of(route, step).heading_deg - route.path.bearings_deg[step] + 180) % 360 - 180)
        for route in planned.routes[:60]
        for step in range(len(route))
    ]

    assert sum(turn < 10 for turn in turns) > 0.85 * len(turns)
    assert max(turns) < 80


def test_shots_are_taken_by_day(firsts):
    dark = [shot for shot in firsts if shot.sun_elevation_deg < 3.0]

    assert len(dark) < 0.02 * len(firsts)


def test_snow_falls_only_in_the_cold(firsts):
    assert all(shot.surface.temperature_c < 0.5 for shot in firsts if shot.weather == "snow")
    assert all(shot.surface.temperature_c >= 0.5 for shot in firsts if shot.weather == "rain")


def test_deserts_are_sunny(world):
    def sunny(mix):
        shots = [shot_of(route, 0) for route in plan(200, 5, world, mix, (1, 1)).routes]
        return sum(shot.weather in ("clear", "fair") for shot in shots) / len(shots)

    assert sunny("EG=1,LY=1") > sunny("GA=1,GY=1") + 0.15


def test_people_of_the_tropical_andes_live_below_the_snow(world):
    shots = [
        shot_of(route, 0) for route in plan(300, 5, world, "EC=1,CO=1,PE=1,BO=1", (1, 1)).routes
    ]

    assert max(shot.surface.elevation_m for shot in shots) < 4800
    assert sum(shot.surface.snow_cover > 0.1 for shot in shots) == 0
    assert max(shot.surface.conifer for shot in shots) < 0.6


def test_rich_countries_pave_their_roads(world):
    def paved(mix):
        shots = [shot_of(route, 0) for route in plan(300, 5, world, mix, (1, 1)).routes]
        return sum(shot.road_surface in ("asphalt", "concrete") for shot in shots) / len(shots)

    assert paved("DE=1,FR=1") > 0.95
    assert paved("CD=1,TD=1") < 0.75


def test_shots_speak_the_language_of_the_province(world):
    routes = plan(200, 5, world, "IN=1", (1, 1)).routes
    scripts = {shot_of(route, 0).country.script for route in routes}

    assert {"Deva", "Taml"} <= scripts


def test_capture_times_follow_the_sun(planned):
    for route in planned.routes[:40]:
        now, lng = moment(route), route.path.latlngs[0].lng
        solar = now.captured_at(lng, 0) + timedelta(hours=lng / 15.0)
        assert solar.hour + solar.minute / 60 == pytest.approx(now.hour, abs=0.03)


def test_shots_say_nothing_but_plain_values(planned):
    shot = asdict(build_shot(planned, 0))

    modules = {type(value).__module__ for value in shot.values()}
    assert modules == {"builtins", "predictor.geodesy"}

"""Plans: the same every time, on land, near their towns, spread like the land, splits apart."""

from collections import Counter, defaultdict

import numpy as np
import pytest

from predictor.geodesy import distance_km, haversine_km
from predictor.planet.facts import countries
from predictor.planet.plan import plan


def test_plan_repeats(world, planned):
    assert plan(3000, 11, world) == planned


def test_plan_of_another_seed_is_another_world(world, planned):
    assert plan(60, 12, world).routes[0] != planned.routes[0]


def test_plan_of_a_bigger_world_begins_alike(world, planned):
    small = plan(500, 11, world)

    assert small.routes == planned.routes[: len(small.routes)]


def test_plan_numbers_photos_without_gaps(planned):
    for index in (0, 1, 499, 1234, 2999):
        route, step = planned.locate(index)
        assert route.first_index + step == index
        assert 0 <= step < planned.photos_of(route)
    assert sum(planned.photos_of(route) for route in planned.routes) == 3000
    with pytest.raises(IndexError, match="photo 3000 of 3000"):
        planned.locate(3000)


def test_plan_keeps_drives_on_land_in_their_country(world, planned):
    for route in planned.routes:
        areas = world.locate(route.path.latlngs)
        assert {area.country_code for area in areas} == {route.country_code}
        assert tuple(area.region_code for area in areas) == route.region_codes


def test_plan_stays_within_5_km_of_the_town(planned):
    for route in planned.routes:
        assert max(haversine_km(route.town_latlng, route.path.latlngs)) <= 5.0


def test_plan_makes_drives_of_one_to_four_photos(planned):
    assert {len(route) for route in planned.routes} == {1, 2, 3, 4}


def test_plan_spaces_photos_as_a_car_does(world):
    for route in plan(600, 11, world, lengths=(10, 30)).routes:
        assert 10 <= len(route) <= 30
        gaps_m = haversine_km(route.path.latlngs[:-1], route.path.latlngs[1:]) * 1000
        assert gaps_m.min() >= 9.9
        assert gaps_m.max() <= 25.1


def test_plan_keeps_splits_a_kilometre_apart(planned):
    photos = defaultdict(list)
    for route in planned.routes[:80]:
        photos[route.split].extend(route.path.latlngs)
    for split, others in (("test", "train"), ("test", "tune"), ("tune", "train")):
        for here in photos[split]:
            assert haversine_km(here, np.array(photos[others])).min() >= 1.0


def test_plan_splits_seventy_ten_twenty(planned):
    counts = Counter(route.split for route in planned.routes)
    total = len(planned.routes)

    assert counts["train"] / total == pytest.approx(0.7, abs=0.03)
    assert counts["test"] / total == pytest.approx(0.2, abs=0.03)


def test_plan_shares_follow_the_surface(world):
    """Drives of one photo: many places for few photos."""
    counts = Counter(route.country_code for route in plan(1500, 3, world, lengths=(1, 1)).routes)
    drawn_km2 = {code: world.area_km2.get(code, 0.0) for code in countries()}

    for code in ("RU", "CA", "US", "CN", "BR", "AU"):
        share = drawn_km2[code] / sum(drawn_km2.values())
        assert counts[code] / counts.total() == pytest.approx(share, rel=0.15)


def test_plan_visits_what_the_mix_says(world):
    counts = Counter(route.country_code for route in plan(600, 3, world, "FR=2,JP=1").routes)

    assert set(counts) == {"FR", "JP"}
    assert counts["FR"] > counts["JP"]


def test_signs_point_to_other_towns_of_the_country(planned):
    named = [route for route in planned.routes if route.next_town.name]

    assert len(named) > 0.7 * len(planned.routes)
    for route in named:
        assert 4 <= route.next_town.km <= 150
        assert route.next_town.latin != route.town.latin or route.next_town.km > 4
        assert route.town.km >= 1


def test_towns_are_named_in_their_script(planned):
    greek_or_not = [
        route.town.name != route.town.latin
        for route in planned.routes
        if countries()[route.country_code].script not in ("Latn", "Ethi", "Mymr")
    ]

    assert sum(greek_or_not) > 0.9 * len(greek_or_not)


def test_towns_lie_where_they_are_said_to(planned):
    for route in planned.routes[:50]:
        km = distance_km(route.path.latlngs[0], route.town_latlng)
        assert abs(route.town.km - km) <= 1.0

"""Which region a point lies in, at the edges of the map and against a linear scan."""

import numpy as np
import pytest
import shapely
from django.test import TestCase

from predictor.geodesy import LatLng, distance_km, haversine_km
from predictor.models import Photo, Place
from predictor.models.points import to_point
from predictor.regions import (
    PLACE_CANDIDATES,
    TENFOLD_KM,
    assign_photo_regions,
    locate_region,
    locate_regions,
    nearest_place,
    nearest_places,
)
from tests.predictor.squares import load_countries, outlines

COUNTRIES = ("AQ", "FJ", "GL", "IT", "KI", "LS", "LT", "PF", "PL", "RU", "SM", "US", "VA", "ZA")
PLACES = {
    "fiji, west of the line": (LatLng(-16.85, 179.96), None),
    "fiji on the line": (LatLng(-16.8, 180.0), "FJ"),
    "fiji on the line, from the east": (LatLng(-16.8, -180.0), "FJ"),
    "vanua levu": (LatLng(-16.6, 179.2), "FJ"),
    "east of the line, lau": (LatLng(-16.8, -179.98), "FJ"),
    "chukotka": (LatLng(66.0, -175.0), "RU"),
    "chukotka on the line": (LatLng(66.0, 180.0), "RU"),
    "chukotka on the line, from the east": (LatLng(66.0, -180.0), "RU"),
    "kaliningrad": (LatLng(54.71, 20.5), "RU"),
    "aleutians west of the line": (LatLng(52.93, 172.9), "US"),
    "aleutians east of the line": (LatLng(53.4, -168.1), "US"),
    "lesotho": (LatLng(-29.5, 28.2), "LS"),
    "around lesotho": (LatLng(-29.1, 26.2), "ZA"),
    "vatican": (LatLng(41.9029, 12.4534), "VA"),
    "rome": (LatLng(41.89, 12.49), "IT"),
    "san marino": (LatLng(43.94, 12.46), "SM"),
    "south pole": (LatLng(-90.0, 123.0), "AQ"),
    "south pole on the line": (LatLng(-90.0, -180.0), "AQ"),
    "north pole": (LatLng(90.0, 0.0), None),
    "mid-pacific": (LatLng(0.0, -140.0), None),
}


class LocateTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.regions = load_countries(*COUNTRIES)

    def test_locate_region_at_the_edges_of_the_map(self):
        for name, (latlng, expected) in PLACES.items():
            with self.subTest(name):
                found = locate_region(latlng)
                assert (found.country_code if found.inside else None) == expected
                assert (found.distance_km == 0) == found.inside

    def test_locate_region_knows_province_and_country(self):
        found = locate_region(LatLng(54.71, 20.5))

        assert (found.country.name, found.province.name) == ("Russia", "Kaliningrad")
        assert found.deepest == found.province

    def test_locate_region_at_sea_names_the_nearest_coast(self):
        assert locate_region(LatLng(90.0, 0.0)).country_code == "GL"
        assert locate_region(LatLng(0.0, -140.0)).country_code == "PF"

    def test_locate_region_near_the_line_finds_the_other_side(self):
        found = locate_region(LatLng(65.2, -179.95))

        assert found.country_code == "RU"
        assert found.distance_km < 60

    def test_locate_region_on_a_border_gives_one_answer(self):
        lesotho = next(region for region in self.regions if region.code == "LS")
        borders = shapely.get_coordinates(lesotho.geom)[::7, ::-1]

        found = locate_regions(borders)

        assert all(place.inside for place in found)
        assert found == [locate_region(LatLng(*point)) for point in borders]

    def test_locate_regions_keeps_the_order(self):
        points = [latlng for latlng, _ in PLACES.values()]

        assert locate_regions(points) == [locate_region(latlng) for latlng in points]

    def test_locate_regions_of_nothing_is_nothing(self):
        assert locate_regions(np.empty((0, 2))) == []

    def test_locate_regions_takes_one_query(self):
        with self.assertNumQueries(1):
            locate_regions([LatLng(0, 0)] * 500)

    def test_locate_regions_agrees_with_a_linear_scan(self):
        points = sample_points()
        provinces = [region for region in self.regions if region.level == 1]

        found = locate_regions(points)

        for point, located in zip(points, found, strict=True):
            expected = covering_codes(provinces, point)
            assert located.inside == bool(expected)
            assert not expected or located.province.code in expected

    def test_distances_at_sea_agree_with_a_linear_scan(self):
        points = [p for p in sample_points() if abs(p[0]) < 80]
        coast = dense_vertices(self.regions)
        located = [
            (p, f) for p, f in zip(points, locate_regions(points), strict=True) if not f.inside
        ]

        for point, found in located[:120]:
            nearest_km = haversine_km(point, coast).min()
            # Vertices are a little farther than the edges between them.
            assert nearest_km * 0.97 - 3 <= found.distance_km <= nearest_km + 0.01

    def test_assign_photo_regions_changes_only_these_photos(self):
        photos = [
            Photo.objects.create(
                dataset="t", source_id=str(i), point=to_point(latlng), split="train"
            )
            for i, latlng in enumerate([LatLng(41.89, 12.49), LatLng(41.89, 12.49)])
        ]

        assert assign_photo_regions([photos[0].id]) == 1

        assert Photo.objects.get(id=photos[0].id).region.code == "IT-roma"
        assert Photo.objects.get(id=photos[1].id).region is None


def sample_points():
    """Half over the sphere, half where the loaded countries are."""
    draw = np.random.default_rng(5)
    sphere = np.degrees(np.arcsin(draw.uniform(-1, 1, 150)))
    anywhere = np.column_stack([sphere, draw.uniform(-180, 180, 150)])
    centres = np.array([[42, 12], [-29, 28], [54, 21], [-17, 179.5], [66, -178], [60, -150]])
    near = np.repeat(centres, 25, axis=0) + draw.normal(0, 3, (150, 2))
    near[:, 1] = (near[:, 1] + 180) % 360 - 180
    return np.concatenate([anywhere, near])


def covering_codes(regions, point):
    shape = shapely.Point(point[1], point[0])
    covers = shapely.covers(outlines(regions), shape)
    return {region.code for region, yes in zip(regions, covers, strict=True) if yes}


def dense_vertices(regions):
    countries = outlines([region for region in regions if region.level == 0])
    return shapely.get_coordinates(shapely.segmentize(countries, 0.02))[:, ::-1]


@pytest.mark.django_db
def test_locate_region_without_regions_knows_nothing():
    found = locate_region(LatLng(48.0, 2.0))

    assert (found.country, found.province, found.inside) == (None, None, False)


@pytest.mark.parametrize("point", [(91, 0), (0, 180.1), (float("nan"), 0), (0, float("inf"))])
def test_locate_regions_refuses_points_off_earth(point):
    with pytest.raises(ValueError, match="Point 1 is not on Earth"):
        locate_regions([(0, 0), point])


class NearestPlaceTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        draw = np.random.default_rng(2)
        latlngs = np.column_stack([draw.uniform(-85, 85, 400), draw.uniform(-180, 180, 400)])
        sizes = (10 ** draw.uniform(0, 7, 400)).astype(int)
        Place.objects.bulk_create(
            Place(geoname_id=i, name=f"P{i}", search_name=f"p{i}", country_code="XX",
                  population=size, point=to_point(LatLng(*latlng)))
            for i, (latlng, size) in enumerate(zip(latlngs.tolist(), sizes.tolist(), strict=True))
        )  # fmt: skip

    def test_nearest_places_agree_with_a_linear_scan(self):
        points = sample_points()

        found = nearest_places(points)

        assert [near.name for near in found] == [scanned_name(point) for point in points]

    def test_nearest_place_looks_over_the_antimeridian(self):
        Place.objects.create(
            geoname_id=900, name="East", search_name="east", country_code="XX",
            population=10, point=to_point(LatLng(5.0, -179.99)),
        )  # fmt: skip

        near = nearest_place(LatLng(5.0, 179.99))

        assert near.name == "East"
        assert near.distance_km == pytest.approx(
            distance_km(LatLng(5, 179.99), near.latlng), rel=0.01
        )

    def test_nearest_places_takes_one_query(self):
        with self.assertNumQueries(1):
            nearest_places([LatLng(0, 0)] * 50)


def scanned_name(point):
    places = list(Place.objects.all())
    away = haversine_km(point, np.array([[place.point.y, place.point.x] for place in places]))
    nearest = np.argsort(away)[:PLACE_CANDIDATES]
    worth = [away[i] - TENFOLD_KM * np.log10(max(places[i].population, 1)) for i in nearest]
    return places[nearest[int(np.argmin(worth))]].name


@pytest.mark.django_db
def test_nearest_place_without_places_is_none():
    assert nearest_place(LatLng(0.0, 0.0)) is None

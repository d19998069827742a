"""GET /api/regions/at/"""

import pytest
from django.test import TestCase

from predictor.geodesy import LatLng
from predictor.models import Place
from predictor.models.points import to_point
from tests.predictor.squares import load_countries

URL = "/api/regions/at/"


class RegionAtTest(TestCase):
    @classmethod
    def setUpTestData(cls):
        load_countries("LS")
        Place.objects.create(
            geoname_id=1, name="Maseru", search_name="maseru", country_code="LS",
            population=118_355, point=to_point(LatLng(-29.31667, 27.48333)),
        )  # fmt: skip

    def test_region_at_land_names_province_country_and_place(self):
        answer = self.client.get(URL, {"lat": "-29.4", "lng": "27.6"}).json()

        assert answer["country"]["name"] == "Lesotho"
        assert answer["province"]["code"] == "LS-maseru"
        assert (answer["country_code"], answer["inside"], answer["distance_km"]) == ("LS", True, 0)
        assert answer["nearest_place"]["name"] == "Maseru"
        assert 14 < answer["nearest_place"]["distance_km"] < 15

    def test_region_at_sea_says_how_far_the_coast_is(self):
        answer = self.client.get(URL, {"lat": -29.5, "lng": 32}).json()

        assert not answer["inside"]
        assert answer["country_code"] == "LS"
        assert 200 < answer["distance_km"] < 300

    def test_region_at_may_be_kept_by_everyone(self):
        response = self.client.get(URL, {"lat": 0, "lng": 0})

        assert response["Cache-Control"] == "public, max-age=86400"
        assert "Cookie" not in response.get("Vary", "")

    def test_region_at_takes_two_queries(self):
        with self.assertNumQueries(2):
            self.client.get(URL, {"lat": 0, "lng": 0})


@pytest.mark.django_db
def test_region_at_without_regions_knows_nothing(client):
    answer = client.get(URL, {"lat": 0, "lng": 0}).json()

    assert answer["country"] is answer["province"] is answer["nearest_place"] is None
    assert not answer["inside"]


@pytest.mark.parametrize(
    ("query", "parameters"),
    [
        ({}, ["lat", "lng"]),
        ({"lat": "91", "lng": "0"}, ["lat"]),
        ({"lat": "0", "lng": "-180.1"}, ["lng"]),
        ({"lat": "north", "lng": "0"}, ["lat"]),
        ({"lat": "nan", "lng": "0"}, ["lat"]),
        ({"lat": "0", "lng": "inf"}, ["lng"]),
        ({"lat": "1e999", "lng": "0"}, ["lat"]),
        ({"lat": "", "lng": "9" * 2000}, ["lat", "lng"]),
    ],
)
def test_region_at_odd_points_is_a_problem(client, query, parameters):
    response = client.get(URL, query)

    problem = response.json()
    assert response.status_code == problem["status"] == 400
    assert response["Content-Type"] == "application/problem+json"
    assert problem["title"] == "Bad Request"
    assert [error["parameter"] for error in problem["errors"]] == parameters


def test_region_at_other_methods_is_a_problem(client):
    response = client.post(URL)

    assert response.status_code == 405
    assert response["Content-Type"] == "application/problem+json"
    assert "POST" in response.json()["detail"]

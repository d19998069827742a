"""Coordinates as people and programs write them."""

import math
import random

import pytest

from predictor.geodesy import LatLng
from predictor.intake.coordinates import checked, read_degrees, read_latlng
from predictor.intake.outcome import Reason


@pytest.mark.parametrize(
    ("text", "degrees"),
    [
        ("48.8566", 48.8566),
        (" -33.9 ", -33.9),
        ("+7", 7.0),
        (".5", 0.5),
        ("1e1", 10.0),
        ("48,8566", 48.8566),
        ("\N{MINUS SIGN}12.5", -12.5),
    ],
)
def test_read_degrees_takes_decimal_points_and_commas(text, degrees):
    assert read_degrees(text) == degrees


@pytest.mark.parametrize("text", ["", "  ", "nan", "NULL", "\\N", "abc", "1_0", "1,234.5", "٤٨"])
def test_read_degrees_finds_no_number_in_other_text(text):
    assert read_degrees(text) is None


@pytest.mark.parametrize(
    ("lat", "lng", "reason"),
    [
        ("95", "10", Reason.SWAPPED),
        ("95", "95", Reason.OUT_OF_RANGE),
        ("-90.001", "120", Reason.OUT_OF_RANGE),
        ("45", "181", Reason.OUT_OF_RANGE),
        ("45", "270", Reason.OUT_OF_RANGE),
        ("inf", "2", Reason.OUT_OF_RANGE),
        ("2", "-inf", Reason.OUT_OF_RANGE),
        ("nan", "2", Reason.WITHOUT_LOCATION),
        ("", "2", Reason.WITHOUT_LOCATION),
        ("48.8", "", Reason.WITHOUT_LOCATION),
        ("north", "2", Reason.WITHOUT_LOCATION),
        ("0", "0.0", Reason.WITHOUT_LOCATION),
        ("0.0000001", "-0.0", Reason.WITHOUT_LOCATION),
        ("139.69", "35.68", Reason.SWAPPED),
        ("1e300", "2", Reason.OUT_OF_RANGE),
    ],
)
def test_read_latlng_says_why_there_is_no_point(lat, lng, reason):
    assert read_latlng(lat, lng)[0] is reason


@pytest.mark.parametrize("lat", ["0", "90", "-90"])
@pytest.mark.parametrize("lng", ["180", "-180", "0.5"])
def test_read_latlng_takes_poles_and_antimeridian(lat, lng):
    assert read_latlng(lat, lng) == LatLng(float(lat), float(lng))


def test_read_latlng_returns_every_point_on_earth_that_was_written():
    rng = random.Random(5)
    for _ in range(500):
        lat, lng = rng.uniform(-90, 90), rng.uniform(-180, 180)
        separator = rng.choice(".,")
        texts = [f"{number:.7f}".replace(".", separator) for number in (lat, lng)]

        assert read_latlng(*texts) == pytest.approx((lat, lng), abs=1e-7)


def test_checked_point_is_on_earth_or_has_a_reason_whatever_the_numbers():
    rng = random.Random(6)
    odd = [math.nan, math.inf, -math.inf, 0.0, 90.0, 180.0, 1e-9, 360.0]
    for _ in range(500):
        lat, lng = (rng.choice([*odd, rng.uniform(-400, 400)]) for _ in range(2))

        answer = checked(LatLng(lat, lng))

        on_earth = abs(lat) <= 90 and abs(lng) <= 180 and max(abs(lat), abs(lng)) > 1e-6
        assert isinstance(answer, LatLng) == on_earth


def test_read_degrees_survives_any_text():
    rng = random.Random(7)
    alphabet = "0123456789+-.,eE nNaAiIfF°'\x00\u2212"
    for _ in range(2000):
        text = "".join(rng.choices(alphabet, k=rng.randint(0, 8)))

        assert isinstance(read_degrees(text), float | None)

import pytest

from geoweb.templatetags.places import latlng_text
from predictor.geodesy import LatLng


@pytest.mark.parametrize(
    ("latlng", "words"),
    [
        (LatLng(45.76, 4.84), "46° N, 5° E"),
        (LatLng(-33.87, 151.21), "34° S, 151° E"),
        (LatLng(0.0, -179.6), "0° N, 180° W"),
        (LatLng(-90.0, 0.0), "90° S, 0° E"),
    ],
)
def test_degrees_are_written_with_their_hemisphere(latlng, words):
    assert latlng_text(latlng) == words

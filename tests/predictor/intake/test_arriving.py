"""The table's word on the place goes before the camera's, and the camera's is kept beside it."""

import pytest

from predictor.geodesy import LatLng
from predictor.intake.arriving import read_prepared
from predictor.intake.candidate import Candidate, Said
from predictor.intake.exif import Exif
from predictor.intake.outcome import Reason
from predictor.intake.preparing import NO_COPY, Prepared

NOWHERE = (Reason.WITHOUT_LOCATION, "no GPS position in its EXIF")


def arrived(position, lat="48.5", lng="2.5", **fields):
    candidate = Candidate("a.csv", "1", Said(lat=lat, lng=lng), **fields)
    return read_prepared(candidate, Prepared("", Exif(position), NO_COPY, None))


def test_what_the_camera_said_is_kept_beside_the_table():
    row = arrived(LatLng(10.0, 20.0))
    assert row.latlng == (48.5, 2.5)
    assert row.facts == {"exif_lat": 10.0, "exif_lng": 20.0}


@pytest.mark.parametrize("position", [NOWHERE])
def test_a_silent_camera_leaves_no_fact(position):
    assert arrived(position).facts == {}


def test_where_the_camera_is_the_source_it_is_not_said_twice():
    row = arrived(LatLng(10.0, 20.0), lat="", lng="", position_in_exif=True)
    assert row.latlng == (10.0, 20.0)
    assert row.facts == {}

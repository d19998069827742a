"""Our reader of four GPS tags beside Pillow's reader of everything."""

import io
import math
import tracemalloc

import pytest
from PIL import Image
from PIL.ExifTags import GPS, IFD

from predictor.geodesy import LatLng
from predictor.intake.exif import read_position
from predictor.intake.gps_tags import read_gps
from predictor.intake.received import look
from tests.predictor.intake.corpus import with_random_gps
from tests.predictor.intake.odd_metadata import (
    HEAD,
    circles,
    directory,
    lies,
    pointer,
    shared_values,
)
from tests.predictor.intake.pictures import PARIS, exif_of

PREFIX = len(b"Exif\0\0")


def by_pillow(received):
    gps = Image.open(io.BytesIO(received)).getexif().get_ifd(IFD.GPSInfo)
    return read_position(gps)[0]


def test_places_are_those_that_pillow_reads():
    for received in with_random_gps(200):
        assert look(received, most_pixels=10_000).latlng == by_pillow(received)


@pytest.mark.parametrize("order", ["<", ">"])
def test_tags_are_read_in_either_byte_order(order):
    exif = exif_of(PARIS)
    exif.endian = order
    assert read_gps(exif.tobytes()[PREFIX:])[GPS.GPSLatitudeRef] == "N"


def test_other_gps_tags_are_left_alone():
    tiff = exif_of(PARIS, GPSImgDirection=90.0, GPSDateStamp="2024:05:01").tobytes()[PREFIX:]

    assert set(read_gps(tiff)) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    "tiff", [pytest.param(tiff, id=name) for name, tiff in (*circles(), *lies())]
)
def test_odd_directories_give_no_place(tiff):
    assert not isinstance(read_position(read_gps(tiff))[0], LatLng)


@pytest.mark.parametrize("tiff", [b"", b"II*\0", b"II*\0\xff\xff\xff\xff", b"JJ*\0\x08\0\0\0"])
def test_no_block_gives_no_tags(tiff):
    assert read_gps(tiff) == {}


def test_a_zero_denominator_is_not_a_number():
    rational = (2, 5, 1, (44).to_bytes(4, "little"))
    tiff = HEAD + directory(pointer(IFD.GPSInfo, 26)) + directory(rational) + b"\1\0\0\0\0\0\0\0"

    (value,) = read_gps(tiff)[2]

    assert math.isnan(value)


def test_directories_that_share_their_values_cost_no_memory():
    tiff = shared_values(60_000, 1_000_000)
    tracemalloc.start()
    read_gps(tiff)

    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert peak < 100_000

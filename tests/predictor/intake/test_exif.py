"""EXIF in all the forms that cameras, phones and editors write."""

import csv
import io
import math
from datetime import UTC, datetime

import pytest
from PIL import Image
from PIL.ExifTags import GPS, Base
from PIL.TiffImagePlugin import IFDRational

from predictor.geodesy import LatLng
from predictor.intake.exif import (
    GUESSED_HEMISPHERE_TRUST,
    read_angle,
    read_exif,
    read_heading,
    read_letter,
    read_position,
    read_time,
)
from predictor.intake.outcome import Reason
from tests.predictor.intake.pictures import PARIS, SAMPLES, exif_of, fill, picture


def position(lat, lng, lat_ref="N", lng_ref="E"):
    tags = {GPS.GPSLatitude: lat, GPS.GPSLongitude: lng}
    tags |= {GPS.GPSLatitudeRef: lat_ref, GPS.GPSLongitudeRef: lng_ref}
    return read_position({tag: value for tag, value in tags.items() if value is not None})


@pytest.mark.parametrize(
    ("value", "degrees"),
    [
        ((48.0, 51.0, 24.0), 48.856667),
        ((48.0, 51.4, 0.0), 48.856667),
        ((48.0, 51.4), 48.856667),
        ((48.856667,), 48.856667),
        (48.856667, 48.856667),
        ("48.856667", 48.856667),
        ("48, 51, 24", 48.856667),
        ("48/1 51/1 2400/100", 48.856667),
        ("48°51'24\"", 48.856667),
        (b"48 51 24\x00", 48.856667),
        ((IFDRational(48), IFDRational(51), IFDRational(0, 0)), 48.85),
        ((48.0, 59.0, 60.0), 49.0),
        ((-48.0, 51.0, 24.0), -48.856667),
        ((0.0, 30.0, 0.0), 0.5),
    ],
)
def test_read_angle_takes_every_form(value, degrees):
    assert read_angle(value) == pytest.approx(degrees, abs=1e-6)


@pytest.mark.parametrize(
    "value",
    [
        *(None, "", "north", (), (IFDRational(0, 0), 1.0, 2.0), (math.nan,), math.inf),
        *((48.0, 90.0, 0.0), (48.0, -1.0, 0.0), (1.0, 2.0, 3.0, 4.0), object(), "1/0"),
    ],
)
def test_read_angle_finds_none_in_nonsense(value):
    assert read_angle(value) is None


@pytest.mark.parametrize(
    ("ref", "letter"),
    [("N", "N"), ("s", "S"), (b"W\x00", "W"), ("East", "E"), ("\x00", ""), (None, ""), (b"", "")],
)
def test_read_letter_takes_bytes_words_and_lower_case(ref, letter):
    assert read_letter(ref) == letter


def test_read_position_puts_south_and_west_below_zero():
    assert position((34.0, 36.0, 0.0), (58.0, 24.0, 0.0), "s", b"w\x00") == (
        LatLng(-34.6, -58.4),
        1.0,
    )


@pytest.mark.parametrize("ref", [None, "", "\x00", "X"])
def test_read_position_trusts_a_guessed_hemisphere_less(ref):
    latlng, label_trust = position(48.5, 2.5, ref)

    assert latlng == LatLng(48.5, 2.5)
    assert label_trust == GUESSED_HEMISPHERE_TRUST


def test_read_position_keeps_the_sign_of_a_signed_number():
    assert position(-34.5, 58.5, None)[0] == LatLng(-34.5, 58.5)
    assert position(-34.5, 58.5, "S")[0] == LatLng(-34.5, 58.5)


@pytest.mark.parametrize(
    ("lat", "lng", "reason"),
    [
        (None, 2.0, Reason.WITHOUT_LOCATION),
        (2.0, None, Reason.WITHOUT_LOCATION),
        (0.0, 0.0, Reason.WITHOUT_LOCATION),
        (95.0, 100.0, Reason.OUT_OF_RANGE),
        (120.0, 30.0, Reason.SWAPPED),
    ],
)
def test_read_position_says_why_there_is_none(lat, lng, reason):
    assert position(lat, lng)[0][0] is reason


@pytest.mark.parametrize(
    ("ref", "direction", "heading_deg"),
    [
        ("T", 46.5, 46.5),
        ("T", 360.0, 0.0),
        ("T", IFDRational(0, 0), None),
        ("T", 400.0, None),
        ("T", None, None),
        ("M", 46.5, None),
        (None, 46.5, None),
    ],
)
def test_read_heading_takes_true_north_only(ref, direction, heading_deg):
    tags = {GPS.GPSImgDirectionRef: ref, GPS.GPSImgDirection: direction}

    assert read_heading(tags) == heading_deg


def test_read_time_prefers_the_offset_then_the_satellites_then_the_sun():
    shot = {Base.DateTimeOriginal: "2019:04:19 13:00:14"}
    gps = {GPS.GPSDateStamp: "2019:04:19", GPS.GPSTimeStamp: (11.0, 0.0, 13.9)}
    offset = {Base.OffsetTimeOriginal: "+02:00"}

    assert read_time(gps, shot | offset, -120.0)[0] == datetime(2019, 4, 19, 11, 0, 14, tzinfo=UTC)
    assert read_time(gps, shot, -120.0)[0] == datetime(2019, 4, 19, 11, 0, 13, tzinfo=UTC)
    assert read_time({}, shot, -120.0) == (
        datetime(2019, 4, 19, 21, 0, 14, tzinfo=UTC),
        {"zone": "guessed"},
    )


@pytest.mark.parametrize("text", ["0000:00:00 00:00:00", "    :  :     :  :  ", "yesterday", ""])
def test_read_time_finds_none_in_nonsense(text):
    assert read_time({}, {Base.DateTimeOriginal: text}, 2.0) == (None, {})


def test_read_exif_reads_what_was_written_into_a_file():
    exif = exif_of(PARIS, "2020:01:02 03:04:05", GPSImgDirectionRef="T", GPSImgDirection=90.0)

    read = read_exif(Image.open(io.BytesIO(picture(exif=exif))))

    assert read.position == pytest.approx(PARIS, abs=1e-6)
    assert (read.heading_deg, read.captured_at.hour) == (90.0, 3)


def real_or_made(folder):
    """The real photos where they lie at hand, and always some that are made."""
    places = [PARIS, (-34.6083, -58.371), (64.1, -21.9), (-17.5, 179.99)]
    yield from zip(fill(folder, places), places, strict=True)
    table = SAMPLES / "exif_open" / "coords.csv"
    rows = csv.DictReader(io.StringIO(table.read_text("utf-8"))) if table.exists() else []
    for row in rows:
        yield table.parent / row["file"], (float(row["latitude"]), float(row["longitude"]))


def test_read_exif_agrees_with_the_list_of_every_sample(tmp_path):
    for path, place in real_or_made(tmp_path):
        with Image.open(path) as image:
            assert read_exif(image).position == pytest.approx(place, abs=1e-5), path.name

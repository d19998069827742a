"""What the web process reads of strangers' bytes: claims, by hand, with nothing decoded."""

import io
import random
import re
import time

import pytest
from PIL import Image

from predictor.geodesy import LatLng
from predictor.intake.images import Unreadable, UnreadableImage
from predictor.intake.received import Header, look
from tests.predictor.intake.corpus import claiming_png, corpus, whole
from tests.predictor.intake.odd_metadata import segment, shared_values, with_exif, with_segments
from tests.predictor.intake.pictures import PARIS, picture

MOST_PIXELS = 50_000_000


def seen(received):
    return look(received, most_pixels=MOST_PIXELS)


def refusal_of(received):
    try:
        seen(received)
    except UnreadableImage as error:
        return error
    return None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_look_reads_size_and_place(kind):
    header = seen(picture(PARIS, kind=kind))

    assert (header.format, header.width, header.height) == (kind, 64, 48)
    assert header.latlng == pytest.approx(LatLng(*PARIS), abs=1e-6)


@pytest.mark.parametrize("kind", whole())
def test_look_reads_the_size_that_pillow_reads(kind):
    received = whole()[kind]

    header = seen(received)

    assert (header.width, header.height) == Image.open(io.BytesIO(received)).size


@pytest.mark.parametrize("options", [{}, {"lossless": True}, {"exact": True}])
def test_look_reads_sizes_of_webp_that_do_not_divide_evenly(options):
    chance = random.Random(4)
    for _ in range(20):
        size = chance.randrange(33, 700), chance.randrange(33, 700)
        header = seen(picture(size=size, kind="WEBP", **options))
        assert (header.width, header.height) == size


def test_look_decodes_nothing():
    assert seen(claiming_png(5000, 5000)) == Header("PNG", 5000, 5000, None)


def test_look_finds_no_place_where_none_is_told():
    assert seen(picture()).latlng is None


def test_look_takes_a_picture_whose_exif_is_broken():
    assert seen(with_exif(whole()["jpeg"], b"MM\0*broken")).latlng is None


@pytest.mark.parametrize(
    ("received", "code", "words"),
    [
        (b"", Unreadable.UNREADABLE, "empty"),
        (b"hello", Unreadable.UNREADABLE, "no JPEG, PNG or WebP"),
        (b"\xff\xd8\xff\xd9", Unreadable.UNREADABLE, "does not say how large"),
        (whole()["png"][:20], Unreadable.UNREADABLE, "PNG picture is damaged"),
        (whole()["webp"][:22], Unreadable.UNREADABLE, "WebP picture is damaged"),
        (b"\0\0\0\x18ftypheic\0\0\0\0", Unreadable.WRONG_FORMAT, "HEIC .* Send a JPEG"),
        (b"GIF89a", Unreadable.WRONG_FORMAT, "a GIF"),
        (b"<?xml version='1.0'?><svg/>", Unreadable.WRONG_FORMAT, "an SVG"),
        (claiming_png(10_000, 6000), Unreadable.TOO_LARGE, "60 megapixels; at most 50"),
        (claiming_png(40, 31), Unreadable.TOO_SMALL, "40 x 31 pixels; .* 32 a side"),
        (claiming_png(0, 31), Unreadable.UNREADABLE, "does not say how large"),
    ],
)
def test_look_says_what_is_wrong(received, code, words):
    refusal = refusal_of(received)

    assert refusal.code == code
    assert re.search(words, str(refusal))


def test_look_takes_no_longer_for_bytes_made_to_be_slow():
    jpeg = whole()["jpeg"]
    slow = [
        with_segments(jpeg, segment(0xE1, b"Exif\0\0.") * 500_000),
        with_exif(jpeg, shared_values()),
        b"\xff\xd8" + b"\xff" * 20_000_000,
        b"\xff\xd8\xff\xe0" + b"\0" * 20_000_000,
        b"\xff\xd8" + b"\xff\0" * 10_000_000,
    ]
    start = time.perf_counter()
    for received in slow:
        refusal_of(received)
    assert time.perf_counter() - start < 2.0


def test_every_refusal_is_a_sentence_with_a_code():
    for item in corpus():
        if (error := refusal_of(item.received)) is not None:
            assert isinstance(error.code, Unreadable)
            assert str(error).endswith(".")
            assert str(error).isprintable()

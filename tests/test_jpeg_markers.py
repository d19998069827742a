"""The walker that finds metadata without Pillow, and what it says of our copies."""

import io

import pytest
from PIL import Image, ImageCms

from predictor.intake.decoding import Decoders
from tests.jpeg_markers import assert_bare, superfluous_parts
from tests.predictor.intake.odd_metadata import segment, with_riff_chunk, with_segments
from tests.predictor.intake.pictures import PARIS, THUMBNAIL, XMP, exif_of, picture, pixels

PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
IPTC = b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x0c\x1c\x02\x5a\0\x07SECRET."
EXTENDED_XMP = b"http://ns.adobe.com/xmp/extension/\0" + b"A" * 32 + XMP
TAIL = b"\xff\xd8\xff\xe1SECRET second picture\xff\xd9"


def bare(**options):
    out = io.BytesIO()
    pixels().save(out, "JPEG", **options)
    return out.getvalue()


def full(kind="JPEG"):
    exif = exif_of(PARIS, taken="2024:05:01 10:00:00", orientation=6)
    exif[0x010E], exif[0x013B] = "SECRET-DESCRIPTION", "SECRET-ARTIST"
    options = {"exif": exif, "icc_profile": PROFILE}
    if kind == "JPEG":
        options |= {"xmp": XMP, "comment": b"SECRET-COMMENT"}
    return picture(kind=kind, size=(96, 64), **options)


def stuffed():
    """Every kind of segment, a thumbnail, a second picture and trailing bytes."""
    segments = [segment(marker, b"SECRET" + bytes([marker])) for marker in range(0xE1, 0xF0)]
    known = [segment(0xED, IPTC), segment(0xE1, EXTENDED_XMP), segment(0xE2, b"MPF\0SECRET")]
    thumbnail = segment(0xE0, b"JFXX\0\x10" + THUMBNAIL)
    return with_segments(full(), *segments, *known, thumbnail) + TAIL


SOURCES = {
    "jpeg": full(),
    "stuffed": stuffed(),
    "png": full("PNG"),
    "webp": with_riff_chunk(full("WEBP"), b"XMP ", XMP),
}


@pytest.fixture(scope="module")
def copies():
    with Decoders(1, 512, 5.0) as decoders:
        yield dict(zip(SOURCES, decoders.safe_copies(list(SOURCES.values())), strict=True))


@pytest.mark.parametrize("name", SOURCES)
def test_safe_copies_are_nothing_but_pixels(copies, name):
    assert_bare(copies[name].jpeg)
    assert b"SECRET" not in copies[name].jpeg
    assert b"SECRET" in SOURCES[name] or name in {"png", "webp"}


@pytest.mark.parametrize("name", SOURCES)
def test_safe_copies_are_turned_upright(copies, name):
    assert (copies[name].width, copies[name].height) == (64, 96)


@pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
def test_walker_takes_plain_pictures(options):
    assert_bare(bare(**options))


@pytest.mark.parametrize("marker", [*range(0xE1, 0xF0), 0xFE])
def test_walker_finds_each_segment(marker):
    assert superfluous_parts(with_segments(bare(), segment(marker, b"x"))) == [
        f"marker {marker:02X}: b'x'"
    ]


def test_walker_finds_segments_behind_the_first_scan():
    jpeg = bare(progressive=True)
    last = jpeg.rindex(b"\xff\xda")

    assert superfluous_parts(jpeg[:last] + segment(0xFE, b"x") + jpeg[last:]) == ["marker FE: b'x'"]


@pytest.mark.parametrize(
    ("jpeg", "part"),
    [
        (b"", "no start of image"),
        (bare() + b"abc", "3 bytes after the end"),
        (bare()[:-2], "no marker at byte"),
        (bare().replace(b"JFIF\0", b"JFXX\0"), "marker E0"),
        (bare()[:18] + b"\1\1" + bare()[20:], "marker E0"),  # a thumbnail of one pixel
    ],
)
def test_walker_finds_what_does_not_belong(jpeg, part):
    assert any(part in found for found in superfluous_parts(jpeg))


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO")
def test_walker_finds_all_that_pillow_finds():
    names = [name for name, _ in Image.open(io.BytesIO(stuffed())).applist]

    found = superfluous_parts(stuffed())

    assert len([part for part in found if part.startswith("marker")]) == len(names) - 1  # JFIF
    assert found[-1] == f"{len(TAIL)} bytes after the end"

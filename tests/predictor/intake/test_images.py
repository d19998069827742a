"""Safe copies: upright, small, sRGB, and with nothing of what came around the pixels."""

import contextlib
import io
import struct
import zlib

import numpy as np
import pytest
from PIL import Image, ImageCms

from predictor.intake.images import Limits, UnreadableImage, open_header, safe_copy
from predictor.intake.preparing import prepare
from tests.predictor.intake.pictures import PARIS, XMP, exif_of, picture, pixels


def copy_of(received, limits=None):
    limits = limits or Limits()
    return safe_copy(open_header(received, limits), limits)


def opened(copy):
    return Image.open(io.BytesIO(copy.jpeg))


def png_header(width, height):
    """A PNG that claims a size and holds nothing."""
    body = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + body
    head = struct.pack(">I", len(body)) + chunk + struct.pack(">I", zlib.crc32(chunk))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + b"\x00\x00\x00\x00IDAT"
        + struct.pack(">I", zlib.crc32(b"IDAT"))
    )


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "MPO"])
def test_safe_copy_is_a_jpeg_without_anything_but_pixels(kind):
    received = picture(PARIS, kind=kind)

    image = opened(copy_of(received))

    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (64, 48))
    assert not set(image.info) & {"exif", "xmp", "icc_profile", "comment", "photoshop"}


def test_safe_copy_holds_no_byte_of_the_metadata():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif = exif_of(PARIS)
    exif[270] = "SECRET-DESCRIPTION"
    received = picture(exif=exif, xmp=XMP, comment=b"SECRET-COMMENT", icc_profile=profile)

    jpeg = copy_of(received).jpeg

    for mark in (
        b"Exif",
        b"SECRET",
        b"xmpmeta",
        b"ICC_PROFILE",
        b"Photoshop",
        b"\xff\xfe",
        b"\xff\xe1",
    ):
        assert mark in received or mark == b"Photoshop"
        assert mark not in jpeg[: jpeg.index(b"\xff\xda")]


@pytest.mark.parametrize("orientation", range(1, 9))
def test_safe_copy_turns_the_picture_upright(orientation):
    turned = copy_of(picture(size=(64, 32), exif=exif_of(orientation=orientation)))

    upright = opened(turned)

    assert upright.size == ((64, 32) if orientation < 5 else (32, 64))
    assert not upright.getexif()


def test_safe_copy_caps_the_longest_side_and_keeps_the_shape():
    copy = copy_of(picture(size=(2600, 1300)), Limits(longest_side_px=1280))

    assert (copy.width, copy.height) == opened(copy).size == (1280, 640)


def test_safe_copy_turns_what_it_scales():
    copy = copy_of(picture(size=(2600, 1300), exif=exif_of(orientation=6)))

    assert (copy.width, copy.height) == (640, 1280)


def test_safe_copy_keeps_the_tones_of_16_bit_grey():
    tones = (np.arange(64 * 64).reshape(64, 64) * 16).astype(np.uint16)
    out = io.BytesIO()
    Image.fromarray(tones).save(out, "PNG", transparency=40_000)

    copied = np.asarray(opened(copy_of(out.getvalue())).convert("L"), float)

    assert np.abs(copied - tones // 256).mean() < 2


def test_safe_copy_never_enlarges():
    assert copy_of(picture(size=(20, 10))).width == 20


def test_safe_copy_keeps_the_colours():
    received = picture(seed=4, quality=95)

    difference = np.asarray(opened(copy_of(received)), float) - np.asarray(pixels(4), float)

    assert np.abs(difference).mean() < 3


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_safe_copy_takes_every_mode_of_png(mode):
    out = io.BytesIO()
    source = pixels() if mode != "I;16" else Image.fromarray(np.full((48, 64), 40_000, np.uint16))
    source.convert(mode).save(out, "PNG")

    assert opened(copy_of(out.getvalue())).mode == "RGB"


def test_safe_copy_shows_transparency_as_white():
    out = io.BytesIO()
    Image.new("RGBA", (8, 8), (0, 0, 0, 0)).save(out, "PNG")

    assert opened(copy_of(out.getvalue())).getpixel((4, 4)) == (255, 255, 255)


def test_safe_copy_drops_a_profile_that_is_none():
    assert copy_of(picture(icc_profile=b"not a profile")).width == 64


def test_equal_bytes_give_equal_copies():
    received = picture(PARIS)

    assert copy_of(received) == copy_of(received)


@pytest.mark.parametrize(
    "received",
    [
        b"",
        b"not a picture",
        picture()[:20],
        picture(size=(640, 480))[:2000],
        png_header(30_000, 30_000),
        png_header(9_000, 12_000),
        png_header(64, 64),
        picture(kind="GIF", exif=b""),
        picture(kind="TIFF"),
        picture(kind="BMP", exif=b""),
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0\n",
    ],
)
def test_prepare_refuses_what_is_no_picture_of_ours(received):
    with pytest.raises(UnreadableImage):
        prepare(received, Limits(), needs_position=False)


def test_prepare_survives_any_damage():
    whole = picture(PARIS, kind="JPEG", size=(200, 100))
    rng = np.random.default_rng(3)
    for _ in range(200):
        damaged = bytearray(whole)
        for at in rng.integers(0, len(whole), 8):
            damaged[at] = rng.integers(0, 256)
        with contextlib.suppress(UnreadableImage):
            assert prepare(bytes(damaged), Limits(), needs_position=False).copy.width


@pytest.mark.parametrize(
    ("received", "reason"),
    [
        (b"x" * 20, "no JPEG, PNG, WEBP picture"),
        (png_header(30_000, 30_000), "more than 100 megapixels"),
        (png_header(11_000, 10_000), "more than 100 megapixels"),
    ],
)
def test_refusal_says_why_in_our_words(received, reason):
    with pytest.raises(UnreadableImage, match=f"^{reason}$"):
        open_header(received, Limits())

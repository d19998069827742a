"""More than two thousand files that nobody should have sent, the same ones every time."""

import functools
import io
import itertools
import random
import struct
import zlib
from typing import NamedTuple

import numpy as np
from PIL import Image

from tests.predictor.intake import odd_metadata as odd
from tests.predictor.intake.pictures import PARIS, XMP, exif_of, picture, pixels

TAKEN = "taken"
REFUSED = frozenset({"unreadable", "wrong_format", "too_large", "too_small", "too_heavy"})
EITHER = REFUSED | {TAKEN}
CUTS, FLIPS, HEAD_FLIPS = 60, 45, 15
MEGAPIXELS = 50  # more are refused
NAMES = (
    "../../etc/passwd", "..\\..\\boot.ini", "a\0b.jpg", "line\nbreak.png", "\x1b[31mred.webp", "", ".",
    "a" * 400 + ".jpg", "<script>alert(1)</script>.jpg", "CON.jpg", "%2e%2e%2fx.jpg", "\u202egpj.exe",
    "photo.jpg.php", "'; DROP TABLE photos; --.jpg", "\ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
)  # fmt: skip


class Odd(NamedTuple):
    name: str
    received: bytes
    may_be: frozenset  # codes of refusals, or TAKEN

    def __repr__(self):
        return f"{self.name} ({len(self.received)} bytes)"


@functools.cache
def corpus():
    """All of it, with distinct names; about 40 MB."""
    kinds = (
        truncated(),
        flipped(),
        sizes(),
        bombs(),
        polyglots(),
        foreign(),
        modes(),
        tagged(),
        named(),
    )
    return tuple(itertools.chain(*kinds))  # fmt: skip


def saved(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


@functools.cache
def whole():
    """One sound picture of each kind."""
    image, full = pixels(seed=5, size=(96, 64)), {"exif": exif_of(PARIS), "xmp": XMP}
    frames = {"save_all": True, "append_images": [pixels(seed=n, size=(96, 64)) for n in (6, 7)]}
    return {
        "jpeg": saved(image, "JPEG", **full, comment=b"here"),
        "progressive": saved(image, "JPEG", progressive=True, **full),
        "cmyk": saved(image.convert("CMYK"), "JPEG"),
        "mpo": saved(image, "MPO", **frames),
        "png": saved(image, "PNG", exif=full["exif"]),
        "palette": saved(image.convert("P"), "PNG", transparency=0),
        "apng": saved(image, "PNG", **frames),
        "webp": saved(image, "WEBP", **full),
        "lossless": saved(image, "WEBP", lossless=True),
        "animated": saved(image, "WEBP", **frames),
    }


def truncated():
    """At every border between parts, a byte before and after it, and at places inside."""
    for kind, received in whole().items():
        chance = random.Random(kind)
        inside = {chance.randrange(1, len(received)) for _ in range(CUTS)}
        marks = (b"\xff", b"IDAT", b"IEND", b"eXIf", b"fcTL", b"VP8", b"ANMF", b"EXIF", b"XMP ")
        borders = {received.find(mark, at) for mark in marks for at in range(0, len(received), 97)}
        places = inside | {at + step for at in borders if at > 0 for step in (-1, 0, 1, 2, 4)}
        for at in sorted(places & set(range(1, len(received))))[:: max(1, len(places) // 110)]:
            yield Odd(f"{kind}-cut-at-{at}", received[:at], EITHER)


def flipped():
    for kind, received in whole().items():
        chance = random.Random(f"{kind} flipped")
        for number in range(FLIPS + HEAD_FLIPS):
            reach = len(received) if number < FLIPS else 64
            damaged = bytearray(received)
            for _ in range(chance.choice((1, 1, 2, 8, 40))):
                damaged[chance.randrange(reach)] ^= 1 << chance.randrange(8)
            yield Odd(f"{kind}-flipped-{number}", bytes(damaged), EITHER)


def sizes():
    for kind in ("JPEG", "PNG", "WEBP"):
        for size in ((1, 1), (31, 31), (31, 400), (1, 2000)):
            too_small = frozenset({"too_small"})
            yield Odd(f"{kind}-{size}", saved(Image.new("RGB", size), kind), too_small)
        yield Odd(f"{kind}-32", saved(Image.new("RGB", (32, 32)), kind), frozenset({TAKEN}))
    for length in range(64):
        yield Odd(f"zeros-{length}", b"\0" * length, frozenset({"unreadable"}))
        noise = random.Random(length).randbytes(length)
        yield Odd(f"noise-{length}", noise, frozenset({"unreadable"}))


# --- Bombs


def bombs():
    too_large = frozenset({"too_large"})
    for width, height in ((8000, 7500), (30_000, 30_000), (50_001, 1000), (2**31 - 1, 2**31 - 1)):
        yield Odd(f"png-claims-{width}-{height}", claiming_png(width, height), too_large)
    for width, height in ((65_535, 65_535), (10_000, 6000)):
        yield Odd(f"jpeg-claims-{width}", claiming_jpeg(width, height), too_large)
        yield Odd(f"webp-claims-{width}", claiming_webp(width, height), too_large)
    jpeg, png, webp = (whole()[kind] for kind in ("jpeg", "png", "webp"))
    yield Odd("png-60-megapixels", flat_png(8000, 7500), too_large)
    yield Odd("png-49-megapixels", flat_png(7000, 7000), frozenset({TAKEN, "too_heavy"}))
    yield Odd("jpeg-49-megapixels-missing", claiming_jpeg(7000, 7000), EITHER)
    for name in (b"iCCP", b"zTXt"):
        packed = b"name\0\0" + odd.unpacking_to(200)
        yield Odd(f"unpacks-{name}", odd.with_chunk(png, name, packed), EITHER)
    international = b"name\0\1\0\0\0" + odd.unpacking_to(200)
    yield Odd("unpacks-iTXt", odd.with_chunk(png, b"iTXt", international), EITHER)
    shared = odd.shared_values()
    yield Odd("exif-shared-jpeg", odd.with_exif(jpeg, shared), EITHER)
    yield Odd("exif-shared-png", odd.with_chunk(png, b"eXIf", odd.shared_values(60_000, 10**6)), EITHER)  # fmt: skip
    yield Odd("exif-shared-webp", odd.with_riff_chunk(webp, b"EXIF", odd.shared_values(60_000, 10**6)), EITHER)  # fmt: skip
    yield Odd("200,000-segments", odd.with_segments(jpeg, odd.segment(0xE1, b"Exif\0\0.") * 200_000), EITHER)  # fmt: skip
    yield Odd("100,000-chunks", png[:33] + odd.chunk(b"tEXt", b"a\0b") * 100_000 + png[33:], EITHER)
    yield Odd("2,000-scans", many_scans(2000), EITHER)


def claiming_png(width, height):
    return b"\x89PNG\r\n\x1a\n" + odd.chunk(
        b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    )


def flat_png(width, height):
    """One bit a pixel, all the same: kilobytes that decode to tens of megabytes."""
    rows = zlib.compress((b"\0" + b"\xff" * -(-width // 8)) * height, 9)
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + odd.chunk(b"IHDR", header)
    return start + odd.chunk(b"IDAT", rows) + odd.chunk(b"IEND", b"")


def claiming_jpeg(width, height, kind="jpeg"):
    jpeg = whole()[kind]
    at = jpeg.index(b"\xff\xc2" if kind == "progressive" else b"\xff\xc0") + 5
    return jpeg[:at] + struct.pack(">HH", height, width) + jpeg[at + 4 :]


def claiming_webp(width, height):
    webp = whole()["webp"]
    size = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    return webp[:24] + size + webp[30:]


def many_scans(count):
    """Each scan of a progressive JPEG visits every block again; these claim 49 megapixels."""
    jpeg = claiming_jpeg(7000, 7000, "progressive")
    last = jpeg.rindex(b"\xff\xda")
    return jpeg[:last] + jpeg[last:-2] * count + jpeg[-2:]


# --- Pictures that are something else too, and things that are no pictures


def polyglots():
    html = b"<html><script>alert(document.domain)</script></html>"
    archive = b"PK\x03\x04" + b"\0" * 26 + b"PK\x05\x06" + b"\0" * 18
    svg = b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"
    php, pdf = b"<?php system($_GET['c']); ?>", b"%PDF-1.7\n1 0 obj<<>>endobj\n%%EOF"
    for kind, tail in itertools.product(("jpeg", "png", "webp"), (html, archive, svg, php, pdf)):
        received = whole()[kind]
        yield Odd(f"{kind}-then-{tail[:4]}", received + tail, EITHER)
        yield Odd(f"{tail[:4]}-then-{kind}", tail + received, REFUSED)
        yield Odd(f"{kind}-head-{tail[:4]}", received[:12] + tail, REFUSED)
    for tail in (html, archive, svg, php, pdf):
        inside = odd.with_segments(whole()["jpeg"], odd.segment(0xFE, tail))
        yield Odd(f"comment-{tail[:4]}", inside, frozenset({TAKEN}))
        yield Odd(f"text-{tail[:4]}", odd.with_chunk(whole()["png"], b"tEXt", b"a\0" + tail), frozenset({TAKEN}))  # fmt: skip


def foreign():
    wrong = frozenset({"wrong_format"})
    image = pixels(size=(96, 64))
    for kind in ("GIF", "BMP", "TIFF", "ICO", "JPEG2000", "AVIF"):
        yield Odd(f"{kind}.jpg", saved(image, kind), wrong)
    for kind in ("PPM", "TGA", "PCX"):
        yield Odd(f"{kind}.png", saved(image, kind), frozenset({"unreadable"}))
    for brand in (b"heic", b"mif1", b"avif", b"mp42", b"qt  "):
        yield Odd(f"{brand}.jpg", b"\0\0\0\x18ftyp" + brand + b"\0" * 40, wrong)
    for start in (
        b"%PDF-1.7\n",
        b"PK\3\4zip",
        b"8BPS\0\1",
        b"<?xml?><svg/>",
        b"<!DOCTYPE html><p>",
    ):
        yield Odd(f"{start[:4]}.webp", start + b" " * 40, wrong)
    for start in (b"\x7fELF", b"MZ", b"#!/bin/sh\n", b"push graphic-context\n", b"%!PS-Adobe\n"):
        yield Odd(f"{start[:4]}.png", start + b" " * 40, frozenset({"unreadable"}))


# --- Sound pictures of rare kinds


def modes():
    taken = frozenset({TAKEN})
    image = pixels(seed=8, size=(96, 64))
    deep = Image.fromarray((np.arange(96 * 64).reshape(64, 96) * 10).astype(np.uint16))
    for mode in ("1", "L", "LA", "P", "PA", "RGBA"):
        kind = "PNG" if mode != "PA" else "WEBP"
        yield Odd(f"{mode}.png", saved(image.convert(mode), kind), taken)
    yield Odd("16-bit.png", saved(deep, "PNG"), taken)
    yield Odd("16-bit-transparent.png", saved(deep, "PNG", transparency=40_000), taken)
    yield Odd("48-bit.png", deep_rgb_png(), taken)
    yield Odd(
        "palette-of-one.png", saved(Image.new("P", (64, 64)), "PNG", transparency=b"\0"), taken
    )
    for kind in ("CMYK", "L", "YCbCr"):
        yield Odd(f"{kind}.jpg", saved(image.convert(kind), "JPEG"), taken)
    for profile in (b"no profile", b"\0" * 128, b"x" * 60_000):
        yield Odd(f"profile-{len(profile)}.jpg", saved(image, "JPEG", icc_profile=profile), taken)
    for kind, received in whole().items():
        yield Odd(f"whole-{kind}", received, taken)
    for kind, ending in itertools.product(whole(), (".gif", ".svg", ".exe", ".heic")):
        yield Odd(f"{kind}{ending}", whole()[kind], taken)


def deep_rgb_png():
    rows = b"".join(b"\0" + bytes(range(96)) * 6 for _ in range(64))
    header = struct.pack(">IIBBBBB", 96, 64, 16, 2, 0, 0, 0)
    start = b"\x89PNG\r\n\x1a\n" + odd.chunk(b"IHDR", header)
    return start + odd.chunk(b"IDAT", zlib.compress(rows)) + odd.chunk(b"IEND", b"")


def tagged():
    """Broken EXIF is no reason to refuse the pixels."""
    jpeg, png, webp = (saved(pixels(size=(96, 64)), kind) for kind in ("JPEG", "PNG", "WEBP"))
    tiffs = dict(itertools.chain(odd.circles(), odd.lies(), damaged_exif()))
    for name, tiff in tiffs.items():
        yield Odd(f"exif-{name}.jpg", odd.with_exif(jpeg, tiff), EITHER)
        yield Odd(f"exif-{name}.png", odd.with_chunk(png, b"eXIf", tiff), EITHER)
        yield Odd(f"exif-{name}.webp", odd.with_riff_chunk(webp, b"EXIF", tiff), EITHER)


def damaged_exif():
    tiff = exif_of(PARIS, taken="2024:05:01 10:00:00", orientation=6).tobytes()[6:]
    chance = random.Random("exif")
    for number in range(110):
        damaged = bytearray(tiff)
        for _ in range(chance.choice((1, 2, 6))):
            damaged[chance.randrange(len(tiff))] = chance.choice((0, 1, 8, 127, 255))
        yield f"damaged-{number}", bytes(damaged)


def named():
    for name, kind in itertools.product(NAMES, ("jpeg", "png")):
        yield Odd(f"{name}#{kind}", whole()[kind], frozenset({TAKEN}))


def with_random_gps(count):
    """Sound pictures with places all over, for the comparison of two readers."""
    chance = random.Random("gps")
    for number in range(count):
        place = (chance.uniform(-90, 90), chance.uniform(-180, 180))
        yield picture(place, seed=number, kind=("JPEG", "PNG", "WEBP")[number % 3], size=(48, 40))

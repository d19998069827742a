"""Hashes of pictures: what they forgive, what they do not, and bare surfaces."""

import io
import math

import numpy as np
import pytest
from PIL import Image

from predictor.perceptual import SAYS_NOTHING, detail, hash_of, look_alike, thumbnail

NEAR_BITS = 6


def photo(seed=0, size=(640, 512)):
    """Coarse forms and fine grain, as photos have."""
    rng = np.random.default_rng(seed)
    picture = sum(
        np.asarray(
            Image.fromarray(rng.normal(0, spread, (cells, cells))).resize(size, Image.BICUBIC)
        )
        for cells, spread in ((4, 50), (16, 25), (48, 20))
    )
    return Image.fromarray(np.clip(picture + 128, 0, 255).astype(np.uint8)).convert("RGB")


def encoded(picture, kind="JPEG", quality=85):
    out = io.BytesIO()
    picture.save(out, kind, quality=quality)
    return out.getvalue()


def bits_apart(a, b):
    return (hash_of(a) ^ hash_of(b)).bit_count()


def cropped(picture, share):
    w, h = picture.size
    return picture.crop(
        (int(w * share), int(h * share), int(w * (1 - share)), int(h * (1 - share)))
    )


@pytest.mark.parametrize(
    "change",
    [
        lambda picture: encoded(picture, quality=30),
        lambda picture: encoded(picture, "PNG"),
        lambda picture: encoded(picture.resize((213, 171))),
        lambda picture: encoded(picture.point(lambda grey: grey * 0.9 + 8)),
        lambda picture: encoded(cropped(picture, 0.01)),
    ],
    ids=["quality", "format", "size", "brightness", "crop"],
)
def test_the_same_picture_is_recognised(change):
    for seed in range(5):
        before, after = encoded(photo(seed)), change(photo(seed))

        assert bits_apart(before, after) <= NEAR_BITS
        assert look_alike(thumbnail(before), thumbnail(after))


def test_other_pictures_are_far_apart():
    pictures = [encoded(photo(seed)) for seed in range(12)]

    apart = [bits_apart(a, b) for n, a in enumerate(pictures) for b in pictures[:n]]

    assert min(apart) > NEAR_BITS


def test_the_same_form_with_other_detail_is_not_alike():
    coarse = np.asarray(photo(1).convert("L").resize((8, 8), Image.BOX).resize((32, 32)))
    grain = np.random.default_rng(0).normal(0, 3, (2, 32, 32))
    drawn = np.clip(coarse + grain, 0, 255).astype(np.uint8)
    a, b = (encoded(Image.fromarray(each).resize((640, 512))) for each in drawn)

    assert bits_apart(a, b) <= NEAR_BITS
    assert not look_alike(thumbnail(a), thumbnail(b))


@pytest.mark.parametrize("colour", ["black", "white", "#778899"])
def test_bare_surfaces_say_nothing(colour):
    bare = encoded(Image.new("RGB", (640, 512), colour))

    assert hash_of(bare) == SAYS_NOTHING
    assert not look_alike(thumbnail(bare), thumbnail(bare))


def test_hash_fits_a_signed_column_and_is_never_zero_by_chance():
    for seed in range(20):
        found = hash_of(encoded(photo(seed)))

        assert 0 < found < 2**63
        assert found.bit_count() == 31


def test_hash_equals_the_cosine_transform_written_out():
    small = thumbnail(encoded(photo(4)))

    def frequency(u, v):
        wave = [[math.cos(math.pi * (2 * n + 1) * k / 64) for n in range(32)] for k in (u, v)]
        scale = (math.sqrt(0.5) if u == 0 else 1) * (math.sqrt(0.5) if v == 0 else 1)
        return scale * sum(
            small[y, x] * wave[0][y] * wave[1][x] for y in range(32) for x in range(32)
        )

    spectrum = [frequency(u, v) for u in range(8) for v in range(8)][1:]
    middle = sorted(spectrum)[31]
    bits = "".join("1" if each > middle else "0" for each in spectrum)
    assert hash_of(encoded(photo(4))) == int(bits, 2)


def test_detail_is_of_unit_length_and_blind_to_the_mean():
    small = thumbnail(encoded(photo(5)))

    assert np.linalg.norm(detail(small)) == pytest.approx(1.0)
    assert detail(small // 2 + 60) @ detail(small) > 0.99

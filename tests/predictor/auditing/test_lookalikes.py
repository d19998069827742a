import io

import pytest
from PIL import Image

from predictor.auditing.lookalikes import like_test_photos
from predictor.models import Split
from predictor.perceptual import hash_of, thumbnail
from tests.album import add_photo
from tests.predictor.intake.pictures import picture

pytestmark = pytest.mark.django_db


def add_hashed(seed, **fields):
    body = picture(seed=seed, size=(640, 480))
    return add_photo(f"photo {seed}", body=body, perceptual_hash=hash_of(body), **fields)


def again(seed, size=(320, 240), quality=60):
    """The same picture, smaller and encoded again."""
    with Image.open(io.BytesIO(picture(seed=seed, size=(640, 480)))) as image:
        out = io.BytesIO()
        image.resize(size).save(out, "JPEG", quality=quality)
    return out.getvalue()


def found(*pictures):
    return like_test_photos([thumbnail(each) for each in pictures])


def test_a_test_photo_is_recognised_in_another_size_and_quality():
    add_hashed(1, split=Split.TEST)

    assert found(again(2), again(1), again(1, (200, 150), 40)) == [False, True, True]


def test_other_splits_are_nobodys_secret():
    add_hashed(1, split=Split.TRAIN)

    assert found(again(1)) == [False]


def test_a_bare_surface_is_like_nothing():
    add_photo("black", split=Split.TEST, perceptual_hash=0)
    black = io.BytesIO()
    Image.new("RGB", (64, 64)).save(black, "JPEG")

    assert found(black.getvalue()) == [False]


def test_a_photo_whose_file_is_gone_is_no_reason_to_fail():
    photo = add_hashed(1, split=Split.TEST)
    photo.file.storage.delete(str(photo.file))

    assert found(again(1)) == [False]


def test_nothing_asked_is_nothing_found():
    assert found() == []

"""Photos as arrays: located, trusted, with a file, and never a test photo."""

import numpy as np
import pytest

from predictor.config import Photos
from predictor.fitting.rows import NoPhotosError, read_rows
from predictor.models import Photo


def test_rows_leave_test_photos_out(small_world):
    rows = read_rows(Photos())

    expected = Photo.objects.exclude(split="test").order_by("id").values_list("id", flat=True)
    assert list(rows.ids_N) == list(expected)
    assert set(rows.splits_N) == {"train", "tune"}


def test_rows_are_latitude_first(small_world):
    photo = small_world[0]

    rows = read_rows(Photos())

    np.testing.assert_array_equal(rows.latlng_N2[0], [photo.point.y, photo.point.x])


def test_rows_without_a_file_or_trust_are_left_out(small_world):
    Photo.objects.filter(pk=small_world[0].pk).update(file="")
    Photo.objects.filter(pk=small_world[1].pk).update(label_trust=0.1)

    assert {small_world[0].pk, small_world[1].pk}.isdisjoint(read_rows(Photos()).ids_N)


def test_rows_of_another_dataset_say_what_to_do(small_world):
    with pytest.raises(NoPhotosError, match="a file in nowhere"):
        read_rows(Photos(datasets=("nowhere",)))


def test_a_fingerprint_changes_with_a_position(small_world):
    before = read_rows(Photos()).fingerprint()
    photo = small_world[0]
    photo.point.y += 0.5
    photo.save()

    assert read_rows(Photos()).fingerprint() != before

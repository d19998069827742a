"""What may be played is decided by a person, and taken back by one."""

import pytest
from django.contrib.gis.geos import Point

from geoweb.domain.reviewing import NotReviewable, approve, decline
from geoweb.enums import Review
from geoweb.models import UploadEvent
from predictor.geodesy import LatLng
from predictor.models import Photo, Split
from tests.geoweb.sent import add_upload, answer_upload

pytestmark = pytest.mark.django_db
HERE = LatLng(45.5, 4.5)


def test_an_approved_photo_becomes_a_test_photo_at_its_place():
    upload = answer_upload(add_upload(truth=HERE, may_be_played=True, views=2))

    approve(upload)
    approve(upload)

    photos = Photo.objects.filter(upload_view__upload=upload)
    assert [(p.point, p.split, p.label_trust) for p in photos] == [
        (Point(4.5, 45.5, srid=4326), Split.TEST, 0.5)
    ] * 2
    assert UploadEvent.objects.count() == 1


@pytest.mark.parametrize(
    "upload",
    [
        {"truth": None},
        {"truth": HERE, "may_be_played": False},
    ],
)
def test_what_was_not_offered_cannot_be_taken(upload):
    with pytest.raises(NotReviewable):
        approve(answer_upload(add_upload(**upload)))

    assert not Photo.objects.exclude(split=None).exists()


def test_what_no_worker_has_read_cannot_be_taken():
    with pytest.raises(NotReviewable):
        approve(add_upload(truth=HERE, may_be_played=True))


def test_a_declined_photo_leaves_the_game_and_stays_with_its_uploader():
    upload = answer_upload(add_upload(truth=HERE, may_be_played=True))
    approve(upload)

    decline(upload)

    upload.refresh_from_db()
    photo = upload.views.get().photo
    assert upload.review == Review.DECLINED
    assert (photo.point, photo.split, photo.region) == (None, None, None)

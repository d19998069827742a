"""One chunk in a worker: every photo gets its row, whatever is wrong with some of them."""

import numpy as np
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from geoweb.domain.chunks import work_on
from geoweb.enums import UploadState
from geoweb.tasks import work_on_chunk
from predictor.embedding_rows import kept_embeddings
from predictor.geodesy import distance_km
from predictor.locate import embed, locate
from predictor.models import Embedding, Photo, Prediction
from predictor.models.points import to_latlng
from tests.geoweb.pending import wait

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def run(fitted, sight):
    def run_chunk(work, photos=None, between=lambda: None):
        photo_ids = [photo.pk for photo in photos or Photo.objects.order_by("id")]
        work_on(photo_ids=photo_ids, work=work, locator=fitted, sight=sight, between=between)

    return run_chunk


def test_a_chunk_says_what_locate_says_photo_by_photo(run, fitted):
    run("predict")

    photos = list(Photo.objects.order_by("id"))
    said = dict(Prediction.objects.values_list("photo_id", "point"))
    assert len(said) == len(photos) == 60
    for photo, answer in zip(photos, locate(photos, fitted), strict=True):
        assert distance_km(to_latlng(said[photo.pk]), answer.point) < 1e-6


def test_a_chunk_embeds_what_embed_embeds(run, fitted):
    run("embed")

    photos = list(Photo.objects.order_by("id"))
    kept = kept_embeddings([photo.pk for photo in photos], fitted)
    found = np.stack([kept[photo.pk] for photo in photos])
    assert np.abs(found - embed(photos, fitted)).max() < 1e-3  # half precision


def test_missing_empty_and_broken_pictures_fail_alone_with_their_reasons(run):
    gone, empty, text, *sound = Photo.objects.order_by("id")
    default_storage.delete(gone.file.name)
    rewrite(empty, b"")
    rewrite(text, b"<svg onload=alert(1)>")

    run("predict")

    reasons = dict(Embedding.objects.values_list("photo_id", "failure"))
    assert set(reasons) == {gone.pk, empty.pk, text.pk}
    assert "is gone" in reasons[gone.pk]
    assert "Cannot decode" in reasons[empty.pk]
    assert "Cannot decode" in reasons[text.pk]
    assert Prediction.objects.count() == len(sound)


def rewrite(photo, content):
    default_storage.delete(photo.file.name)
    default_storage.save(photo.file.name, ContentFile(content))


def test_a_chunk_done_again_changes_nothing(run):
    run("predict")
    before = set(Prediction.objects.values_list("pk", "created_at"))

    run("predict")

    assert set(Prediction.objects.values_list("pk", "created_at")) == before


def test_two_at_once_leave_one_row_a_photo(run, sight, fitted):
    photos = list(Photo.objects.order_by("id"))
    run("predict", between=lambda: run("predict", photos))
    assert Prediction.objects.count() == len(photos)


def test_kept_embeddings_are_not_looked_at_again(run):
    run("embed")
    for photo in Photo.objects.all():
        default_storage.delete(photo.file.name)

    run("predict")

    assert Prediction.objects.count() == 60
    assert not Embedding.objects.exclude(failure="").exists()


def test_photos_deleted_meanwhile_are_left_out(run):
    photos = list(Photo.objects.order_by("id"))
    gone = [photo.pk for photo in photos[-20:-10]]

    run("embed", photos, between=lambda: Photo.objects.filter(pk__in=gone).delete())

    assert Embedding.objects.count() == 50


def test_others_come_first_between_two_batches(run):
    seen = []
    run("embed", between=lambda: seen.append(Embedding.objects.count()))
    assert len(seen) == 4  # 60 photos, batches of 16
    assert seen[-1] < 60  # the last batch was still being written


def test_a_waiting_upload_is_answered_between_two_batches(fitted):
    upload = wait()

    work_on_chunk("embed", fitted.pk, list(Photo.objects.values_list("pk", flat=True)))

    upload.refresh_from_db()
    assert upload.state == UploadState.ANSWERED
    assert upload.answered_at < Embedding.objects.latest("created_at").created_at


def test_uploads_of_strangers_are_never_touched(run):
    stranger = Photo.objects.create(dataset="uploads", source_id="1", file="photos/1.jpg")
    run("predict", [stranger])
    run("embed", [stranger])
    assert Prediction.objects.count() + Embedding.objects.count() == 0

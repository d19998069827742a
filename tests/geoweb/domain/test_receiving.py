"""What is taken in, what is refused and why, and that the same thing twice is one upload."""

import hashlib
import threading
import uuid

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from geoweb.domain.receiving import Parcel, receive
from geoweb.domain.refusals import (
    BadPicture,
    InPlay,
    KeyReused,
    NoExifPlace,
    NoPicture,
    PinFirst,
    PlacelessPlay,
    QuotaPassed,
    TakenDown,
    TooManyBytes,
    TooManyViews,
    UploadsClosed,
)
from geoweb.domain.switches import switch_uploads
from geoweb.enums import Review, Terms, UploadAct, UploadFailure, UploadState
from geoweb.models import Player, Takedown, Upload, UploadEvent
from predictor.geodesy import LatLng
from predictor.models import Photo, Split
from predictor.models.points import to_latlng
from tests.album import add_photo, jpeg
from tests.geoweb.sent import add_player
from tests.predictor.intake.pictures import exif_of

pytestmark = pytest.mark.django_db(transaction=True)
HERE = LatLng(45.5, 4.5)


@pytest.fixture
def player(transactional_db):
    return add_player()


def parcel(*views, **fields):
    return Parcel(views=views or (jpeg(),), address=f"test-{uuid.uuid4()}", **fields)


def incoming():
    return default_storage.listdir("incoming")[1] if default_storage.exists("incoming") else []


def test_views_wait_as_received_under_names_that_say_nothing(player):
    views = (jpeg(colour="red"), jpeg(colour="blue"))

    upload = receive(player, parcel(*views)).upload

    rows = list(upload.views.order_by("number"))
    assert [default_storage.open(row.incoming).read() for row in rows] == list(views)
    assert [row.received_sha256 for row in rows] == [hashlib.sha256(v).hexdigest() for v in views]
    assert [(row.photo.dataset, str(row.photo.file), row.photo.split) for row in rows] == [
        ("uploads", "", None)
    ] * 2
    assert (upload.state, upload.terms) == (UploadState.PENDING, Terms.COARSE)
    assert UploadEvent.objects.get().act == UploadAct.RECEIVED


def test_a_pinned_place_makes_a_duel(player):
    upload = receive(player, parcel(truth=HERE, may_be_played=True)).upload

    assert (upload.terms, to_latlng(upload.truth)) == (Terms.DUEL, HERE)
    assert upload.review == Review.WAITING


def test_the_place_in_the_photo_is_taken_with_consent_only(player):
    located = jpeg(exif=exif_of((48.5, 2.25)))

    silent = receive(player, parcel(located)).upload
    agreed = receive(player, parcel(located, use_exif_place=True)).upload

    assert silent.truth is None
    assert to_latlng(agreed.truth) == pytest.approx((48.5, 2.25))


def test_a_pin_counts_more_than_the_photos_own_word(player):
    located = jpeg(exif=exif_of((48.5, 2.25)))

    upload = receive(player, parcel(located, truth=HERE, use_exif_place=True)).upload

    assert to_latlng(upload.truth) == HERE


REFUSED = [
    (NoPicture, 400, {"views": ()}),
    (NoPicture, 400, {"views": (b"",)}),
    (TooManyViews, 400, {"views": tuple(jpeg(64 + n, 64) for n in range(5))}),
    (BadPicture, 422, {"views": (b"<svg onload=alert(1)>",)}),
    (BadPicture, 422, {"views": (jpeg(), b"GIF89a")}),
    (NoExifPlace, 422, {"views": (jpeg(),), "use_exif_place": True}),
    (PlacelessPlay, 422, {"views": (jpeg(),), "may_be_played": True}),
]


@pytest.mark.parametrize(("refusal", "status", "fields"), REFUSED)
def test_what_cannot_be_taken_is_refused_with_its_reason(player, refusal, status, fields):
    with pytest.raises(refusal) as refused:
        receive(player, Parcel(address="test", **fields))

    assert refused.value.status == status
    assert str(refused.value.text)
    assert Upload.objects.count() == Photo.objects.count() == 0
    assert incoming() == []
    assert UploadEvent.objects.get().detail == refused.value.code


def test_too_many_bytes_say_how_many_are_taken(player, settings):
    settings.UPLOAD_LARGEST_MB = 1

    with pytest.raises(TooManyBytes) as refused:
        receive(player, parcel(jpeg() + bytes(2**20)))

    assert (refused.value.status, "1 MB" in str(refused.value.text)) == (413, True)


def test_too_many_pixels_are_refused_before_anything_is_decoded(player, settings):
    settings.UPLOAD_MEGAPIXELS = 1

    with pytest.raises(BadPicture) as refused:
        receive(player, parcel(jpeg(1200, 1000)))

    assert refused.value.code == "too_large"


def test_answers_off_needs_a_pin(player, settings):
    settings.UPLOAD_ANSWERS = "off"

    with pytest.raises(PinFirst):
        receive(player, parcel())
    assert receive(player, parcel(truth=HERE)).upload.terms == Terms.DUEL


def test_the_kill_switch_refuses_with_the_operators_sentence(player):
    switch_uploads(on=False, why="Back on Monday.")

    with pytest.raises(UploadsClosed) as refused:
        receive(player, parcel())

    assert (refused.value.status, refused.value.text) == (503, "Back on Monday.")


def test_bytes_that_were_taken_down_stay_out(player):
    Takedown.objects.create(sha256=hashlib.sha256(jpeg()).hexdigest())

    with pytest.raises(TakenDown):
        receive(player, parcel())


@pytest.mark.parametrize(("split", "refused"), [(Split.TEST, True), (Split.TRAIN, False)])
def test_a_photo_of_the_game_is_not_answered(player, split, refused):
    add_photo("played", split=split, sha256=hashlib.sha256(jpeg()).hexdigest())

    if refused:
        with pytest.raises(InPlay):
            receive(player, parcel())
    else:
        assert receive(player, parcel()).is_new


def test_the_same_bytes_again_are_the_same_upload(player):
    first = receive(player, parcel())
    again = receive(player, parcel())

    assert (again.upload, first.is_new, again.is_new) == (first.upload, True, False)
    assert len(incoming()) == 1


def test_another_truth_or_player_makes_another_upload(player):
    made = [
        receive(player, parcel()),
        receive(player, parcel(truth=HERE)),
        receive(add_player("Bo"), parcel()),
    ]

    assert [each.is_new for each in made] == [True] * 3


def test_a_failed_upload_may_be_sent_again(player):
    first = receive(player, parcel()).upload
    first.state, first.failure = UploadState.FAILED, UploadFailure.GAVE_UP
    first.save()

    assert receive(player, parcel()).is_new


def test_a_key_stands_for_one_upload(player):
    first = receive(player, parcel(idempotency_key="k1"))
    again = receive(player, parcel(idempotency_key="k1"))

    assert (again.upload, again.is_new) == (first.upload, False)
    with pytest.raises(KeyReused):
        receive(player, parcel(jpeg(colour="red"), idempotency_key="k1"))
    assert receive(add_player("Bo"), parcel(idempotency_key="k1")).is_new


def test_one_key_sent_many_times_at_once_makes_one_upload(player):
    found = []

    def send():
        found.append(receive(Player.objects.get(pk=player.pk), parcel(idempotency_key="same")))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sum(each.is_new for each in found) == 1
    assert len({each.upload.pk for each in found}) == 1
    assert len(incoming()) == 1


def test_a_passed_quota_stores_nothing(player, settings):
    settings.UPLOADS_PER_PLAYER_DAY = 1
    receive(player, parcel())

    with pytest.raises(QuotaPassed):
        receive(player, parcel(jpeg(colour="red")))
    assert not receive(player, parcel()).is_new  # what is known costs nothing
    assert Upload.objects.count() == 1

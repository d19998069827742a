"""Deleting an upload leaves an audit line and nothing else."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from geoweb.domain.audit import digest, forget_old_lines, record
from geoweb.domain.removal import delete_upload, expire_uploads, take_down, take_down_upload
from geoweb.domain.renditions import rendition
from geoweb.enums import GameMode, Review, UploadAct
from geoweb.models import Deck, Game, Round, Takedown, Upload, UploadEvent, UploadPhoto
from predictor.geodesy import LatLng
from predictor.models import Embedding, Photo, Prediction
from tests.geoweb.sent import add_locator, add_player, add_upload, answer_upload

pytestmark = pytest.mark.django_db(transaction=True)
HERE = LatLng(45.0, 5.0)


def stored_files():
    folders, names = ["", "photos", "incoming"], []
    for folder in folders:
        if default_storage.exists(folder or "."):
            names += default_storage.listdir(folder)[1]
    return names


def test_nothing_is_left_but_the_log():
    upload = answer_upload(add_upload(views=2))
    photo = upload.views.get(number=1).photo
    drawn = rendition(photo, 320)
    Embedding.objects.create(photo=photo, locator=add_locator("other"), embedding=[0.5] * 4)
    view = upload.views.get(number=2)
    view.incoming = default_storage.save("incoming/raw", ContentFile(b"as received"))
    view.save()

    delete_upload(upload)

    left = [m.objects.count() for m in (Upload, UploadPhoto, Photo, Prediction, Embedding)]
    assert left == [0, 0, 0, 0, 0]
    assert stored_files() == []
    assert not drawn.exists()
    line = UploadEvent.objects.get()
    assert (line.act, line.upload_id_was) == (UploadAct.DELETED, upload.public_id)


def test_twice_is_the_same_as_once():
    upload = add_upload()
    delete_upload(upload)
    delete_upload(Upload(pk=upload.pk))

    assert UploadEvent.objects.count() == 1


def test_a_photo_that_was_played_keeps_a_row_without_picture():
    player = add_player()
    upload = answer_upload(add_upload(player, HERE, may_be_played=True))
    photo = upload.views.get().photo
    deck = Deck.objects.create(mode=GameMode.CLASSIC)
    game = Game.objects.create(mode=GameMode.CLASSIC, deck=deck, player=player)
    Round.objects.create(game=game, number=1, photo=photo)

    delete_upload(upload)

    photo.refresh_from_db()
    assert (str(photo.file), photo.predictions.count()) == ("", 0)
    assert stored_files() == []


def test_old_uploads_expire_but_not_those_in_the_game(settings):
    settings.UPLOAD_KEEP_DAYS = 30
    old, young, played = add_upload(), add_upload(), add_upload(truth=HERE)
    long_ago = timezone.now() - timedelta(days=31)
    Upload.objects.filter(pk__in=[old.pk, played.pk]).update(created_at=long_ago)
    Upload.objects.filter(pk=played.pk).update(review=Review.APPROVED)

    assert expire_uploads() == 1

    assert set(Upload.objects.all()) == {young, played}
    assert UploadEvent.objects.get().act == UploadAct.EXPIRED


def test_a_takedown_deletes_every_copy_and_remembers_the_bytes():
    uploads = [add_upload() for _ in range(3)]
    UploadPhoto.objects.filter(upload__in=uploads[:2]).update(received_sha256="a" * 64)

    assert take_down("a" * 64, why="asked by a court") == 2

    assert list(Upload.objects.all()) == uploads[2:]
    assert Takedown.objects.get().why == "asked by a court"
    assert take_down("a" * 64) == 0


def test_an_upload_is_taken_down_by_all_its_views():
    upload = add_upload(views=3)
    hashes = set(upload.views.values_list("received_sha256", flat=True))

    assert take_down_upload(upload) == 1

    assert set(Takedown.objects.values_list("sha256", flat=True)) == hashes


def test_the_log_holds_neither_address_nor_place():
    upload = add_upload(truth=LatLng(45.7654, 4.8321))
    record(UploadAct.RECEIVED, upload, address="192.0.2.1", detail="duel")

    line = str(UploadEvent.objects.values().get())
    assert digest("192.0.2.1") in line
    for secret in ("192.0.2.1", "45.76", "4.83"):
        assert secret not in line


def test_old_lines_are_forgotten(settings):
    record(UploadAct.SWITCHED)
    UploadEvent.objects.update(at=timezone.now() - timedelta(days=settings.UPLOAD_LOG_DAYS + 1))
    record(UploadAct.SWITCHED)

    assert forget_old_lines() == 1
    assert UploadEvent.objects.count() == 1


def test_deleting_keeps_other_uploads_of_the_player():
    player = add_player()
    one, other = add_upload(player, HERE), add_upload(player)

    delete_upload(one)

    assert list(player.uploads.all()) == [other]
    assert default_storage.exists(str(other.views.get().photo.file))

"""POST /api/photos/ID/reports/"""

import uuid

import pytest

from geoweb.models import Flag
from predictor.models import Split
from tests.album import add_photo
from tests.geoweb.sent import add_player, add_upload

pytestmark = pytest.mark.django_db


def report(client, public_id, reason="person", **options):
    url = f"/api/photos/{public_id}/reports/"
    return client.post(url, {"reason": reason}, "application/json", **options)


def test_stranger_may_report_a_photo_that_is_shown(stranger):
    photo = add_photo("shown")

    assert report(stranger, photo.public_id).status_code == 204
    assert Flag.objects.get().photo == photo


def test_own_photo_may_be_reported(ada, bearer, stranger):
    photo = add_upload(add_player("Ada", user=ada)).views.get().photo

    assert report(stranger, photo.public_id, headers=bearer).status_code == 204


def test_hidden_photos_look_like_none(bearer, stranger):
    hidden = [add_photo("played", split=Split.TEST), add_upload().views.get().photo]
    answers = [report(stranger, photo.public_id, headers=bearer) for photo in hidden]
    nobodys = report(stranger, uuid.uuid4(), headers=bearer)

    assert [answer.status_code for answer in answers] == [404, 404]
    assert all(answer.json() == nobodys.json() for answer in answers)
    assert not Flag.objects.exists()


def test_unknown_reason_is_a_problem(stranger):
    response = report(stranger, add_photo("shown").public_id, reason="ugly")

    assert response.status_code == 400
    assert response.json()["errors"][0]["parameter"] == "reason"

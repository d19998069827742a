"""POST /api/photos/ID/reports/"""

import uuid

import pytest
from django.test import Client

from geoweb.domain import quotas
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


@pytest.fixture
def somewhere(monkeypatch):
    """A visitor of an address that nobody has reported from, and three reports an hour."""
    monkeypatch.setattr(quotas, "REPORTS_AN_HOUR", 3)
    address = f"fd00:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"
    return lambda **options: Client(REMOTE_ADDR=address, **options)


def test_reports_by_page_and_api_are_counted_together(somewhere):
    photo = add_photo("shown")
    page = f"/report/{photo.public_id}/"

    told = [somewhere().post(page, {"reason": "other"}).status_code for _ in range(2)]
    answers = [report(somewhere(), photo.public_id) for _ in range(2)]
    last = somewhere().post(page, {"reason": "other"})

    assert told == [303, 303]
    assert [answer.status_code for answer in answers] == [204, 429]
    assert last.status_code == 429
    assert answers[1].json()["code"] == "too_many_reports"
    assert "too many reports" in answers[1].json()["detail"]
    assert 0 < int(answers[1]["Retry-After"]) <= 3600
    assert Flag.objects.count() == 3


def test_what_is_refused_anyway_costs_no_report(somewhere):
    photo = add_photo("shown")
    for _ in range(4):
        assert report(somewhere(), photo.public_id, reason="ugly").status_code == 400
        assert report(somewhere(), uuid.uuid4()).status_code == 404

    assert report(somewhere(), photo.public_id).status_code == 204


def test_without_redis_reports_are_taken(somewhere, settings):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    photo = add_photo("shown")

    answers = [report(somewhere(), photo.public_id) for _ in range(4)]

    assert {answer.status_code for answer in answers} == {204}

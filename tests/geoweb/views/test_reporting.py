import uuid

import pytest

from geoweb.models import Flag, Player
from predictor.models import Split
from tests.album import add_photo
from tests.geoweb.views.conftest import as_player

pytestmark = pytest.mark.django_db


def address(photo):
    return f"/report/{photo.public_id}/"


def test_public_photo_can_be_reported_by_anybody(client):
    photo = add_photo("odd")

    response = client.post(address(photo), {"reason": "person", "text": "my house"}, follow=True)

    assert response.redirect_chain == [("/report/thanks/", 303)]
    assert "A person will look at" in response.content.decode()
    flag = Flag.objects.get()
    assert (flag.photo, flag.reason, flag.text) == (photo, "person", "my house")


@pytest.mark.parametrize("said", [{}, {"reason": "boredom"}, {"reason": ""}])
def test_report_needs_one_of_the_reasons(client, said):
    response = client.post(address(add_photo("odd")), said)

    assert response.status_code == 422
    assert "Choose what is wrong." in response.content.decode()
    assert (Flag.objects.count(), Player.objects.count()) == (0, 0)


@pytest.mark.parametrize("split", [Split.TUNE, Split.TEST])
def test_photo_that_is_not_shown_cannot_be_reported(client, split):
    assert client.get(address(add_photo("secret", split=split))).status_code == 404


def test_report_needs_the_token_of_the_form(ada):
    careful = as_player(ada, enforce_csrf_checks=True)

    assert careful.post(address(add_photo("odd")), {"reason": "other"}).status_code == 403
    assert Flag.objects.count() == 0


def test_reports_without_end_are_stopped_and_what_was_typed_stays(client, monkeypatch):
    monkeypatch.setattr("geoweb.domain.quotas.REPORTS_AN_HOUR", 2)
    client.defaults["REMOTE_ADDR"] = f"fd00:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"
    photo, said = add_photo("odd"), {"reason": "other", "text": "still wrong"}

    answers = [client.post(address(photo), said) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [303, 303, 429]
    assert "too many reports" in answers[2].content.decode()
    assert "still wrong" in answers[2].content.decode()

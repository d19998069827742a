"""Who may do what: strangers, browsers, expired tokens, passed quotas, closed doors."""

import pytest
from django.test import Client

from geoweb.domain.switches import switch_uploads
from geoweb.domain.tokens import issue_token
from geoweb.models import Player, Upload, UploadEvent
from geoweb.visitors import COOKIE
from tests.geoweb.api.test_uploads import PIN, URL, photo
from tests.geoweb.sent import add_player, add_upload

pytestmark = pytest.mark.django_db
ORIGIN = {"Origin": "http://testserver"}


@pytest.fixture
def guest(stranger):
    """A stranger after the first upload: the cookie remembers the player."""
    assert stranger.post(URL, {"photos": photo()}).status_code == 201
    return stranger


def problem(response):
    assert response["Content-Type"] == "application/problem+json"
    told = response.json()
    assert told["status"] == response.status_code
    return told


def test_stranger_may_upload_and_see_it_again(guest):
    upload = Upload.objects.get()

    assert guest.cookies[COOKIE]["httponly"]
    assert guest.get(f"{URL}{upload.public_id}/").status_code == 200
    assert [each["id"] for each in guest.get(URL).json()["results"]] == [str(upload.public_id)]


def test_other_stranger_sees_nothing(guest):
    other = Client()

    assert other.get(URL).json()["results"] == []
    assert other.get(f"{URL}{Upload.objects.get().public_id}/").status_code == 404
    assert Player.objects.count() == 1


def test_forged_cookie_is_nobody(guest):
    public_id = Player.objects.get().public_id
    forged = Client()
    forged.cookies[COOKIE] = f"{public_id}:abc:def"

    assert forged.get(URL).json()["results"] == []


@pytest.mark.parametrize("method", ["post", "delete"])
def test_cookie_without_its_proof_writes_nothing(guest, method):
    url = URL if method == "post" else f"{URL}{Upload.objects.get().public_id}/"
    told = problem(getattr(guest, method)(url))

    assert (told["status"], told["code"]) == (403, "csrf")
    assert "X-CSRFToken" in told["remedy"]
    assert Upload.objects.count() == 1


def test_cookie_with_its_proof_may_delete(guest):
    proof = {"X-CSRFToken": guest.cookies["csrftoken"].value}

    url = f"{URL}{Upload.objects.get().public_id}/"
    assert guest.delete(url, headers=proof).status_code == 204


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://testserver"])
def test_form_of_another_site_makes_nobody_a_player(stranger, origin):
    response = stranger.post(URL, {"photos": photo()}, headers={"Origin": origin})

    assert problem(response)["code"] == "csrf"
    assert COOKIE not in response.cookies
    assert not Player.objects.exists()


def test_session_without_csrf_token_writes_nothing(ada, stranger):
    stranger.force_login(ada)

    assert problem(stranger.post(URL, {"photos": photo()}))["code"] == "csrf"


def test_session_with_csrf_token_uploads_as_the_account(ada, stranger):
    stranger.force_login(ada)
    stranger.cookies["csrftoken"] = "t" * 32
    response = stranger.post(URL, {"photos": photo()}, headers={"X-CSRFToken": "t" * 32})

    assert response.status_code == 201
    assert Upload.objects.get().player.user == ada


def test_token_needs_no_csrf_token_whatever_cookies_say(ada, bearer, stranger):
    stranger.cookies["csrftoken"] = "t" * 32
    response = stranger.post(URL, {"photos": photo()}, headers=bearer | ORIGIN)

    assert response.status_code == 201
    assert Upload.objects.get().player.user == ada


@pytest.mark.parametrize(("days", "code"), [(0, "token_expired"), (None, "token_unknown")])
@pytest.mark.parametrize("method", ["get", "post"])
def test_expired_and_ended_tokens_open_nothing(ada, stranger, days, code, method):
    key, token = issue_token(user=ada, days=days)
    if days is None:
        token.delete()
    response = getattr(stranger, method)(URL, headers={"Authorization": f"Bearer {key}"})

    told = problem(response)
    assert (told["status"], told["code"]) == (401, code)
    assert "POST /api/token/" in told["remedy"]
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


def test_closed_account_opens_nothing(ada, bearer, stranger):
    ada.is_active = False
    ada.save()

    assert stranger.get(URL, headers=bearer).status_code == 401


def test_passed_quota_says_when_to_come_back(settings, bearer):
    settings.UPLOADS_PER_PLAYER_DAY = 1
    program = Client(headers=bearer)
    program.post(URL, {"photos": photo()})
    response = program.post(URL, {"photos": photo("tan")})

    told = problem(response)
    assert (told["status"], told["code"]) == (429, "quota")
    assert "as many photos" in told["detail"]
    assert 0 < int(response["Retry-After"]) <= 86_400
    assert Upload.objects.count() == 1


def test_without_redis_no_upload_is_taken(settings, bearer):
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = Client(headers=bearer).post(URL, {"photos": photo()})

    told = problem(response)
    assert (told["status"], told["code"]) == (503, "unavailable")
    assert response["Retry-After"] == "5"


def test_kill_switch_says_why(bearer):
    switch_uploads(on=False, why="We are moving house.")
    response = Client(headers=bearer).post(URL, {"photos": photo()})

    told = problem(response)
    assert (told["status"], told["code"]) == (503, "uploads_closed")
    assert told["detail"] == "We are moving house."
    assert response["Retry-After"]


def test_kill_switch_leaves_what_was_sent(ada, bearer):
    upload = add_upload(add_player("Ada", user=ada))
    switch_uploads(on=False)
    program = Client(headers=bearer)

    assert program.get(f"{URL}{upload.public_id}/").status_code == 200
    assert program.delete(f"{URL}{upload.public_id}/").status_code == 204


def test_answers_off_asks_for_a_pin(settings, bearer):
    settings.UPLOAD_ANSWERS = "off"
    program = Client(headers=bearer)
    told = problem(program.post(URL, {"photos": photo()}))

    assert (told["status"], told["code"]) == (403, "pin_first")
    assert told["remedy"].startswith("Pin where")
    assert program.post(URL, {"photos": photo(), **PIN}).status_code == 201


def test_refusals_are_logged_without_a_place(settings, bearer):
    settings.UPLOAD_ANSWERS = "off"
    Client(headers=bearer).post(URL, {"photos": photo()})

    assert list(UploadEvent.objects.values_list("act", "detail")) == [("refused", "pin_first")]

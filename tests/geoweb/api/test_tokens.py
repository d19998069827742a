"""POST and DELETE /api/token/, and what a token opens."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from geoweb.domain.tokens import PREFIX, REMEMBERED, find_token, issue_token
from geoweb.models import Token, User
from tests.geoweb.api.conftest import PASSWORD

URL = "/api/token/"


def log_in(client, **changes):
    body = {"username": "ada", "password": PASSWORD} | changes
    return client.post(URL, body, content_type="application/json")


def test_token_is_made_for_name_and_password(ada, stranger):
    response = log_in(stranger, note="my script")

    token = Token.objects.get()
    assert response.status_code == 201
    assert response["Cache-Control"] == "no-store"
    assert find_token(response.json()["token"]) == token
    assert (token.user, token.note) == (ada, "my script")


def test_token_is_made_from_a_form_too(ada, stranger):
    body = f"username=ada&password={PASSWORD.replace(' ', '+')}"
    response = stranger.post(URL, body, content_type="application/x-www-form-urlencoded")

    assert response.status_code == 201


def test_only_the_hash_of_a_token_is_kept(ada):
    key, token = issue_token(user=ada)

    kept = str(Token.objects.filter(pk=token.pk).values().get())
    assert key.startswith(PREFIX)
    assert key not in kept
    assert key.removeprefix(PREFIX) not in kept


@pytest.mark.parametrize(
    "changes", [{"password": "wrong"}, {"username": "nobody"}, {"username": "ADA"}]
)
def test_wrong_password_and_unknown_name_look_the_same(ada, stranger, changes):
    response = log_in(stranger, **changes)

    assert response.status_code == 401
    assert response["WWW-Authenticate"].startswith("Bearer")
    assert response.json()["code"] == "wrong_password"


def test_closed_account_gets_no_token(ada, stranger):
    ada.is_active = False
    ada.save()

    assert log_in(stranger).status_code == 401


def test_expired_header_does_not_hinder_a_new_token(ada, stranger):
    key, _ = issue_token(user=ada, days=-1)
    body = {"username": "ada", "password": PASSWORD}
    response = stranger.post(
        URL, body, "application/json", headers={"Authorization": f"Bearer {key}"}
    )

    assert response.status_code == 201


def test_deleted_token_opens_nothing(bearer, stranger):
    assert stranger.delete(URL, headers=bearer).status_code == 204

    problem = stranger.delete(URL, headers=bearer).json()
    assert (problem["status"], problem["code"]) == (401, "token_unknown")
    assert "POST /api/token/" in problem["remedy"]


def test_token_to_delete_must_be_sent(db, stranger):
    response = stranger.delete(URL)

    assert (response.status_code, response.json()["code"]) == (401, "not_authenticated")
    assert response["WWW-Authenticate"] == 'Bearer realm="api"'


def test_expired_token_says_so_and_what_to_do(ada, stranger):
    key, _ = issue_token(user=ada, days=0)
    problem = stranger.delete(URL, headers={"Authorization": f"Bearer {key}"}).json()

    assert (problem["status"], problem["code"]) == (401, "token_expired")
    assert problem["detail"] == "This token has expired."
    assert "POST /api/token/" in problem["remedy"]


@pytest.mark.parametrize("odd", ["Bearer", "Bearer ", "bearer x y", "Bearer \xff\xfe", "Bearer \0"])
def test_odd_tokens_are_unknown(db, stranger, odd):
    problem = stranger.delete(URL, headers={"Authorization": odd}).json()

    assert (problem["status"], problem["code"]) == (401, "token_unknown")


def test_tokens_long_expired_are_forgotten_when_a_new_one_is_made(ada):
    _, old = issue_token(user=ada)
    _, recent = issue_token(user=ada)
    now = timezone.now()
    Token.objects.filter(pk=old.pk).update(expires_at=now - REMEMBERED - timedelta(days=1))
    Token.objects.filter(pk=recent.pk).update(expires_at=now - timedelta(days=1))

    _, new = issue_token(user=ada)

    assert set(Token.objects.all()) == {recent, new}


def test_operators_see_no_key_and_may_end_it(ada, client):
    key, token = issue_token(user=ada, note="backup")
    client.force_login(User.objects.create_superuser("root"))
    listed = client.get("/admin/geoweb/token/").content.decode()
    client.post(f"/admin/geoweb/token/{token.pk}/delete/", {"post": "yes"})

    assert "backup" in listed
    assert token.sha256 not in listed
    assert find_token(key) is None


def test_make_token_prints_the_key_alone(ada):
    out = StringIO()
    call_command("make_token", "ada", days=7, note="backup", stdout=out, stderr=StringIO())

    token = find_token(out.getvalue().strip())
    assert token.note == "backup"
    assert timedelta(days=6.9) < token.expires_at - timezone.now() <= timedelta(days=7)


@pytest.mark.parametrize(("name", "days", "word"), [("bob", 7, "bob"), ("ada", 0, "--days 0")])
def test_make_token_refuses_with_a_remedy(ada, name, days, word):
    with pytest.raises(CommandError, match=word):
        call_command("make_token", name, days=days)

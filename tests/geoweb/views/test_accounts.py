"""Signing up and logging in: what a guest played comes along, and nobody gets in by guessing."""

import re
import uuid

import pytest
from django.core import mail
from django.urls import reverse

from geoweb.domain import accounts
from geoweb.models import Player, Upload, User
from geoweb.visitors import COOKIE
from tests.geoweb.sent import add_upload

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "quite-a-long-word"


@pytest.fixture(autouse=True)
def own_address(client):
    """Tries are counted by address, and the counters outlive the test."""
    client.defaults["REMOTE_ADDR"] = f"fd00:{uuid.uuid4().hex[:4]}:{uuid.uuid4().hex[:4]}::1"


def sign_up(client, name="ada", **fields):
    data = {"username": name, "password1": SECRET, "password2": SECRET, "email": ""} | fields
    return client.post(reverse("signup"), data)


def log_in(client, word=SECRET):
    return client.post(reverse("login"), {"username": "ada", "password": word})


def guest_of(client):
    """A player as the upload page makes one, with its cookie."""
    from django.core.signing import get_cookie_signer

    guest = add_upload().player
    client.cookies[COOKIE] = get_cookie_signer(salt=COOKIE + COOKIE).sign(str(guest.public_id))
    return guest


def test_signing_up_logs_in_and_claims_what_the_guest_did(client):
    guest = guest_of(client)

    response = sign_up(client)

    assert response.status_code == 303
    player = User.objects.get().player
    assert (player.pk, player.name) == (guest.pk, "ada")
    assert client.cookies[COOKIE].value == ""
    assert client.get(reverse("account")).status_code == 200


def test_logging_in_joins_the_guest_to_the_account(client):
    sign_up(client)
    client.post(reverse("logout"))
    guest = guest_of(client)

    log_in(client)

    assert not Player.objects.filter(pk=guest.pk).exists()
    assert Upload.objects.get().player.user.username == "ada"


def test_names_differ_by_more_than_case(client):
    sign_up(client)
    client.post(reverse("logout"))

    response = sign_up(client, "ADA")

    assert response.status_code == 422
    assert "This name is taken" in response.content.decode()
    assert User.objects.count() == 1


@pytest.mark.parametrize(
    "fields", [{"password2": "other"}, {"password1": "1", "password2": "1"}, {"username": "a b"}]
)
def test_what_is_wrong_is_said_beside_the_field(client, fields):
    response = sign_up(client, **fields)

    assert (response.status_code, User.objects.count()) == (422, 0)
    assert 'class="fault"' in response.content.decode()


def test_a_wrong_password_says_so_and_too_many_are_stopped(client, monkeypatch):
    sign_up(client)
    client.post(reverse("logout"))
    monkeypatch.setattr(accounts, "LOG_INS_AN_HOUR", 3)

    statuses = [log_in(client, "wrong").status_code for _ in range(4)]

    assert statuses == [422, 422, 422, 429]
    assert log_in(client).status_code == 429


@pytest.mark.parametrize(
    "where", ["https://evil.example/", "//evil.example", "javascript:alert(1)"]
)
def test_nobody_is_sent_elsewhere_after_signing_up(client, where):
    assert sign_up(client, next=where)["Location"] == "/"


def test_a_forgotten_password_is_mended_by_mail(client):
    sign_up(client, email="ada@example.org")
    client.post(reverse("logout"))

    client.post(reverse("password-reset"), {"email": "ada@example.org"})
    (link,) = re.findall(r"http://testserver(/\S+)", mail.outbox[0].body)
    page = client.get(link, follow=True)
    done = client.post(
        page.redirect_chain[-1][0],
        {"new_password1": "another-word", "new_password2": "another-word"},
    )

    assert done["Location"] == reverse("password-reset-complete")
    assert log_in(client, "another-word").status_code == 302
    assert "too old" in client.get(link, follow=True).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client):
    response = client.post(reverse("password-reset"), {"email": "nobody@example.org"})

    assert response["Location"] == reverse("password-reset-done")
    assert mail.outbox == []


def test_an_account_leads_to_its_games(client):
    sign_up(client)

    page = client.get(reverse("account"))

    assert reverse("player", args=[User.objects.get().player.public_id]) in page.text


def test_a_deleted_account_leaves_nobodys_name_and_no_uploads(client):
    guest = guest_of(client)
    sign_up(client)

    assert client.post(reverse("account-delete"), {"password": "wrong"}).status_code == 422
    client.post(reverse("account-delete"), {"password": SECRET})

    assert (User.objects.count(), Upload.objects.count()) == (0, 0)
    assert Player.objects.get(pk=guest.pk).name == "Deleted player"
    assert client.get(reverse("account")).status_code == 302


@pytest.mark.parametrize("name", ["account", "account-delete", "password-change"])
def test_what_is_an_accounts_own_asks_to_log_in(client, name):
    assert client.get(reverse(name))["Location"].startswith(reverse("login"))


@pytest.mark.parametrize(
    "name", ["signup", "login", "password-reset", "password-reset-done", "password-reset-complete"]
)
def test_pages_open(client, name):
    assert client.get(reverse(name)).status_code == 200

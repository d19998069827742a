"""The upload page: what is taken, what is refused, and what it says."""

import pytest
from django.test import Client

from geoweb.domain.switches import switch_uploads
from geoweb.enums import Terms, UploadState
from geoweb.models import Player, Takedown, Upload
from predictor.models.points import to_latlng
from tests.album import jpeg
from tests.geoweb.views.conftest import as_player, picture

pytestmark = pytest.mark.django_db
PINNED = {"lat": "45.76", "lng": "4.84"}
HTMX = {"HX-Request": "true"}


def send(client, *views, headers=None, **fields):
    return client.post("/upload/", {"views": list(views), **fields}, headers=headers)


def text_of(response):
    return response.content.decode()


def test_photo_with_a_pin_leads_to_its_page(client):
    response = send(client, picture(), **PINNED)

    upload = Upload.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/uploads/{upload.public_id}/")
    assert upload.terms == Terms.DUEL
    assert to_latlng(upload.truth) == (45.76, 4.84)


def test_sender_is_remembered(client):
    address = send(client, picture(), **PINNED)["Location"]

    assert client.get(address).status_code == 200
    assert Client().get(address).status_code == 404


def test_who_only_looks_becomes_no_player(client):
    client.get("/upload/")
    client.get("/uploads/")

    assert Player.objects.count() == 0


def test_photo_without_a_place_is_taken_for_a_coarse_answer(client):
    send(client, picture())

    assert Upload.objects.get().terms == Terms.COARSE


def test_script_is_told_where_to_go(client):
    response = send(client, picture(), headers=HTMX, **PINNED)

    assert response["HX-Redirect"] == f"/uploads/{Upload.objects.get().public_id}/"


def test_same_key_twice_is_one_upload(client):
    first = send(client, picture(), key="a" * 32, **PINNED)
    again = send(client, picture(), key="a" * 32, **PINNED)

    assert first["Location"] == again["Location"]
    assert Upload.objects.count() == 1
    assert "You sent these photos before." in text_of(client.get(again["Location"]))


def test_key_of_a_form_that_was_changed_does_no_harm(client):
    send(client, picture(), key="a" * 32, **PINNED)

    response = send(client, picture(body=jpeg(colour="maroon")), key="a" * 32, **PINNED)

    assert response.status_code == 303
    assert Upload.objects.count() == 2


@pytest.mark.parametrize("pair", [{"lat": "45,76", "lng": "4,84"}, {"lat": "45.76, 4.84"}])
def test_coordinates_are_read_as_people_type_them(client, pair):
    send(client, picture(), **pair)

    assert to_latlng(Upload.objects.get().truth) == (45.76, 4.84)


@pytest.mark.parametrize(
    "pair", [{"lat": "91", "lng": "4"}, {"lat": "45"}, {"lng": "4"}, {"lat": "nan", "lng": "inf"}]
)
def test_odd_coordinates_are_shown_again_with_what_is_wrong(client, pair):
    response = send(client, picture(), audience="game", **pair)

    assert response.status_code == 422
    assert "latitude from -90 to 90" in text_of(response)
    assert all(f'value="{value}"' in text_of(response) for value in pair.values())
    assert Upload.objects.count() == 0


@pytest.mark.parametrize(
    ("views", "fields", "status", "words"),
    [
        ([], {}, 400, "There is no picture"),
        ([b"words"], {}, 422, "picture"),
        ([jpeg()] * 5, {}, 400, "more than four"),
        ([jpeg()], {"audience": "game"}, 422, "only be played when it is known"),
        ([jpeg()], {"use_exif_place": "on"}, 422, "does not say where it was taken"),
    ],
)
def test_refusal_has_its_status_text_and_remedy(client, views, fields, status, words):
    response = send(client, *[picture(body=body) for body in views], **fields)

    assert response.status_code == status
    assert words in text_of(response)
    assert 'role="alert"' in text_of(response)


def test_refusal_keeps_what_was_typed(client):
    response = send(client, picture(body=b"words"), audience="game", use_exif_place="on", **PINNED)

    html = text_of(response)
    assert 'value="45.76"' in html
    assert html.count(" checked>") == 2
    assert "please choose the photos again" in html


def test_script_gets_the_refusal_alone(client):
    response = send(client, picture(body=b"words"), headers=HTMX)

    assert response.status_code == 422
    assert "<html" not in text_of(response)
    assert 'class="refusal"' in text_of(response)


def test_without_answers_a_pin_is_needed(client, settings):
    settings.UPLOAD_ANSWERS = "off"

    assert "answers only photos whose place is pinned first" in text_of(client.get("/upload/"))
    refused = send(client, picture())
    assert refused.status_code == 403
    assert "Pin where the photo was taken" in text_of(refused)
    assert send(client, picture(), **PINNED).status_code == 303


def test_kill_switch_closes_the_page_and_the_form(client):
    switch_uploads(on=False, why="We move house.")

    page, refused = client.get("/upload/"), send(client, picture(), **PINNED)

    assert (page.status_code, refused.status_code) == (503, 503)
    assert "We move house." in text_of(page)
    assert 'id="upload"' not in text_of(page)
    assert refused["Retry-After"] == "600"
    assert "Uploads are switched off for now." in text_of(refused)
    assert "photos that wait are not lost" in text_of(refused)
    assert Upload.objects.count() == 0


def test_quota_passed_says_when_to_come_back(adas, settings):
    settings.UPLOADS_PER_PLAYER_DAY = 1
    send(adas, picture(), **PINNED)

    refused = send(adas, picture(body=jpeg(colour="maroon")), **PINNED)

    assert refused.status_code == 429
    assert 0 < int(refused["Retry-After"]) <= 86_400
    assert "You can send again in 24 hours." in text_of(refused)


def test_photo_that_was_taken_down_is_refused(client):
    send(client, picture(), **PINNED)
    Takedown.objects.create(sha256=Upload.objects.get().views.get().received_sha256)
    Upload.objects.all().delete()

    refused = send(client, picture(), **PINNED)

    assert refused.status_code == 451
    assert "was taken down" in text_of(refused)


def test_form_without_its_token_is_refused(ada):
    response = send(as_player(ada, enforce_csrf_checks=True), picture(), **PINNED)

    assert response.status_code == 403
    assert "The form had been open too long" in text_of(response)
    assert Upload.objects.count() == 0


def test_photo_over_the_limit_is_refused(client, settings):
    settings.UPLOAD_LARGEST_MB = 1

    refused = send(client, picture(body=jpeg() + bytes(2**20)))

    assert refused.status_code == 413
    assert "at most 1 MB" in text_of(refused)


def test_body_over_the_limit_is_answered_without_a_look(client, settings):
    settings.UPLOAD_LARGEST_MB = 1

    refused = send(client, picture(body=bytes(6 * 2**20)))

    assert refused.status_code == 413
    assert "at most 1 MB" in text_of(refused)


def test_gigabytes_are_not_even_read(client):
    refused = client.generic("POST", "/upload/", b"few", CONTENT_LENGTH=str(2**40))

    assert refused.status_code == 413


def test_failed_upload_may_be_sent_again(client):
    send(client, picture(), **PINNED)
    Upload.objects.update(state=UploadState.FAILED, failure="gave_up")

    send(client, picture(), **PINNED)

    assert Upload.objects.count() == 2

"""One's own uploads, and nobody else's: page, photos, list, deletion."""

import uuid

import pytest
from django.test import Client

from geoweb.enums import UploadState
from geoweb.models import Upload
from predictor.geodesy import LatLng
from tests.geoweb.sent import add_player, add_upload
from tests.geoweb.views.conftest import as_player

pytestmark = pytest.mark.django_db
TRUTH = LatLng(48.8566, 2.3522)


def photo_of(upload):
    return upload.views.first().photo


def addresses(upload):
    page, photo = f"/uploads/{upload.public_id}/", photo_of(upload).public_id
    return [page, f"{page}delete/", f"/uploads/photos/{photo}.jpg", f"/report/{photo}/"]


def test_owner_sees_page_photo_and_forms(ada, adas):
    assert [adas.get(each).status_code for each in addresses(add_upload(ada))] == [200] * 4


def test_others_see_nothing(ada):
    upload = add_upload(ada)

    for stranger in (Client(), as_player(add_player("Bo"))):
        assert [stranger.get(each).status_code for each in addresses(upload)] == [404] * 4
        assert stranger.post(f"/uploads/{upload.public_id}/delete/").status_code == 404
    assert Upload.objects.exists()


def test_forged_cookie_opens_nothing(ada):
    client = as_player(ada)
    client.cookies["homing_player"] = str(ada.public_id)

    assert client.get(addresses(add_upload(ada))[0]).status_code == 404


def test_unknown_upload_is_not_found(adas):
    assert adas.get(f"/uploads/{uuid.uuid4()}/").status_code == 404


def test_deleting_takes_a_press_and_leaves_nothing(ada, adas):
    upload = add_upload(ada)
    gone = addresses(upload)
    asked = adas.get(gone[1])

    response = adas.post(gone[1], follow=True)

    assert "at once and for good" in asked.content.decode()
    assert response.redirect_chain == [("/uploads/", 303)]
    assert "It is deleted" in response.content.decode()
    assert [adas.get(each).status_code for each in gone] == [404] * 4


def test_deleting_needs_the_token_of_the_form(ada):
    upload = add_upload(ada)
    careful = as_player(ada, enforce_csrf_checks=True)

    assert careful.post(f"/uploads/{upload.public_id}/delete/").status_code == 403
    assert Upload.objects.exists()


def test_own_photo_is_kept_by_nobody_on_the_way(ada, adas):
    response = adas.get(addresses(add_upload(ada))[2])

    assert response["Cache-Control"] == "private, no-store"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Type"] == "image/jpeg"
    assert response["Content-Disposition"].startswith("inline")


def test_photo_of_an_upload_is_not_among_the_public_ones(ada, adas):
    photo = photo_of(add_upload(ada))

    assert adas.get(f"/photos/{photo.public_id}.jpg").status_code == 404


def test_list_is_ones_own_newest_first(ada, adas):
    old, new = add_upload(ada), add_upload(ada, TRUTH, may_be_played=True)
    add_upload(add_player("Bo"))

    html = adas.get("/uploads/").content.decode()

    assert html.index(str(new.public_id)) < html.index(str(old.public_id))
    assert html.count('class="sent-row"') == 2
    assert "Waiting for review" in html


def test_list_takes_few_queries_however_long(ada, adas, django_assert_num_queries):
    for _ in range(3):
        add_upload(ada, views=2)

    with django_assert_num_queries(5):
        adas.get("/uploads/")


def test_empty_list_says_what_to_do(client):
    html = client.get("/uploads/").content.decode()

    assert "You have sent nothing yet." in html
    assert 'href="/upload/"' in html


def test_failed_upload_says_why(ada, adas):
    upload = add_upload(ada)
    Upload.objects.update(state=UploadState.FAILED, failure="too_large")

    html = adas.get(f"/uploads/{upload.public_id}/").content.decode()

    assert "more pixels than we take" in html
    assert "Send another copy" in html

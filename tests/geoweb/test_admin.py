"""What operators see and do: never the place of a private upload."""

import pytest
from django.urls import reverse

from geoweb.enums import Review
from geoweb.models import Switch, Takedown, Upload, UploadEvent, User
from predictor.geodesy import LatLng
from tests.geoweb.sent import add_upload, answer_upload, made_answer

pytestmark = pytest.mark.django_db(transaction=True)
EXACT, TRUTH = LatLng(45.76543, 4.83219), LatLng(48.85661, 2.35222)


@pytest.fixture
def admin_client(client):
    client.force_login(User.objects.create_superuser("root"))
    return client


def run_action(client, name, *uploads):
    data = {"action": name, "_selected_action": [upload.pk for upload in uploads]}
    response = client.post(reverse("admin:geoweb_upload_changelist"), data, follow=True)
    return response.content.decode()


@pytest.mark.parametrize("model", ["upload", "uploadevent", "takedown", "switch", "flag", "user"])
def test_every_list_opens(admin_client, model):
    add_upload()

    assert admin_client.get(reverse(f"admin:geoweb_{model}_changelist")).status_code == 200


def test_private_uploads_show_neither_picture_nor_place(admin_client):
    uploads = [
        answer_upload(add_upload(truth=truth), made_answer(EXACT)) for truth in (None, TRUTH)
    ]

    for upload in uploads:
        page = admin_client.get(reverse("admin:geoweb_upload_change", args=[upload.pk]))
        body = page.content.decode()
        assert "private" in body
        assert [place for place in ("45.76", "4.83", "48.85", "2.35") if place in body] == []


def test_reviewers_see_what_is_offered(admin_client):
    upload = answer_upload(add_upload(truth=TRUTH, may_be_played=True), made_answer(EXACT))

    body = admin_client.get(
        reverse("admin:geoweb_upload_change", args=[upload.pk])
    ).content.decode()
    picture = reverse("review-photo", args=[upload.views.get().photo.public_id])

    assert "48.85661, 2.35222" in body
    assert picture in body
    assert admin_client.get(f"{picture}?w=320")["Content-Type"] == "image/jpeg"


def test_pictures_for_review_are_for_reviewers_and_of_offered_uploads_only(client):
    offered, private = add_upload(truth=TRUTH, may_be_played=True), add_upload()
    client.force_login(User.objects.create_superuser("root"))
    hidden = reverse("review-photo", args=[private.views.get().photo.public_id])
    assert client.get(hidden).status_code == 404

    client.force_login(User.objects.create_user("visitor"))
    shown = reverse("review-photo", args=[offered.views.get().photo.public_id])
    assert client.get(shown).status_code == 404


def test_actions_go_through_the_rules(admin_client):
    offered = answer_upload(add_upload(truth=TRUTH, may_be_played=True))
    private = answer_upload(add_upload())

    body = run_action(admin_client, "approve", offered, private)

    assert "1 upload: done." in body
    assert "can be taken" in body
    assert Upload.objects.get(pk=offered.pk).review == Review.APPROVED
    assert UploadEvent.objects.get().actor.username == "root"
    run_action(admin_client, "decline", offered)
    assert Upload.objects.get(pk=offered.pk).review == Review.DECLINED


def test_taking_down_refuses_the_bytes_and_deleting_does_not(admin_client):
    one, other = add_upload(), add_upload()

    run_action(admin_client, "take_down", one)
    run_action(admin_client, "delete_whole", other)

    assert not Upload.objects.exists()
    assert Takedown.objects.count() == 1


def test_the_switch_is_logged(admin_client):
    data = {"name": "uploads", "why": "too many"}
    admin_client.post(reverse("admin:geoweb_switch_add"), data)

    switch = Switch.objects.get()
    assert (switch.is_on, switch.why, switch.changed_by.username) == (False, "too many", "root")
    assert UploadEvent.objects.count() == 1


def test_lists_cannot_be_edited_by_hand(admin_client):
    upload = add_upload()

    change = reverse("admin:geoweb_upload_change", args=[upload.pk])
    assert admin_client.post(change, {"state": "answered"}).status_code == 403
    assert (
        admin_client.post(reverse("admin:geoweb_upload_delete", args=[upload.pk])).status_code
        == 403
    )

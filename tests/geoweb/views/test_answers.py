"""The page of an upload: waiting, and each kind of answer."""

import pytest

from geoweb.domain.switches import switch_uploads
from geoweb.enums import UploadState
from geoweb.models import Upload
from predictor.geodesy import LatLng, distance_km
from predictor.models import Prediction
from predictor.scoring import score
from tests.album import add_photo
from tests.geoweb.sent import add_upload, answer_upload, made_answer

pytestmark = pytest.mark.django_db
TRUTH = LatLng(48.8566, 2.3522)
HTMX = {"HX-Request": "true"}


def page(client, upload, headers=None):
    return client.get(f"/uploads/{upload.public_id}/", headers=headers)


def html(client, upload):
    return page(client, upload).content.decode()


def test_waiting_says_how_many_come_first(ada, adas):
    add_upload(ada)

    assert "1 upload comes first." in html(adas, add_upload(ada))


def test_waiting_works_without_script(ada, adas):
    assert '<meta http-equiv="refresh"' in html(adas, add_upload(ada))


def test_polling_is_answered_briefly_while_nothing_changed(ada, adas):
    upload = add_upload(ada)
    tag = page(adas, upload, HTMX)["ETag"]

    again = page(adas, upload, {**HTMX, "If-None-Match": tag})

    assert (again.status_code, again.content) == (304, b"")
    assert tag[1:-1] in html(adas, upload)


def test_polling_sees_the_change(ada, adas):
    upload = add_upload(ada)
    before = page(adas, upload, HTMX)
    switch_uploads(on=False)

    after = page(adas, upload, {**HTMX, "If-None-Match": before["ETag"]})

    assert after.status_code == 200
    assert "Yours waits, and is not lost." in after.content.decode()


@pytest.mark.parametrize("state", ["answered", "failed"])
def test_polling_ends_with_a_reload(ada, adas, state):
    upload = add_upload(ada)
    Upload.objects.update(state=state, failure="gave_up" if state == "failed" else "")

    assert page(adas, upload, HTMX)["HX-Refresh"] == "true"


def test_kill_switch_is_said_to_who_waits(ada, adas):
    upload = add_upload(ada)
    switch_uploads(on=False, why="We move house.")

    told = html(adas, upload)

    assert "Uploads are switched off for now." in told
    assert "We move house." in told


def test_duel_tells_distance_score_and_point(ada, adas):
    shown = add_photo("lookalike")
    upload = answer_upload(add_upload(ada, TRUTH), made_answer(photo_ids=[shown.pk]))

    told = html(adas, upload)

    apart_km = distance_km(TRUTH, made_answer().point)
    figures = (f"{apart_km:.0f} km apart", f"{score(apart_km):,}", "of 5,000 points")
    assert [each for each in figures if each not in told] == []
    assert "45.76540, 4.83210" in told
    assert "1.2 km from Lyon, Rhône, France" in " ".join(told.split())
    assert f"/photos/{shown.public_id}.jpg" in told
    assert '"model": [4.8321, 45.7654]' in told


def test_coarse_answer_tells_areas_and_why_no_point(ada, adas):
    told = html(adas, answer_upload(add_upload(ada)))

    assert "never a point" in " ".join(told.split())
    assert told.count('class="swatch') == 3
    assert '"model": null' in told
    assert "45.76" not in told
    assert "Lyon" not in told


def test_exact_answer_has_no_score(ada, adas, settings):
    settings.UPLOAD_ANSWERS = "exact"

    told = html(adas, answer_upload(add_upload(ada)))

    assert "45.76540, 4.83210" in told
    assert "points for the model" not in told


def test_answer_is_withheld_once_the_site_answers_nothing(ada, adas, settings):
    upload = answer_upload(add_upload(ada))
    settings.UPLOAD_ANSWERS = "off"

    told = html(adas, upload)

    assert "Not answered here" in told
    assert "swatch" not in told


def test_answer_that_was_deleted_is_said_to_be_gone(ada, adas):
    upload = answer_upload(add_upload(ada, TRUTH))
    Prediction.objects.all().delete()

    assert "The answer is gone" in html(adas, upload)


def test_page_is_kept_by_nobody_on_the_way(ada, adas):
    upload = add_upload(ada)

    for response in (page(adas, upload), page(adas, upload, HTMX)):
        assert response["Cache-Control"] == "private, no-store"
        assert "HX-Request" in response["Vary"]
    assert upload.state == UploadState.PENDING

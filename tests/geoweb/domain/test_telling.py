"""What an uploader is told, by terms: duel, coarse, exact, and after the site became stricter."""

import dataclasses
import json

import pytest

from geoweb.domain.coarse import area_of
from geoweb.domain.policy import shares_of, terms_for
from geoweb.domain.telling import told
from geoweb.enums import Terms, UploadFailure, UploadState
from predictor.geodesy import LatLng, distance_km
from predictor.models import Prediction, Split
from predictor.scoring import score
from tests.album import add_photo
from tests.geoweb.sent import CELLS, add_locator, add_upload, answer_upload, made_answer

pytestmark = pytest.mark.django_db
EXACT = LatLng(45.76543, 4.83219)
TRUTH = LatLng(48.8566, 2.3522)


def everything_in(value):
    return json.dumps(dataclasses.asdict(value), default=str)


@pytest.mark.parametrize(
    ("setting", "truth", "terms"),
    [
        ("off", None, None),
        ("coarse", None, Terms.COARSE),
        ("exact", None, Terms.EXACT),
        ("off", TRUTH, Terms.DUEL),
        ("coarse", TRUTH, Terms.DUEL),
    ],
)
def test_terms_follow_from_the_truth_and_the_setting(settings, setting, truth, terms):
    settings.UPLOAD_ANSWERS = setting

    assert terms_for(truth) == terms


def test_a_pinned_truth_earns_the_point_and_a_score():
    found = told(answer_upload(add_upload(truth=TRUTH), made_answer(EXACT)))

    assert found.point == pytest.approx(EXACT)
    assert found.duel.distance_km == pytest.approx(distance_km(TRUTH, EXACT))
    assert found.duel.score == score(found.duel.distance_km)
    assert found.near.place == "Lyon"
    assert [shade.percent for shade in found.shades] == [70, 20, 10]


def test_without_truth_only_areas_are_told():
    found = told(answer_upload(add_upload(), made_answer(EXACT)))

    assert (found.point, found.near, found.duel, found.similar) == (None, None, None, ())
    assert [shade.percent for shade in found.shades] == [70, 20, 10]
    assert json.loads(found.shades[0].geometry) == area_of(EXACT).as_geojson()


def test_of_a_coarse_answer_nothing_exact_is_written_down():
    photo = add_photo("lookalike", EXACT)
    answer_upload(add_upload(), made_answer(EXACT, photo_ids=[photo.pk]))

    row = Prediction.objects.values().get()
    assert "45.76" not in str(row)
    assert "4.83" not in str(row)
    assert row["point"].coords == (area_of(EXACT).centre.lng, area_of(EXACT).centre.lat)
    assert (row["cell_numbers"], row["probabilities"]) == ([], [])
    assert set(row["evidence"]) == {"areas"}


def test_points_of_one_area_are_told_alike():
    area = area_of(EXACT)
    corners = [
        LatLng(area.south + 0.01, area.west + 0.01),
        LatLng(area.north - 0.01, area.east - 0.01),
    ]
    rows = [answer_upload(add_upload(), made_answer(point)).prediction for point in corners]

    one, other = ((row.point.coords, row.evidence) for row in rows)
    assert one == other


def test_the_first_area_is_that_of_the_point_whatever_the_middles_of_cells():
    far = LatLng(50.5, -3.5)  # the refined point left the area of its cell's middle
    shares = shares_of(made_answer(far), add_locator().cell_set)

    assert shares[0].area == area_of(far)
    assert shares[0].percent == 70
    assert {share.area for share in shares[1:]} == {area_of(CELLS[1]), area_of(CELLS[2])}


def test_cells_of_one_area_are_added_up():
    near = {0: CELLS[0], 1: CELLS[0], 2: CELLS[2]}
    shares = shares_of(made_answer(CELLS[0]), add_locator(middles=near).cell_set)

    assert [share.percent for share in shares] == [90, 10]


def test_exact_terms_tell_the_point(settings):
    settings.UPLOAD_ANSWERS = "exact"

    found = told(answer_upload(add_upload(), made_answer(EXACT)))

    assert found.point == pytest.approx(EXACT)
    assert found.duel is None


def test_a_site_that_became_stricter_tells_less_of_old_answers(settings):
    settings.UPLOAD_ANSWERS = "exact"
    upload = answer_upload(add_upload(), made_answer(EXACT))

    settings.UPLOAD_ANSWERS = "coarse"
    coarse = told(upload)
    assert coarse.point is None
    assert [json.loads(shade.geometry) for shade in coarse.shades] == [area_of(EXACT).as_geojson()]
    assert "45.765" not in everything_in(coarse)

    settings.UPLOAD_ANSWERS = "off"
    withheld = told(upload)
    assert (withheld.terms, withheld.point, withheld.shades) == (None, None, ())


def test_a_coarse_promise_stays_coarse_when_the_site_becomes_laxer(settings):
    upload = add_upload()
    settings.UPLOAD_ANSWERS = "exact"

    found = told(answer_upload(upload, made_answer(EXACT)))

    assert (found.terms, found.point) == (Terms.COARSE, None)


def test_evidence_shows_public_photos_only():
    shown, hidden = add_photo("shown", EXACT), add_photo("hidden", EXACT, split=Split.TEST)
    upload = add_upload(truth=TRUTH)

    found = told(answer_upload(upload, made_answer(EXACT, photo_ids=[shown.pk, hidden.pk])))

    assert [each.public_id for each in found.similar] == [str(shown.public_id)]


def test_who_waits_hears_how_many_come_first():
    first, second = add_upload(), add_upload()

    assert [told(each).ahead for each in (first, second)] == [0, 1]


def test_a_failure_is_told_in_a_sentence():
    upload = add_upload()
    upload.state, upload.failure = UploadState.FAILED, UploadFailure.UNREADABLE
    upload.reason = "photo 2"
    upload.save()

    assert told(upload).failure == "This is no picture that we can read. (photo 2)"
